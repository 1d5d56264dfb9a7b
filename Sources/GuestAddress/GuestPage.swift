/// The pages in which CE maps memory: small pages of 4 KB on every core (ARM DDI 0406C, B3.5.1).
public enum GuestPage {
    /// Bytes of a page.
    @inlinable
    public static var size: UInt64 { 4096 }

    /// The bits of a number of bytes, or of an address, that lie inside a page.
    @inlinable
    public static var offsetMask: UInt64 { size - 1 }

    /// The pages that hold this many bytes, the last one perhaps in part.
    @inlinable
    public static func count(holding bytes: UInt64) -> UInt64 { bytes / size + (isWhole(bytes) ? 0 : 1) }

    /// Whether this many bytes are pages and no part of one.
    @inlinable
    public static func isWhole(_ bytes: UInt64) -> Bool { bytes & offsetMask == 0 }

    /// The bytes of the pages that hold `bytes`, or nil beyond 64 bits.
    @inlinable
    public static func roundedUp(_ bytes: UInt64) -> UInt64? {
        let (sum, overflow) = bytes.addingReportingOverflow(offsetMask)
        return overflow ? nil : sum & ~offsetMask
    }
}

extension GuestAddress {
    /// The first address of the page that has this one.
    @inlinable
    public var page: Self { roundedDown(to: UInt32(GuestPage.size)) }

    /// The bytes from the start of the page up to this address.
    @inlinable
    public var pageOffset: UInt32 { rawValue & UInt32(GuestPage.offsetMask) }

    /// The number of the page, counted from address 0.
    @inlinable
    public var pageIndex: UInt32 { rawValue / UInt32(GuestPage.size) }

    /// Whether a page starts here.
    @inlinable
    public var isOnPage: Bool { pageOffset == 0 }
}
