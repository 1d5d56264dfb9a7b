/// The comments at the ends of a file's lines.
struct RowComments {
    private static let lengthLimit = 60
    /// A line longer than this was not written for people.
    private static let lineLimit = 1_000

    private let bytes: [UInt8]
    private var lines: [Range<Int>] = []

    init(_ file: SourceFile) {
        bytes = file.bytes
        var scanner = LineScanner(bytes)
        while let range = scanner.next() { lines.append(range) }
    }

    /// What stands behind the first `;`, `//` or `@` of a line, without the signs and blanks around it; nil when
    /// nothing does.
    func comment(ofLine number: Int) -> String? {
        guard number > 0, number <= lines.count, lines[number - 1].count <= Self.lineLimit else { return nil }
        let line = bytes[lines[number - 1]]
        guard
            let start = line.indices.first(where: { index in
                line[index] == UInt8(ascii: ";") || line[index] == UInt8(ascii: "@")
                    || line[index] == UInt8(ascii: "/") && index + 1 < line.endIndex
                        && line[index + 1] == UInt8(ascii: "/")
            })
        else { return nil }
        let text = BatchText.trimmed(
            line[start...].drop {
                [UInt8(ascii: ";"), UInt8(ascii: "/"), UInt8(ascii: "@")].contains($0) || $0.isBlank
            })
        guard !text.isEmpty, text.contains(where: { $0.isLetter || $0.isDigit }) else { return nil }
        let comment = String(decoding: text.prefix(Self.lengthLimit), as: UTF8.self)
        // A remark to this program names nothing.
        return comment.hasPrefix("cebsp:") ? nil : comment
    }
}
