/// Reads little-endian values one after the other, and never beyond its end. Nothing else in this module indexes the
/// bytes of a binary file.
struct ByteReader {
    private let bytes: ArraySlice<UInt8>
    private(set) var offset: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        offset = bytes.startIndex
    }

    var isAtEnd: Bool { offset >= bytes.endIndex }
    var remaining: Int { bytes.endIndex - offset }

    private func need(_ count: Int, _ what: String) throws(SymbolFileError) {
        guard count >= 0, count <= remaining else {
            throw SymbolFileError(
                offset: offset, expected: "\(count) bytes of \(what)", found: "\(remaining) before the end")
        }
    }

    mutating func byte(_ what: String) throws(SymbolFileError) -> UInt8 {
        try need(1, what)
        defer { offset += 1 }
        return bytes[offset]
    }

    mutating func half(_ what: String) throws(SymbolFileError) -> UInt16 {
        try need(2, what)
        defer { offset += 2 }
        return UInt16(bytes[offset]) | UInt16(bytes[offset + 1]) << 8
    }

    mutating func word(_ what: String) throws(SymbolFileError) -> UInt32 {
        let low = UInt32(try half(what))
        return low | UInt32(try half(what)) << 16
    }

    mutating func skip(_ count: Int, _ what: String) throws(SymbolFileError) {
        try need(count, what)
        offset += count
    }

    /// The next bytes as a reader of their own.
    mutating func part(_ count: Int, _ what: String) throws(SymbolFileError) -> ByteReader {
        try need(count, what)
        defer { offset += count }
        return ByteReader(bytes[offset..<offset + count])
    }

    /// Bytes anywhere in the file as a reader of their own, wherever this reader stands.
    func part(at offset: UInt32, count: UInt32, _ what: String) throws(SymbolFileError) -> ByteReader {
        var start = ByteReader(bytes)
        try start.skip(Int(offset), what)
        return try start.part(Int(count), what)
    }

    /// A number in seven bits a byte, lowest first; bits beyond 64 are dropped.
    mutating func unsigned(_ what: String) throws(SymbolFileError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let next = try byte(what)
            if shift < 64 { value |= UInt64(next & 0x7F) << shift }
            guard next & 0x80 != 0 else { return value }
            shift = min(shift + 7, 64)
        }
    }

    mutating func signed(_ what: String) throws(SymbolFileError) -> Int64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let next = try byte(what)
            if shift < 64 { value |= UInt64(next & 0x7F) << shift }
            shift = min(shift + 7, 64)
            guard next & 0x80 == 0 else { continue }
            if next & 0x40 != 0, shift < 64 { value |= ~0 << shift }
            return Int64(bitPattern: value)
        }
    }

    /// Longer names are refused: looking for their end would take for ever in a file that is made for it.
    private static let longestName = 4096

    /// The text up to a zero byte; the file's bytes may be no text, and are then replaced.
    mutating func text(_ what: String) throws(SymbolFileError) -> String {
        guard let end = bytes[offset...].prefix(Self.longestName + 1).firstIndex(of: 0) else {
            throw SymbolFileError(
                offset: offset, expected: "\(what) of at most \(Self.longestName) bytes", found: "no zero byte")
        }
        defer { offset = end + 1 }
        return PrintableName.text(bytes[offset..<end])
    }
}
