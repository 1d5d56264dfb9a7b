public import GuestAddress

/// The address helpers of the OAL, as the kernel answers them from the static map: the first row that fits wins, and an
/// uncached address exists only beside a classic table (documents aa447340 and aa447369, public header oal_memory.h;
/// order observed).
public struct StaticTranslation: Sendable {
    private let profile: Profile
    private let table: AddressTable?
    private let rows: [StaticRow]
    private let deviceRows: [DeviceRow]
    private let coverage: StaticCoverage
    private let devicesByPhysical: FirstMatchIndex
    private let devicesByVirtual: FirstMatchIndex

    public init(_ map: MemoryMap) {
        profile = map.profile
        table = map.tables.first
        rows = map.tables.first.map { Array($0.mappedRows) } ?? []
        deviceRows = map.asRead.deviceRows
        coverage = StaticCoverage(rows)
        devicesByPhysical = FirstMatchIndex(deviceRows.map(\.physicalExtent))
        devicesByVirtual = FirstMatchIndex(deviceRows.map(\.virtualExtent))
    }

    /// What an address belongs to.
    enum Owner: Hashable, Sendable {
        case row(StaticRow)
        case device(DeviceRow)
    }

    /// Whether uncached addresses are cached ones plus 0x20000000.
    public var hasUncachedMirror: Bool { table?.style != .new }

    func owner(of physical: PhysicalAddress) -> Owner? {
        let address = UInt64(physical.rawValue)
        if let index = devicesByPhysical.owner(of: address) { return .device(deviceRows[index]) }
        return coverage.row(atPhysical: address).map { .row(rows[$0]) }
    }

    func owner(of virtual: VirtualAddress) -> Owner? {
        let address = UInt64(virtual.rawValue)
        if let index = devicesByVirtual.owner(of: address) { return .device(deviceRows[index]) }
        if let index = coverage.row(atVirtual: address) { return .row(rows[index]) }
        guard hasUncachedMirror, address >= StaticWindow.end, address < StaticWindow.uncachedEnd else { return nil }
        return coverage.row(atVirtual: address - UInt64(StaticWindow.uncachedOffset)).map { .row(rows[$0]) }
    }

    /// The virtual address of a physical one in the static map, or nil when no row has it.
    public func virtual(of physical: PhysicalAddress, cached: Bool) -> VirtualAddress? {
        switch owner(of: physical) {
        case .device(let row):
            return VirtualAddress(row.virtual.rawValue &+ (physical.rawValue &- row.physical.rawValue))
        case .row(let row):
            let address = physical.rawValue &+ row.displacement
            if cached { return VirtualAddress(address) }
            return hasUncachedMirror ? VirtualAddress(address | StaticWindow.uncachedOffset) : nil
        case nil: return nil
        }
    }

    /// The physical address behind a static virtual one, or nil when no row has it.
    public func physical(of virtual: VirtualAddress) -> PhysicalAddress? {
        switch owner(of: virtual) {
        case .device(let row):
            return PhysicalAddress(row.physical.rawValue &+ (virtual.rawValue &- row.virtual.rawValue))
        case .row(let row):
            let isMirror = !row.virtualExtent.contains(UInt64(virtual.rawValue))
            let address = isMirror ? virtual.rawValue &- StaticWindow.uncachedOffset : virtual.rawValue
            return PhysicalAddress(address &- row.displacement)
        case nil: return nil
        }
    }

    /// What OALPAtoVA returns: for memory that is not mapped, CE 6 and later return the offset inside the page, CE 5
    /// returns 0.
    public func oalPAtoVA(_ physical: PhysicalAddress, cached: Bool) -> UInt32 {
        if let address = virtual(of: physical, cached: cached) { return address.rawValue }
        return profile.hasPrivateAddressSpaces ? physical.rawValue & UInt32(StaticWindow.page - 1) : 0
    }

    /// What OALVAtoPA returns: 0 for what is not mapped, which is also a physical address.
    public func oalVAtoPA(_ virtual: VirtualAddress) -> UInt32 { physical(of: virtual)?.rawValue ?? 0 }

    /// The row that the page table has for a cached virtual address when it is not the one the helpers find: the last
    /// row that covers it.
    func differingPageTableRow(at virtual: VirtualAddress) -> StaticRow? {
        let address = UInt64(virtual.rawValue)
        guard let first = coverage.row(atVirtual: address) else { return nil }
        guard let last = rows.last(where: { $0.virtualExtent.contains(address) }) else { return nil }
        return last.displacement == rows[first].displacement ? nil : last
    }
}
