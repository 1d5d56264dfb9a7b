import GuestAddress
import OEMAddrTable
import Unicorn

/// Looks at a mapping that was just made.
extension Kernel {
    private static let mappingCheckers: Set<Checker> = [
        .attributes, .kernelRAM, .pastBank, .kernelStructures, .staticAttributes,
    ]

    /// - Parameter address: anywhere in the mapping.
    func checkMapping(_ address: UInt32, in space: AddressSpace, by site: CallSite, _ process: Process) {
        guard !checkers.isDisjoint(with: Self.mappingCheckers),
            let reservation = space.reservation(at: VirtualAddress(address))
        else { return }
        for segment in reservation.segments {
            guard case .physical(let first) = segment.content else { continue }
            let range = AddressRange(base: first, clampedSize: UInt64(segment.count) * 4096)
            let check = MappingCheck(
                range: range, isCached: segment.protection.isCached, isWritable: segment.protection.isWritable,
                record: reservation.recordIndex, space: space, place: describe(site), process: process.name)
            checkStructures(check)
            checkPool(check)
            checkBounds(check)
            checkAttributes(check)
            checkStaticAttributes(check)
        }
    }

    private func find(
        _ checker: Checker, _ severity: MachineFinding.Severity, _ check: MappingCheck, _ message: String,
        _ hint: String?
    ) {
        guard checkers.contains(checker) else { return }
        find(
            MachineFinding(
                checker: checker, severity: severity, process: check.process, place: check.place, message: message,
                hint: hint))
    }

    private func checkPool(_ check: MappingCheck) {
        guard let part = memory.pool.ranges.lazy.compactMap({ $0.intersection(check.range) }).first else { return }
        let pages = stride(from: UInt64(0), to: part.size, by: 4096)
        let free = pages.count {
            memory.pool.referenceCount(part.base.wrappingAdding(UInt32(truncatingIfNeeded: $0))) == 0
        }
        let state = free == 0 ? "" : ", \(free) of its pages free for anybody"
        let owner = poolOwner(in: part).map { "; \($0)" } ?? ""
        find(
            .kernelRAM, free == 0 ? .warning : .error, check,
            "\(part) belongs to the kernel's page pool\(state); the mapping holds no reference to it\(owner)",
            "take a RESERVED region of config.bib, or copy from the owner's virtual address")
    }

    /// Whose the first page in use of a range is, or of whom it was.
    private func poolOwner(in range: AddressRange<PhysicalAddress>) -> String? {
        func name(_ account: PageAccount) -> String {
            "\(processes.indices.contains(Int(account.owner)) ? processes[Int(account.owner)].name : "a process") "
                + "(\(describe(account.site)))"
        }
        for offset in stride(from: UInt64(0), to: range.size, by: 4096) {
            let page = range.base.wrappingAdding(UInt32(truncatingIfNeeded: offset))
            if let account = memory.pool.account(of: page) { return "\(page) is a page of \(name(account))" }
        }
        guard let (former, releaser) = memory.pool.history(of: range.base) else { return nil }
        return "\(range.base) was a page of \(name(former))"
            + (releaser.map { " until \(describe($0.site))" } ?? "")
    }

    /// Page tables and pages of the kernel, or its image, where a process can reach them.
    private func checkStructures(_ check: MappingCheck) {
        guard !check.space.isKernel, let (page, name) = kernelPage(in: check.range) ?? imagePage(in: check.range) else {
            return
        }
        find(
            .kernelStructures, check.isWritable ? .error : .warning, check,
            "\(check.range) has the page \(page) of \(name), and a process can \(check.isWritable ? "write" : "read") "
                + "there now",
            "map RAM that the kernel does not manage")
    }

    private func imagePage(in range: AddressRange<PhysicalAddress>) -> (PhysicalAddress, String)? {
        for region in staticMap.map.map.regions where region.kind == .ramimage {
            guard let image = staticMap.physicalRange(of: region), let part = image.intersection(range) else {
                continue
            }
            return (part.base, "the image region \(region.name)")
        }
        return nil
    }

    private func kernelPage(in range: AddressRange<PhysicalAddress>) -> (PhysicalAddress, String)? {
        for offset in stride(from: UInt64(0), to: range.size, by: 4096) {
            let page = range.base.wrappingAdding(UInt32(truncatingIfNeeded: offset))
            switch memory.pool.account(of: page)?.purpose {
            case .pageTable?: return (page, "a page table")
            case .kernel?: return (page, "the kernel")
            default: continue
            }
        }
        return nil
    }

    private func checkBounds(_ check: MappingCheck) {
        let physical = memory.physical
        let places =
            physical.banks.map { ($0.range, "RAM bank") } + physical.windows.map { ($0.range, "device") }
        guard let (place, name) = places.first(where: { $0.0.overlaps(check.range) }) else {
            find(
                .pastBank, .warning, check, "nothing of the board answers at \(check.range)",
                "every access to it will be a bus error")
            return
        }
        guard !place.contains(check.range) else { return }
        guard place.contains(check.range.base) else {
            find(
                .pastBank, .warning, check,
                "\(check.range) begins \(UInt64(place.base.rawValue) - UInt64(check.range.base.rawValue)) bytes before the "
                    + "\(name) \(place)", "begin at \(place.base)")
            return
        }
        let next = places.first { UInt64($0.0.base.rawValue) == place.end }
        find(
            .pastBank, .warning, check,
            "\(check.range) begins in the \(name) \(place) and ends \(check.range.end - place.end) bytes behind it"
                + (next.map { ", in the \($0.1) \($0.0)" } ?? ""),
            "map \(place.end - UInt64(check.range.base.rawValue)) bytes at most")
    }

    private func checkAttributes(_ check: MappingCheck) {
        if check.isCached, let window = memory.physical.windows.first(where: { $0.range.overlaps(check.range) }) {
            find(
                .attributes, .warning, check, "the device \(window.range) is mapped cached",
                "registers take PAGE_NOCACHE")
        }
        for record in memory.trace.records where record.releasedBy == nil {
            guard let other = record.physical, other.overlaps(check.range),
                (record.protection & Protection.noCache == 0) != check.isCached
            else { continue }
            let kind = check.isCached ? ("cached", "uncached") : ("uncached", "cached")
            find(
                .attributes, engine.cpu.architecture >= 7 ? .error : .warning, check,
                "\(check.range) is mapped \(kind.0) here and \(kind.1) by \(describe(record.createdBy))",
                "use the same attributes for both, or flush and unmap one first")
            return
        }
    }

    /// An uncached mapping of RAM that somebody uses through the static map's cached address: the image, and the page pool. A
    /// RESERVED region is the BSP's own, and mapping it uncached is what it is for.
    private func checkStaticAttributes(_ check: MappingCheck) {
        guard !check.isCached else { return }
        let used = staticMap.map.map.regions.first { region in
            region.kind != .reserved && staticMap.physicalRange(of: region)?.overlaps(check.range) == true
        }
        let name = used.map { "the region \($0.name)" }
        guard let user = name ?? (memory.pool.overlaps(check.range) ? "the page pool" : nil),
            let row = staticMap.map.rows.first(where: {
                AddressRange(base: $0.physical, clampedSize: $0.size).overlaps(check.range)
            })
        else { return }
        find(
            .staticAttributes, engine.cpu.architecture >= 7 ? .warning : .note, check,
            "\(check.range) is uncached here and cached at the row in \(StaticMap.place(row.location)), where \(user) is used",
            "map it cached, or share a RESERVED region")
    }
}

/// A physical run of a mapping, and who made it.
private struct MappingCheck {
    let range: AddressRange<PhysicalAddress>
    let isCached: Bool
    let isWritable: Bool
    let record: Int?
    let space: AddressSpace
    let place: String
    let process: String
}
