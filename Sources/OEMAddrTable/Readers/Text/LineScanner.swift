/// Runs over the lines of a file: LF, CR LF and CR alone end a line, the end of the file ends the last.
struct LineScanner {
    private let bytes: [UInt8]
    private var position: Int
    /// The number of the line that `next()` returned last, 1-based.
    private(set) var line: Int32 = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        // A UTF-8 byte order mark is not text.
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// The bytes of the next line without its end, or nil at the end of the file.
    mutating func next() -> Range<Int>? {
        let count = bytes.count
        guard position < count else { return nil }
        line &+= 1
        let start = position
        var index = start
        while index < count {
            let byte = bytes[index]
            if byte == 0x0A || byte == 0x0D { break }
            index += 1
        }
        position = index + 1
        if index + 1 < count, bytes[index] == 0x0D, bytes[index + 1] == 0x0A { position += 1 }
        return start..<index
    }
}

extension SourceFile {
    /// Why the file is not text that a reader can read, or nil when it is. Only the start decides: comments may hold
    /// any bytes.
    var textProblem: String? {
        bytes.prefix(4096).contains(0) ? "the file holds zero bytes: it is not text" : nil
    }

    /// Whether so many bytes are zeros or other control characters that nothing of the file is text.
    var isBinary: Bool {
        let start = bytes.prefix(4096)
        let foreign = start.count { $0 < 0x20 && !(0x09...0x0D).contains($0) && $0 != 0x1A }
        return foreign * 10 > start.count
    }
}
