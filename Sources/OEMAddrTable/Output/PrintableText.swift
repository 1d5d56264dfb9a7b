/// Text from a file or a name, fit for a terminal: control characters, which could move the cursor or change colours, become `?`.
func printable(_ text: some StringProtocol) -> String {
    // Nearly all text is plain, and a report has hundreds of thousands of pieces of it.
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return String(text) }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { $0.isControl ? "?" : $0 }))
}

extension Unicode.Scalar {
    fileprivate var isControl: Bool { value < 0x20 || (0x7F...0x9F).contains(value) }
}
