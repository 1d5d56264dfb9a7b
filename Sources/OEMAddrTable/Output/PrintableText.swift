/// Text from a file or a name, fit for a terminal: control characters, which could move the cursor or change colours, become `?`.
func printable(_ text: some StringProtocol) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0.isControl ? "?" : $0 }))
}

extension Unicode.Scalar {
    fileprivate var isControl: Bool { value < 0x20 || (0x7F...0x9F).contains(value) }
}
