import CEDiagnosis
import CEKernel
import CEMemory
import Diagnostics
import GuestAddress
import MachineTerms
import SavedState

extension Checker {
    package static let mapContracts = Checker(
        id: "CE0820", name: "map-rules", title: "a mapping that breaks a rule of the board or the scenario",
        explanation:
            "The board's 'rules' or the scenario's 'expect.map' say who alone may map a range, what is never mapped "
            + "with and without the cache at once, and what no process may reach. They are held against every "
            + "mapping that a call makes or changes, and a scenario with a violation fails. Whole pages count, as the "
            + "MMU gives nothing less. The static map is no mapping of a call. Rules hold whatever 'checkers' says.",
        isStandard: true, make: { MapContractChecker($0) })
}

/// Holds the rules of board and scenario against each mapping when a call has made or changed it.
final class MapContractChecker: RunningChecker {
    private let contracts: [MapContract]
    private let violations: MapViolationLog
    /// Of each rule about the cache, by its position.
    private var pages: [Int: HeldPages] = [:]

    init(_ setup: CheckerSetup) {
        contracts = setup.contracts
        violations = setup.violations
        let isIdle = setup.contracts.isEmpty
        super.init(.mapContracts, setup, isIdle ? [] : .mappings, memory: isIdle ? [] : .mappings)
    }

    override func observe(_ event: MemoryEvent) {
        switch event {
        case .mapped(let mapping): take(mapping.reservation, mapping.range, mapping.space, mapping.site)
        case .mappedStatically(let reservation, let space):
            take(reservation, reservation.range, space, reservation.creator)
        case .released(let reservation, let space, _):
            let key = ReservationKey(reservation, in: space)
            for index in pages.keys { pages[index]?.drop(key) }
        default: break
        }
    }

    override func observe(_ event: MachineEvent) {
        guard case .mappingChanged(let change) = event else { return }
        take(change.reservation, change.range, change.space, change.site, isCached: change.isCached, isNew: false)
    }

    /// Looks at the physical runs behind a part of a reservation.
    /// - Parameters:
    ///   - isCached: whether it is mapped through the cache, when the protection does not say it.
    ///   - isNew: whether it was mapped just now, and not only changed.
    private func take(
        _ reservation: Reservation, _ part: AddressRange<VirtualAddress>, _ space: AddressSpace, _ site: CallSite,
        isCached: Bool? = nil, isNew: Bool = true
    ) {
        let run = part.base.pageIndex..<part.base.pageIndex + UInt32(part.size / GuestPage.size)
        // What was behind these addresses is no longer.
        let key = ReservationKey(reservation, in: space)
        for index in pages.keys { pages[index]?.drop(key, run) }
        for segment in reservation.segments {
            guard case .physical(let first) = segment.content else { continue }
            let base = reservation.base.wrappingAdding(UInt32(segment.first) &* UInt32(GuestPage.size))
            let whole = AddressRange(base: base, clampedSize: UInt64(segment.count) * GuestPage.size)
            guard let virtual = whole.intersection(part) else { continue }
            let physical = AddressRange(
                base: first.wrappingAdding(virtual.base.rawValue - base.rawValue), clampedSize: virtual.size)
            let mapped = Run(
                reservation: reservation, virtual: virtual, physical: physical, space: space, site: site,
                isCached: isCached ?? segment.protection.isCached)
            for (index, contract) in contracts.enumerated() { hold(contract, index, mapped, isNew: isNew) }
        }
    }

    private struct Run {
        let reservation: Reservation
        let virtual: AddressRange<VirtualAddress>
        let physical: AddressRange<PhysicalAddress>
        let space: AddressSpace
        let site: CallSite
        let isCached: Bool
    }

    private func hold(_ contract: MapContract, _ index: Int, _ run: Run, isNew: Bool) {
        let part: AddressRange<PhysicalAddress>?
        switch contract.place {
        case .addresses(let addresses): part = Self.pages(addresses).intersection(run.physical)
        case .pageTables: part = isNew && !run.space.isKernel ? pageTable(in: run.physical) : nil
        case .named: part = nil
        }
        guard let part, !part.isEmpty else { return }
        switch contract.demand {
        case .only(let modules):
            guard isNew else { return }
            let place = kernel.describe(run.site)
            let module = place.prefix { $0 != "+" && $0 != " " }.lowercased()
            if !modules.contains(module) { report(index, run, "\(part) is mapped by \(place)") }
        case .noUserAccess:
            guard isNew, !run.space.isKernel else { return }
            report(index, run, "\(part) is mapped into a process by \(kernel.describe(run.site))")
        case .neverCachedAndUncached: holdAttributes(index, part, run)
        }
    }

    private func holdAttributes(_ index: Int, _ part: AddressRange<PhysicalAddress>, _ run: Run) {
        let piece = HeldPages.Piece(
            virtual: run.virtual.base.wrappingAdding(part.base.rawValue - run.physical.base.rawValue).pageIndex,
            physical: part.base.pageIndex, count: UInt32(part.size / GuestPage.size), isCached: run.isCached,
            site: run.site)
        guard
            let clash = pages[index, default: HeldPages()].add(
                piece, of: ReservationKey(run.reservation, in: run.space)), !violations.isFull
        else {
            return
        }
        let other = pages[index]?.site(of: clash, isCached: !run.isCached).map { kernel.describe($0) } ?? "another"
        let kinds = run.isCached ? ("cached", "uncached") : ("uncached", "cached")
        report(
            index, run, "\(part) is mapped \(kinds.0) by \(kernel.describe(run.site)) and \(kinds.1) by \(other)")
    }

    private func report(_ index: Int, _ run: Run, _ found: String) {
        guard !violations.isFull else { return }
        let owner = kernel.processes.all.first { $0.id == run.site.process }?.name ?? kernel.processes.nk.name
        violations.add(MapViolation(contract: index, found: found))
        emit(
            .error, process: owner, place: kernel.describe(run.site), "\(contracts[index].text): \(found)", hint: nil)
    }

    /// The pages that a range of addresses lies in.
    private static func pages(_ addresses: ClosedRange<UInt32>) -> AddressRange<PhysicalAddress> {
        let base = PhysicalAddress(addresses.lowerBound).page
        let end = UInt64(PhysicalAddress(addresses.upperBound).page.rawValue) + GuestPage.size
        return AddressRange(base: base, clampedSize: end - UInt64(base.rawValue))
    }

    /// The first page of a range that is a page table.
    private func pageTable(in range: AddressRange<PhysicalAddress>) -> AddressRange<PhysicalAddress>? {
        for offset in stride(from: UInt64(0), to: range.size, by: Int(GuestPage.size)) {
            let page = range.base.wrappingAdding(UInt32(truncatingIfNeeded: offset))
            if kernel.memory.pool.account(of: page)?.purpose == .pageTable {
                return AddressRange(base: page, clampedSize: GuestPage.size)
            }
        }
        return nil
    }

    override class var hostProperties: Set<String> { super.hostProperties.union(["contracts", "violations"]) }

    override func carry(_ state: StateCarrier) throws {
        try state.carry(&pages)
        guard pages.keys.allSatisfy(contracts.indices.contains) else {
            throw StateError.malformed("the pages of a rule that there is not")
        }
    }
}
