/// The bytes of a file. Nothing else in this module sees them: every read says how much it wants where, and is checked.
struct FileBytes: Sendable {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var count: Int { bytes.count }

    /// Fails unless `size` bytes at `offset` are in the file.
    func require(_ size: Int, at offset: Int, of what: String) throws(PEImageError) {
        guard holds(size, at: offset) else {
            throw PEImageError(
                .truncated, at: UInt32(clamping: offset), expected: "\(size) bytes of \(what)",
                found: "the end of the file at 0x\(String(bytes.count, radix: 16))")
        }
    }

    private func holds(_ size: Int, at offset: Int) -> Bool {
        offset >= 0 && size >= 0 && offset <= bytes.count && size <= bytes.count - offset
    }

    func half(at offset: Int, of what: String) throws(PEImageError) -> UInt16 {
        try require(2, at: offset, of: what)
        return UInt16(bytes[offset]) | UInt16(bytes[offset + 1]) << 8
    }

    func word(at offset: Int, of what: String) throws(PEImageError) -> UInt32 {
        try require(4, at: offset, of: what)
        return UInt32(bytes[offset]) | UInt32(bytes[offset + 1]) << 8 | UInt32(bytes[offset + 2]) << 16
            | UInt32(bytes[offset + 3]) << 24
    }

    /// The bytes of a range, all of them.
    func part(_ range: Range<Int>, of what: String) throws(PEImageError) -> ArraySlice<UInt8> {
        try require(range.count, at: range.lowerBound, of: what)
        return bytes[range]
    }

    /// The text from `offset` up to a zero byte or `limit` bytes, or nil when it begins outside the file.
    func text(at offset: Int, limit: Int) -> String? {
        guard limit >= 0, holds(1, at: offset) else { return nil }
        let rest = bytes[offset...].prefix(limit)
        let end = rest.firstIndex(of: 0) ?? rest.endIndex
        return String(decoding: rest[rest.startIndex..<end], as: UTF8.self)
    }
}
