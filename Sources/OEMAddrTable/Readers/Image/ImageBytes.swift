/// The bytes of a run-time image. Its reader sees them through these checked accessors only.
struct ImageBytes {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var count: Int { bytes.count }

    func starts(with signature: [UInt8]) -> Bool { bytes.starts(with: signature) }

    /// The little-endian word at an offset, or nil when the file does not have all of it.
    func word(at offset: Int) -> UInt32? {
        guard offset >= 0, offset <= bytes.count - 4 else { return nil }
        return UInt32(bytes[offset]) | UInt32(bytes[offset + 1]) << 8 | UInt32(bytes[offset + 2]) << 16
            | UInt32(bytes[offset + 3]) << 24
    }

    /// Whether all from an offset on is zeros or erased flash, which is nothing.
    func isPadding(from offset: Int) -> Bool {
        guard offset >= 0, offset <= bytes.count else { return true }
        return bytes[offset...].allSatisfy { $0 == 0 || $0 == 0xFF }
    }

    /// The bytes from an offset up to a zero, the end or a limit.
    func name(at offset: Int, limit: Int) -> ArraySlice<UInt8> {
        guard offset >= 0, offset <= bytes.count else { return [] }
        return bytes[offset...].prefix(limit).prefix { $0 != 0 }
    }

    /// The sum of a record's bytes modulo 2^32, or nil when the file does not have all of them.
    func checksum(at offset: Int, count: UInt32) -> UInt32? {
        guard offset >= 0, offset <= bytes.count, Int(count) <= bytes.count - offset else { return nil }
        var sum: UInt32 = 0
        for index in offset..<offset + Int(count) { sum &+= UInt32(bytes[index]) }
        return sum
    }
}
