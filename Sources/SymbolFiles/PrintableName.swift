/// Names of files that nobody vouches for, made fit for a report.
enum PrintableName {
    private static let longest = 256

    /// The bytes as text, cut to a reasonable length, with dots for what cannot be printed.
    static func text(_ bytes: ArraySlice<UInt8>) -> String {
        let printable = bytes.prefix(longest).map { (0x20...0x7E).contains($0) ? $0 : UInt8(ascii: ".") }
        return String(decoding: printable, as: UTF8.self) + (bytes.count > longest ? "..." : "")
    }

    /// The part behind the last separator.
    static func lastComponent(_ path: String) -> String {
        path.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? path
    }
}
