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
                range: range, isCached: segment.protection.isCached, record: reservation.recordIndex, space: space,
                place: describe(site), process: process.name)
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
        if !check.space.isKernel, let page = kernelPage(in: check.range) {
            find(
                .kernelStructures, .error, check,
                "\(check.range) has the page \(page.0) of \(page.1), and a process can write there now",
                "map RAM that the kernel does not manage")
        }
        let pages = stride(from: UInt64(0), to: part.size, by: 4096)
        let free = pages.count {
            memory.pool.referenceCount(part.base.wrappingAdding(UInt32(truncatingIfNeeded: $0))) == 0
        }
        let state = free == 0 ? "" : ", \(free) of its pages free for anybody"
        find(
            .kernelRAM, free == 0 ? .warning : .error, check,
            "\(part) belongs to the kernel's page pool\(state); the mapping holds no reference to it",
            "take a RESERVED region of config.bib, or copy from the owner's virtual address")
    }

    private func kernelPage(in range: AddressRange<PhysicalAddress>) -> (PhysicalAddress, String)? {
        for offset in stride(from: UInt64(0), to: range.size, by: 4096) {
            let page = range.base.wrappingAdding(UInt32(truncatingIfNeeded: offset))
            switch memory.pool.purpose(of: page) {
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
        guard let (place, name) = places.first(where: { $0.0.contains(check.range.base) }),
            !place.contains(check.range)
        else { return }
        find(
            .pastBank, .warning, check,
            "\(check.range) begins in the \(name) \(place) and ends \(check.range.end - place.end) bytes behind it",
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

    private func checkStaticAttributes(_ check: MappingCheck) {
        guard !check.isCached,
            let row = staticMap.map.rows.first(where: {
                AddressRange(base: $0.physical, clampedSize: $0.size).overlaps(check.range)
            }), memory.physical.isRAM(AddressRange(base: check.range.base, clampedSize: 4096))
        else { return }
        find(
            .staticAttributes, engine.cpu.architecture >= 7 ? .warning : .note, check,
            "\(check.range) is uncached here and cached at the row in \(StaticMap.place(row.location))",
            "nobody may use the cached address meanwhile")
    }
}

/// A physical run of a mapping, and who made it.
private struct MappingCheck {
    let range: AddressRange<PhysicalAddress>
    let isCached: Bool
    let record: Int?
    let space: AddressSpace
    let place: String
    let process: String
}
