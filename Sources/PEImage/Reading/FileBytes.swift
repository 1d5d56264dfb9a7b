/// Bounds-checked little-endian reads from the bytes of a file.
struct FileBytes {
    let bytes: [UInt8]

    var count: Int { bytes.count }

    /// Fails unless `size` bytes at `offset` are in the file.
    func require(_ size: Int, at offset: Int, of what: String) throws(PEImageError) {
        guard offset >= 0, size >= 0, offset <= bytes.count, size <= bytes.count - offset else {
            throw PEImageError(
                .truncated, at: UInt32(clamping: offset), expected: "\(size) bytes of \(what)",
                found: "the end of the file at 0x\(String(bytes.count, radix: 16))")
        }
    }

    func half(at offset: Int, of what: String) throws(PEImageError) -> UInt16 {
        try require(2, at: offset, of: what)
        return UInt16(bytes[offset]) | UInt16(bytes[offset + 1]) << 8
    }

    func word(at offset: Int, of what: String) throws(PEImageError) -> UInt32 {
        try require(4, at: offset, of: what)
        return word(inBounds: offset)
    }

    /// The word at `offset`, which the caller has checked.
    func word(inBounds offset: Int) -> UInt32 {
        UInt32(bytes[offset]) | UInt32(bytes[offset + 1]) << 8 | UInt32(bytes[offset + 2]) << 16
            | UInt32(bytes[offset + 3]) << 24
    }

    /// The text from `offset` up to a zero byte or `limit` bytes, or nil when it leaves the file.
    func text(at offset: Int, limit: Int) -> String? {
        guard offset >= 0, offset < bytes.count else { return nil }
        let rest = bytes[offset...].prefix(limit)
        let end = rest.firstIndex(of: 0) ?? rest.endIndex
        return String(decoding: rest[rest.startIndex..<end], as: UTF8.self)
    }
}
