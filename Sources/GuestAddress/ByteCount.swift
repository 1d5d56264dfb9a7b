/// A number of bytes, with the K, M and G (powers of 1024) that engineers write.
public struct ByteCount: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
    public let rawValue: UInt64
    @inlinable
    public init(rawValue: UInt64) { self.rawValue = rawValue }
    @inlinable
    public init(_ rawValue: UInt64) { self.rawValue = rawValue }

    public static func kilobytes(_ count: UInt64) -> ByteCount { ByteCount(count << 10) }
    public static func megabytes(_ count: UInt64) -> ByteCount { ByteCount(count << 20) }

    /// Reads `4096`, `0x1000`, `4K`, `32M`, `1G`; a trailing `B` and lower case are allowed. Nil for anything else.
    public init?(_ text: some StringProtocol) {
        var body = text.uppercased()[...]
        if body.hasSuffix("B"), !body.hasPrefix("0X") { body = body.dropLast() }
        let shifts: [Character: UInt64] = ["K": 10, "M": 20, "G": 30]
        var shift: UInt64 = 0
        if let unit = body.last, let found = shifts[unit] {
            shift = found
            body = body.dropLast()
        }
        let hexadecimalForm = body.hasPrefix("0X")
        let digits = hexadecimalForm ? body.dropFirst(2) : body
        guard let first = digits.first, first.isHexDigit, let number = UInt64(digits, radix: hexadecimalForm ? 16 : 10),
            number <= UInt64.max >> shift
        else { return nil }
        rawValue = number << shift
    }

    @inlinable
    public static func < (left: ByteCount, right: ByteCount) -> Bool { left.rawValue < right.rawValue }

    /// The count with the largest unit that divides it: `32 MB`, `4 KB`, `307200 bytes` becomes `300 KB`.
    public var description: String {
        if rawValue == 0 { return "0 bytes" }
        if rawValue & ((1 << 30) - 1) == 0 { return "\(rawValue >> 30) GB" }
        if rawValue & ((1 << 20) - 1) == 0 { return "\(rawValue >> 20) MB" }
        if rawValue & ((1 << 10) - 1) == 0 { return "\(rawValue >> 10) KB" }
        return rawValue == 1 ? "1 byte" : "\(rawValue) bytes"
    }
}
