/// A 32-bit address of the emulated board. The two kinds, virtual and physical, are distinct types: a value of one
/// never becomes a value of the other but through a translation.
public protocol GuestAddress: RawRepresentable, Hashable, Comparable, Codable, Sendable,
    CustomStringConvertible
where RawValue == UInt32 {
    init(rawValue: UInt32)
}

extension GuestAddress {
    /// An address from its number.
    @inlinable
    public init(_ rawValue: UInt32) { self.init(rawValue: rawValue) }

    /// The address `offset` bytes further up, or nil when that passes 4 GiB.
    @inlinable
    public func adding(_ offset: UInt32) -> Self? {
        let (sum, overflow) = rawValue.addingReportingOverflow(offset)
        return overflow ? nil : Self(rawValue: sum)
    }

    /// The address `offset` bytes further up, modulo 4 GiB, as the ARM core computes it.
    @inlinable
    public func wrappingAdding(_ offset: UInt32) -> Self { Self(rawValue: rawValue &+ offset) }

    /// The distance in bytes from `other` up to this address, or nil when `other` is above it.
    @inlinable
    public func distance(above other: Self) -> UInt32? {
        rawValue >= other.rawValue ? rawValue - other.rawValue : nil
    }

    /// This address rounded down to a multiple of `alignment`.
    /// - Parameter alignment: bytes, a power of two.
    @inlinable
    public func roundedDown(to alignment: UInt32) -> Self { Self(rawValue: rawValue & ~(alignment &- 1)) }

    /// Whether this address is a multiple of `alignment`, a power of two.
    @inlinable
    public func isAligned(to alignment: UInt32) -> Bool { rawValue & (alignment &- 1) == 0 }

    @inlinable
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    /// `0x80000000`: eight lower-case digits, the one form in which addresses are printed.
    public var description: String { "0x" + hexadecimal(rawValue) }
}

/// An address as the core issues it, before translation.
public struct VirtualAddress: GuestAddress {
    public let rawValue: UInt32
    @inlinable
    public init(rawValue: UInt32) { self.rawValue = rawValue }
}

/// An address on the board's bus, after translation.
public struct PhysicalAddress: GuestAddress {
    public let rawValue: UInt32
    @inlinable
    public init(rawValue: UInt32) { self.rawValue = rawValue }
}
