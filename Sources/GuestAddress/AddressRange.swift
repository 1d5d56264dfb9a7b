/// A half-open range of addresses. Its end has 64 bits, so that a range may end at 4 GiB exactly.
public struct AddressRange<Address: GuestAddress>: Hashable, Sendable, CustomStringConvertible {
    /// The first address.
    public let base: Address
    /// The length in bytes; `base + size` is at most 4 GiB.
    public let size: UInt64

    /// A range, or nil when it would pass 4 GiB.
    /// - Parameters:
    ///   - base: the first address.
    ///   - size: bytes.
    @inlinable
    public init?(base: Address, size: UInt64) {
        guard size <= 0x1_0000_0000 - UInt64(base.rawValue) else { return nil }
        self.base = base
        self.size = size
    }

    /// The range from `base` for `size` bytes, cut at 4 GiB.
    @inlinable
    public init(base: Address, clampedSize size: UInt64) {
        self.base = base
        self.size = min(size, 0x1_0000_0000 - UInt64(base.rawValue))
    }

    /// One past the last address.
    @inlinable
    public var end: UInt64 { UInt64(base.rawValue) + size }

    @inlinable
    public var isEmpty: Bool { size == 0 }

    /// The last address, or nil of an empty range.
    @inlinable
    public var last: Address? { isEmpty ? nil : Address(rawValue: UInt32(truncatingIfNeeded: end - 1)) }

    @inlinable
    public func contains(_ address: Address) -> Bool {
        UInt64(address.rawValue) >= UInt64(base.rawValue) && UInt64(address.rawValue) < end
    }

    @inlinable
    public func contains(_ other: AddressRange) -> Bool { other.base >= base && other.end <= end }

    @inlinable
    public func overlaps(_ other: AddressRange) -> Bool {
        !isEmpty && !other.isEmpty && UInt64(base.rawValue) < other.end && UInt64(other.base.rawValue) < end
    }

    /// What both ranges cover, or nil when that is nothing.
    @inlinable
    public func intersection(_ other: AddressRange) -> AddressRange? {
        guard overlaps(other) else { return nil }
        let low = max(base, other.base)
        return AddressRange(base: low, size: min(end, other.end) - UInt64(low.rawValue))
    }

    /// The bytes from the range's base to `address`, or nil outside the range.
    @inlinable
    public func offset(of address: Address) -> UInt32? {
        contains(address) ? address.rawValue - base.rawValue : nil
    }

    /// `0x80000000-0x8fffffff`, both ends inclusive.
    public var description: String {
        guard let last else { return "\(base), empty" }
        return "\(base)-\(last)"
    }
}

extension AddressRange: Codable {
    private enum CodingKeys: CodingKey { case base, size }

    /// - Throws: `DecodingError` for a range that passes 4 GiB.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let base = try values.decode(Address.self, forKey: .base)
        guard let range = AddressRange(base: base, size: try values.decode(UInt64.self, forKey: .size)) else {
            throw DecodingError.dataCorruptedError(
                forKey: .size, in: values, debugDescription: "the range from \(base) on passes 4 GiB")
        }
        self = range
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(base, forKey: .base)
        try values.encode(size, forKey: .size)
    }
}
