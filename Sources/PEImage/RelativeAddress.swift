public import GuestAddress

/// An address relative to where the image is loaded (an RVA).
public struct RelativeAddress: GuestAddress {
    public let rawValue: UInt32
    @inlinable
    public init(rawValue: UInt32) { self.rawValue = rawValue }
}
