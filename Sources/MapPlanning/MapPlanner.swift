package import BSPFiles
internal import GuestAddress
package import OEMAddrTable

/// Proposes the static map of a board: RAM first, at 0x80000000, then the registers of devices by whole megabytes, all
/// of it below the cap of 512 MB (documents ms902344 and aa447371: the window and the sections; gg155720 and gg154603:
/// device table and RAM table).
package struct MapPlanner: Sendable {
    /// Registers get so much of the window at most: a board without RAM in its map boots nothing.
    private static let deviceLimit = StaticWindow.capacity / 2

    package var name: String
    package var profile: Profile
    package var cpu: String
    package var banks: [RAMBank]
    package var devices: [BoardDraft.Device]
    /// Bytes of RAM above the cap that the RAM table leaves to drivers.
    package var reserve: UInt64

    package init(
        name: String, profile: Profile, cpu: String, banks: [RAMBank], devices: [BoardDraft.Device], reserve: UInt64
    ) {
        self.name = name
        self.profile = profile
        self.cpu = cpu
        self.banks = banks
        self.devices = devices
        self.reserve = reserve
    }

    /// - Throws: `PlanningError` when no bank has a whole megabyte.
    package func plan() throws(PlanningError) -> MapPlan {
        var draft = BoardDraft(name: name, profile: profile, cpu: cpu, origin: "Proposed by cebsp plan.")
        draft.isNewStyle = profile.knowsNewStyleTable
        draft.devices = devices
        let memory = IntervalUnion(banks.map { UInt64($0.range.base.rawValue)..<$0.range.end })
        draft.banks = memory.intervals.map { BoardDraft.Bank(AddressRange(physical: $0)) }
        let sections = deviceSections(besides: memory)
        let registers = sections.reduce(0) { $0 + $1.size }
        let ram = ramRows(of: memory, limit: StaticWindow.capacity - registers)
        guard let first = ram.first else {
            throw PlanningError(message: "no bank of RAM has a whole megabyte that starts at one")
        }
        draft.rows = ram
        var next = ram.reduce(0) { $0 + $1.size }
        let placed = sections.map { section in
            defer { next += section.size }
            return BoardDraft.Row(
                VirtualAddress(StaticWindow.base.rawValue + UInt32(next)), section.physical, size: section.size,
                remark: section.remark)
        }
        if draft.isNewStyle { draft.deviceRows = placed } else { draft.rows += placed }
        let mapped = IntervalUnion((draft.rows + draft.deviceRows).map(\.physicalRange))
        var left = memory.intervals.flatMap(mapped.gaps(in:))
        if draft.isNewStyle { (draft.ramEntries, left) = ramTable(of: left) }
        RegionPlan(ram: ram, first: first).add(to: &draft)
        let windows = devices.map { (name: $0.name, range: extent($0.base.rawValue, StaticWindow.page)) }
        let remainders =
            left.map { MapPlan.Remainder(range: $0, device: nil) }
            + windows.filter { !mapped.overlaps($0.range) }.map { MapPlan.Remainder(range: $0.range, device: $0.name) }
        return MapPlan(
            draft: draft, remainders: remainders.sorted { $0.range.lowerBound < $1.range.lowerBound },
            windowLeft: StaticWindow.capacity - next)
    }

    // MARK: Rows

    /// The sections that devices lie in, neighbours joined, as far as the window has room for them.
    private func deviceSections(besides memory: IntervalUnion) -> [BoardDraft.Row] {
        let sections = devices.filter { memory.interval(containing: UInt64($0.base.rawValue)) == nil }.map {
            extent($0.base.rawValue & ~UInt32(StaticWindow.section - 1), StaticWindow.section)
        }
        var rows: [BoardDraft.Row] = []
        var room = Self.deviceLimit
        for joined in IntervalUnion(sections).intervals {
            let size = min(joined.upperBound - joined.lowerBound, room)
            guard size > 0 else { break }
            room -= size
            let inside = devices.filter {
                (joined.lowerBound..<joined.lowerBound + size).contains(UInt64($0.base.rawValue))
            }
            rows.append(
                BoardDraft.Row(
                    StaticWindow.base, PhysicalAddress(UInt32(joined.lowerBound)), size: size,
                    remark: inside.prefix(6).map(\.name).joined(separator: ", ") + (inside.count > 6 ? " …" : "")))
        }
        return rows
    }

    /// Rows for the whole megabytes of RAM, one behind the other from 0x80000000.
    private func ramRows(of memory: IntervalUnion, limit: UInt64) -> [BoardDraft.Row] {
        var rows: [BoardDraft.Row] = []
        var used: UInt64 = 0
        for bank in memory.intervals {
            let start = (bank.lowerBound + StaticWindow.section - 1) & ~(StaticWindow.section - 1)
            let end = bank.upperBound & ~(StaticWindow.section - 1)
            guard start < end, used < limit else { continue }
            let size = min(end - start, limit - used)
            rows.append(
                BoardDraft.Row(
                    VirtualAddress(StaticWindow.base.rawValue + UInt32(used)), PhysicalAddress(UInt32(start)),
                    size: size, remark: "RAM"))
            used += size
        }
        return rows
    }

    /// The entries of the RAM table for RAM that no row has, and what stays out of it: parts of pages, and the reserve
    /// at the end of the last bank.
    private func ramTable(of ranges: [Range<UInt64>]) -> ([BoardDraft.RAMEntry], [Range<UInt64>]) {
        var entries: [BoardDraft.RAMEntry] = []
        var left: [Range<UInt64>] = []
        var kept = GuestPage.roundedUp(reserve) ?? .max
        for range in ranges.reversed() {
            let start = GuestPage.roundedUp(range.lowerBound) ?? range.lowerBound
            var end = range.upperBound & ~GuestPage.offsetMask
            guard start < end else {
                left.append(range)
                continue
            }
            let taken = min(kept, end - start)
            kept -= taken
            end -= taken
            if start < end {
                entries.append(BoardDraft.RAMEntry(PhysicalAddress(UInt32(start)), size: end - start, remark: "RAM"))
            }
            left += [range.lowerBound..<start, end..<range.upperBound].filter { !$0.isEmpty }
        }
        return (entries.reversed(), left)
    }
}

extension AddressRange<PhysicalAddress> {
    /// A range of 64-bit numbers below 4 GiB as one of addresses.
    init(physical range: Range<UInt64>) {
        self.init(
            base: PhysicalAddress(UInt32(truncatingIfNeeded: range.lowerBound)),
            clampedSize: range.upperBound - range.lowerBound)
    }
}
