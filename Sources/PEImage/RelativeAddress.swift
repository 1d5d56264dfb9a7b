import GuestAddress

/// An address relative to where the image is loaded (an RVA).
package struct RelativeAddress: GuestAddress {
    package let rawValue: UInt32
    @inlinable
    package init(rawValue: UInt32) { self.rawValue = rawValue }
}
