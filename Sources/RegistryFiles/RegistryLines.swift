/// The lines of a file, one after the other, without the marks that end them.
struct RegistryLines {
    let bytes: [UInt8]
    private var position = 0
    /// LF, or CR in a file that has no LF at all (old Macintosh editors).
    private let end: UInt8
    /// The line in hand, from 1.
    private(set) var number = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        end = bytes.contains(UInt8(ascii: "\n")) ? UInt8(ascii: "\n") : UInt8(ascii: "\r")
        // The byte order mark of UTF-8.
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    /// The next line; nil at the end.
    mutating func next() -> LineBytes? {
        guard position < bytes.count else { return nil }
        let start = position
        while position < bytes.count, bytes[position] != end { position += 1 }
        var last = position
        if position < bytes.count { position += 1 }
        while last > start, bytes[last - 1] == UInt8(ascii: "\r") { last -= 1 }
        number += 1
        return LineBytes(bytes[start..<last])
    }
}

/// A line, and how far it has been read.
struct LineBytes {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }
    init(_ text: String) { rest = Array(text.utf8)[...] }

    var isAtEnd: Bool { rest.isEmpty }
    var first: UInt8? { rest.first }
    /// What has not been read.
    var bytes: ArraySlice<UInt8> { rest }
    /// As text: 8-bit code pages, which no file names, as Latin-1.
    var text: String { Self.text(rest) }

    /// Whether nothing but a comment is left.
    var isDone: Bool {
        var line = self
        line.skipBlanks()
        return line.isAtEnd || line.first == UInt8(ascii: ";") || line.rest.starts(with: Array("//".utf8))
    }

    mutating func take() -> UInt8? { rest.popFirst() }

    mutating func take(_ sign: Character) -> Bool {
        guard let first, first == sign.asciiValue else { return false }
        rest.removeFirst()
        return true
    }

    mutating func skipBlanks() {
        while let first, first == 0x20 || first == 0x09 || first == 0x0C || first == 0x0B { rest.removeFirst() }
    }

    /// Takes a name of letters, digits and underscores; empty when there is none.
    mutating func takeWord() -> String {
        let start = rest
        var count = 0
        while let first, first.isWordByte {
            rest.removeFirst()
            count += 1
        }
        return Self.text(start.prefix(count))
    }

    /// Takes a quoted text behind its opening mark; `\\` and `\"` are escapes, other backslashes stand for themselves.
    /// - Returns: nil when the closing mark is missing.
    mutating func takeQuoted() -> String? {
        var text: [UInt8] = []
        while let byte = take() {
            if byte == UInt8(ascii: "\"") { return Self.text(text[...]) }
            if byte == UInt8(ascii: "\\"), let first, first == UInt8(ascii: "\\") || first == UInt8(ascii: "\"") {
                text.append(first)
                rest.removeFirst()
            } else {
                text.append(byte)
            }
        }
        return nil
    }

    static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(validating: bytes, as: UTF8.self)
            ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }
}

extension UInt8 {
    var isWordByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
