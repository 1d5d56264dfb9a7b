/// The bytes of a fuzzer's input as a sequence of choices. Behind the end everything is zero, so that every input means
/// something.
struct ByteSource {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isExhausted: Bool { position >= bytes.count }

    mutating func byte() -> UInt8 {
        guard position < bytes.count else { return 0 }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func halfword() -> UInt16 { UInt16(byte()) | UInt16(byte()) << 8 }

    mutating func word() -> UInt32 { UInt32(halfword()) | UInt32(halfword()) << 16 }
}
