import ARMMMU
import CEMemory
import GuestAddress
import OEMAddrTable

/// Writes the static map as CE's boot does (`Documentation/CE-Memory.md`, sections 2.2, 2.4 and 2.5): a section for
/// each megabyte of the OEMAddressTable, cached; in the classic style the uncached mirror; the device table's rows.
struct StaticMapWriter {
    let memory: MemoryManager
    let map: ValidatedMap

    private static let megabyte: UInt32 = 0x10_0000

    func write(_ log: inout [String]) {
        for row in map.rows { write(row, &log) }
        if map.table.style == .new {
            for row in map.map.deviceRows { write(row, &log) }
        }
    }

    private func attributes(cached: Bool) -> PageAttributes {
        PageAttributes(
            privileged: .readWrite, user: .none, cached: cached,
            // The mirror and devices are not executable on ARMv6 and later from Compact 7 on.
            executeNever: !cached && memory.profile.enforcesExecuteNever,
            shareable: cached && memory.profile.enforcesExecuteNever)
    }

    private func write(_ row: StaticRow, _ log: inout [String]) {
        let megabytes = Int(row.size >> 20)
        guard megabytes > 0 else { return }
        // The kernel drops the low bits of both addresses.
        let virtual = row.virtual.roundedDown(to: Self.megabyte)
        let physical = row.physical.roundedDown(to: Self.megabyte)
        writeSections(at: virtual, physical, megabytes, cached: true)
        if map.table.style == .classic {
            writeSections(at: virtual.wrappingAdding(StaticWindow.uncachedOffset), physical, megabytes, cached: false)
        }
        let range = AddressRange(base: physical, clampedSize: row.size)
        if !memory.physical.banks.contains(where: { $0.range.overlaps(range) }),
            !memory.physical.windows.contains(where: { $0.range.overlaps(range) })
        {
            log.append(
                "note: \(row.location): \(virtual) leads to \(range), where the board has neither RAM nor a device; "
                    + "an access there is a bus error")
        }
    }

    /// Sections, megabyte by megabyte where RAM ends inside the row: what nothing answers behind is kept invalid, so
    /// that an access is a bus error at the very instruction. A megabyte that a small device shares stays valid.
    private func writeSections(at virtual: VirtualAddress, _ physical: PhysicalAddress, _ megabytes: Int, cached: Bool)
    {
        guard let word = Section.encode(PhysicalAddress(0), attributes(cached: cached), rules: memory.rules) else {
            return
        }
        for index in 0..<megabytes {
            let offset = UInt32(index) &* Self.megabyte
            let target = physical.wrappingAdding(offset)
            let range = AddressRange(base: target, clampedSize: UInt64(Self.megabyte))
            let answers =
                memory.physical.banks.contains { $0.range.overlaps(range) }
                || memory.physical.windows.contains { $0.range.overlaps(range) }
            memory.kernelSpace.tables.setSections(
                at: virtual.wrappingAdding(offset), count: 1,
                first: target.rawValue | (answers ? word : word & ~3))
        }
    }

    /// A row of the device table: sections when all three numbers are multiples of a megabyte, else pages.
    private func write(_ row: DeviceRow, _ log: inout [String]) {
        let aligned =
            (row.virtual.rawValue | row.physical.rawValue | UInt32(truncatingIfNeeded: row.size)) & 0xF_FFFF == 0
        if aligned {
            writeSections(at: row.virtual, row.physical, Int(row.size >> 20), cached: false)
            return
        }
        let pages = Int(row.size / 4096)
        guard pages > 0, memory.kernelSpace.tables.prepare(row.virtual, pages: pages, site: .boot) else {
            log.append("note: \(row.location): no page tables for the device row at \(row.virtual)")
            return
        }
        memory.map(row.virtual, pages: pages, at: row.physical, .uncachedPages, in: memory.kernelSpace)
    }
}
