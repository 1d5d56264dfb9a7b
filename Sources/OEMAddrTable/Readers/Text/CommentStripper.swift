/// Takes comments out of lines of C and bib text, keeping columns, and remembers a block comment that goes on.
struct CommentStripper {
    /// Whether `;` starts a comment, as in a bib file.
    let hasSemicolons: Bool
    private(set) var isInBlock = false

    init(hasSemicolons: Bool) { self.hasSemicolons = hasSemicolons }

    /// The line `bytes[range]` without its comments.
    /// - Returns: bytes and the range of the line in them; the bytes given when there was no comment.
    mutating func strip(_ bytes: [UInt8], _ range: Range<Int>) -> (bytes: [UInt8], range: Range<Int>) {
        if !isInBlock, !mayHoldComment(bytes, range) { return (bytes, range) }
        var line = Array(bytes[range])
        var index = 0
        var isInString = false
        while index < line.count {
            let byte = line[index]
            let next = index + 1 < line.count ? line[index + 1] : 0
            if isInBlock {
                line[index] = 0x20
                if byte == UInt8(ascii: "*"), next == UInt8(ascii: "/") {
                    line[index + 1] = 0x20
                    index += 1
                    isInBlock = false
                }
            } else if byte == UInt8(ascii: "\"") {
                isInString.toggle()
            } else if isInString {
                if byte == UInt8(ascii: "\\"), !hasSemicolons { index += 1 }
            } else if byte == UInt8(ascii: ";") && hasSemicolons
                || byte == UInt8(ascii: "/") && next == UInt8(ascii: "/")
            {
                line.removeLast(line.count - index)
            } else if byte == UInt8(ascii: "/"), next == UInt8(ascii: "*") {
                line[index] = 0x20
                line[index + 1] = 0x20
                index += 1
                isInBlock = true
            }
            index += 1
        }
        return (line, 0..<line.count)
    }

    private func mayHoldComment(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        for byte in bytes[range] {
            if byte == UInt8(ascii: "/") || byte == UInt8(ascii: ";") && hasSemicolons { return true }
        }
        return false
    }
}
