public import GuestAddress

/// The first-level table: one word for each megabyte.
public enum FirstLevelTable {
    /// Entries of a table of the whole 4 GiB.
    public static let entries = 4096
    /// Bytes, and alignment, of a table of the whole 4 GiB.
    public static let bytes: UInt32 = 0x4000

    /// Bytes, and alignment, of the table in TTBR0 under a TTBCR.N from 0 to 7.
    @inlinable
    public static func bytes(ttbcrN: UInt32) -> UInt32 { bytes >> (ttbcrN & 7) }

    /// Where the entry of an address stands in a table that begins at address 0 of the virtual space.
    @inlinable
    public static func index(of virtual: VirtualAddress) -> Int { Int(virtual.rawValue >> 20) }
}

/// The second-level table of one megabyte: 256 small pages.
public enum CoarseTable {
    /// Entries of a table.
    public static let entries = 256
    /// Bytes, and alignment, of a table.
    public static let bytes: UInt32 = 0x400

    /// Where the entry of an address stands in the table of its megabyte.
    @inlinable
    public static func index(of virtual: VirtualAddress) -> Int { Int(virtual.pageIndex) & 0xFF }

    /// The first-level descriptor that leads to a coarse table.
    /// - Parameters:
    ///   - table: where the table begins; the low 10 bits are dropped.
    ///   - domain: 0 to 15; higher bits are dropped.
    @inlinable
    public static func encode(_ table: PhysicalAddress, domain: UInt8 = 0) -> UInt32 {
        table.rawValue & ~(bytes &- 1) | UInt32(domain & 15) << 5 | DescriptorBits.coarseTable
    }
}
