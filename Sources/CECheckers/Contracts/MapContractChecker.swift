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
            + "MMU gives nothing less. Of the static map two rows that map a place with and without the cache break a "
            + "rule when the machine boots; the uncached alias of a classic table does not. A page of RAM that becomes "
            + "a page table while a process has it mapped breaks a rule then. Rules hold whatever 'checkers' says.",
        isStandard: true, make: { MapContractChecker($0) })
}

/// Holds the rules of board and scenario against each mapping when a call has made or changed it.
final class MapContractChecker: RunningChecker {
    private let contracts: [MapContract]
    private let violations: MapViolationLog
    /// Of each rule about the cache, by its position.
    private var pages: [Int: HeldPages] = [:]
    /// What processes have of physical memory, where a rule keeps page tables from them.
    private var userPages = UserPages()
    /// The rule that keeps page tables from processes, by its position.
    private let tableRule: Int?

    init(_ setup: CheckerSetup) {
        contracts = setup.contracts
        violations = setup.violations
        let tableRule = setup.contracts.firstIndex { $0.place == .pageTables }
        self.tableRule = tableRule
        var kinds: MachineEvents = setup.contracts.isEmpty ? [] : .mappings
        if tableRule != nil {
            kinds.insert(.calls)
            setup.kernel.memory.pool.recordsTables = true
        }
        super.init(.mapContracts, setup, kinds, memory: setup.contracts.isEmpty ? [] : .mappings)
    }

    override func observe(_ event: MemoryEvent) {
        holdNewTables()
        switch event {
        case .mapped(let mapping): take(mapping.reservation, mapping.range, mapping.space, mapping.site)
        case .mappedStatically(let reservation, let space):
            take(reservation, reservation.range, space, reservation.creator)
        case .released(let reservation, let space, _):
            let key = ReservationKey(reservation, in: space)
            for index in pages.keys { pages[index]?.drop(key) }
            userPages.drop(key)
        default: break
        }
    }

    override func observe(_ event: MachineEvent) {
        switch event {
        case .mappingChanged(let change):
            take(change.reservation, change.range, change.space, change.site, isCached: change.isCached, isNew: false)
        case .callEnded: holdNewTables()
        default: break
        }
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
        if tableRule != nil { userPages.drop(key, run) }
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
            if tableRule != nil, !space.isKernel { userPages.add(mapped.piece, of: key) }
            for (index, contract) in contracts.enumerated() { hold(contract, index, mapped, isNew: isNew) }
        }
    }

    struct Run {
        let reservation: Reservation
        let virtual: AddressRange<VirtualAddress>
        let physical: AddressRange<PhysicalAddress>
        let space: AddressSpace
        let site: CallSite
        let isCached: Bool

        var piece: HeldPages.Piece {
            HeldPages.Piece(
                virtual: virtual.base.pageIndex, physical: physical.base.pageIndex,
                count: UInt32(physical.size / GuestPage.size), isCached: isCached, site: site)
        }
    }

    private func hold(_ contract: MapContract, _ index: Int, _ run: Run, isNew: Bool) {
        let part: AddressRange<PhysicalAddress>?
        switch contract.place {
        case .addresses(let addresses): part = Self.pages(addresses).intersection(run.physical)
        case .pageTables:
            guard isNew, !run.space.isKernel else { return }
            violations.count(index)
            part = pageTable(in: run.physical)
        case .named: part = nil
        }
        guard let part, !part.isEmpty else { return }
        if contract.place != .pageTables { violations.count(index) }
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

    private func report(_ index: Int, _ run: Run, _ found: String) { report(index, run.site, found) }

    private func report(_ index: Int, _ site: CallSite, _ found: String) {
        guard !violations.isFull else { return }
        let owner = kernel.processes.all.first { $0.id == site.process }?.name ?? kernel.processes.nk.name
        violations.add(MapViolation(contract: index, found: found))
        emit(.error, process: owner, place: kernel.describe(site), "\(contracts[index].text): \(found)", hint: nil)
    }

    /// Pages that have become page tables since the last call, and that a process has mapped before.
    private func holdNewTables() {
        guard let tableRule else { return }
        for page in kernel.memory.pool.takeNewTables() {
            guard let site = userPages.site(of: page.pageIndex) else { continue }
            report(
                tableRule, site,
                "\(page) has become a page table, and is mapped into a process by \(kernel.describe(site))")
        }
    }

    /// Holds the rules about the cache against the rows of the tables themselves.
    func holdStaticMap() {
        let rows = StaticAttributes(kernel.board.staticMap)
        for (index, contract) in contracts.enumerated() where contract.demand == .neverCachedAndUncached {
            guard case .addresses(let addresses) = contract.place, let clash = rows.clash(in: Self.pages(addresses))
            else { continue }
            report(index, .boot, clash)
        }
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

    override class var hostProperties: Set<String> {
        super.hostProperties.union(["contracts", "violations", "tableRule"])
    }

    override func carry(_ state: StateCarrier) throws {
        try state.carry(&pages)
        try state.carry(&userPages)
        guard pages.keys.allSatisfy(contracts.indices.contains) else {
            throw StateError.malformed("the pages of a rule that there is not")
        }
    }
}
