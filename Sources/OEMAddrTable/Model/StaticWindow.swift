public import GuestAddress

/// The numbers of the static map, the same in every generation of CE on ARM (documents ms902344, aa447371, ee478351).
public enum StaticWindow {
    /// The first address that an OEMAddressTable may map, cached.
    public static let base = VirtualAddress(0x8000_0000)
    /// One past the last cached address.
    public static let end: UInt64 = 0xA000_0000
    /// The bits of a virtual address that count inside the window: the kernel takes no others from a row.
    public static let mask: UInt32 = 0x1FFF_FFFF
    /// The distance from a cached address to its uncached alias, in the classic style.
    public static let uncachedOffset: UInt32 = 0x2000_0000
    /// One past the last uncached alias.
    public static let uncachedEnd: UInt64 = 0xC000_0000
    /// What the window holds, in bytes.
    public static let capacity: UInt64 = 0x2000_0000
    /// What a row of an ARM table counts in: a section of 1 MB.
    public static let section: UInt64 = 0x10_0000
    /// The page of OEMDeviceTable and OEMRamTable.
    public static let page: UInt64 = 0x1000

    /// The cached window as a range.
    public static let range = AddressRange(base: base, clampedSize: capacity)
}
