import CEDiagnosis
import CEKernel
import CEMemory
import Diagnostics
import GuestAddress
import SavedState
import Unicorn

extension Checker {
    static let transferOwners = Checker(
        id: "CE0841", name: "dma-owners", title: "a device that reads or writes memory that nobody gave it",
        explanation:
            "A device reaches memory by physical addresses and asks no table. Pages of the kernel's pool are a "
            + "driver's to name while LockPages or DMAOpenBuffer holds them, when they come from AllocPhysMem or "
            + "HalAllocateCommonBuffer, or while a mapping shows them by their physical address; RAM outside the pool "
            + "is the BSP's, but for the image. A transfer elsewhere reads or destroys memory of a process, a page "
            + "table, the kernel or whoever gets a free page next. Pages that are adjacent in a process need not be "
            + "adjacent in memory: LockPages gives each one's frame.",
        example: Example(
            bad: "LockPages(p, 0x8000, frames, LOCKFLAG_WRITE);  dma->destination = frames[0];  dma->length = 0x8000;",
            good: """
                LockPages(p, 0x8000, frames, LOCKFLAG_WRITE);
                for (i = 0; i < 8; i++) {
                    dma->destination = frames[i];  dma->length = 0x1000;  dma->control = START;  WaitForTransfer();
                }
                """),
        make: { TransferOwnerChecker($0) })
}

/// Holds what devices read and write against whose the pages are.
final class TransferOwnerChecker: RunningChecker {
    /// Pages of a transfer, adjacent and of one owner, that no driver may name.
    private struct ForeignPages {
        let first: UInt32
        var count: Int
        let owner: Owner
    }

    private struct Owner: Equatable {
        /// `memory of viewer.exe`.
        let name: String
        /// How it came to the page.
        let how: String

        var text: String { how.isEmpty ? name : "\(name), \(how)" }
    }

    /// So many mappings of the pool by physical addresses are remembered; drivers make few.
    private static let maximumMappings = 64
    private var locked = LockedPages()
    /// Mappings that show pages of the pool by their physical addresses.
    private var shown: [ReservationKey: [AddressRange<PhysicalAddress>]] = [:]
    /// Whether there were more: pages in use may be anybody's to name then.
    private var hasMore = false
    private var reported: Set<String> = []

    init(_ setup: CheckerSetup) {
        super.init(.transferOwners, setup, .pageLocks, memory: [.transfers, .mappings, .frees])
    }

    override func observe(_ event: MachineEvent) {
        switch event {
        case .pagesLocked(let lock): locked.lock(lock)
        case .pagesUnlocked(let lock): locked.unlock(lock)
        default: break
        }
    }

    override func observe(_ event: MemoryEvent) {
        switch event {
        case .transferred(let device, let address, let count, let isWrite):
            if count > 0 { check(device, address, count, isWrite) }
        case .mapped(let mapping):
            guard let range = mapping.physical, kernel.memory.pool.overlaps(range) else { return }
            hasMore = hasMore || shown.values.reduce(0) { $0 + $1.count } >= Self.maximumMappings
            guard !hasMore else { return }
            shown[ReservationKey(mapping.reservation, in: mapping.space), default: []].append(range)
        case .released(let reservation, let space, _): shown[ReservationKey(reservation, in: space)] = nil
        case .freed(let page): locked.forget(page.rawValue)
        default: break
        }
    }

    // MARK: Transfers

    private func check(_ device: String, _ address: PhysicalAddress, _ count: UInt32, _ isWrite: Bool) {
        let first = address.rawValue & ~0xFFF
        let last = address.rawValue &+ (count - 1)
        guard last >= address.rawValue else { return }
        var foreign: [ForeignPages] = []
        var pages = 0
        for page in stride(from: first, through: last, by: 4096) {
            pages += 1
            guard let owner = foreignOwner(page, isWrite) else { continue }
            if let end = foreign.indices.last, foreign[end].owner == owner,
                foreign[end].first &+ UInt32(foreign[end].count) &* 4096 == page
            {
                foreign[end].count += 1
            } else {
                foreign.append(ForeignPages(first: page, count: 1, owner: owner))
            }
        }
        guard !foreign.isEmpty else { return }
        tell(device, address, count, isWrite, pages, foreign, stride(from: first, through: last, by: 4096))
    }

    /// Whose a page is, when no driver may have a device at it.
    private func foreignOwner(_ page: UInt32, _ isWrite: Bool) -> Owner? {
        let address = PhysicalAddress(page)
        guard kernel.memory.pool.index(of: address) != nil else {
            let isImage = isWrite && kernel.board.staticMap.imageRanges.contains { $0.contains(address) }
            return isImage ? Owner(name: "the image", how: "") : nil
        }
        guard !locked.holds(page),
            !shown.values.contains(where: { $0.contains { $0.contains(address) } })
        else { return nil }
        guard let account = kernel.memory.pool.account(of: address) else {
            let former = kernel.memory.pool.history(of: address)?.former
            return Owner(name: "free", how: former.map { "\(owner($0).text) before" } ?? "")
        }
        return hasMore || Self.givers.contains(account.site.function) ? nil : owner(account)
    }

    /// The calls whose pages are there to be given to devices.
    private static let givers: Set<String> = ["AllocPhysMem", "HalAllocateCommonBuffer", "OALDMAAllocBuffer"]

    private func owner(_ account: PageAccount) -> Owner {
        if account.purpose == .pageTable { return Owner(name: "a page table", how: "") }
        let processes = kernel.processes.all
        let name = processes.indices.contains(Int(account.owner)) ? processes[Int(account.owner)].name : "a process"
        return Owner(name: "memory of \(name)", how: "taken by \(kernel.describe(account.site))")
    }

    // MARK: Reports

    private static let shownRuns = 4
    private static let shownFrames = 16

    private func tell(
        _ device: String, _ address: PhysicalAddress, _ count: UInt32, _ isWrite: Bool, _ pages: Int,
        _ foreign: [ForeignPages], _ touched: StrideThrough<UInt32>
    ) {
        let (process, place) = starter
        // The same code again, with other pages of the same owner, is no news.
        guard reported.count < FindingLog.capacity,
            reported.insert("\(device) \(isWrite) \(place) \(foreign[0].owner.name)").inserted
        else { return }
        let total = foreign.reduce(0) { $0 + $1.count }
        let runs = foreign.prefix(Self.shownRuns).map { run in
            let range = AddressRange(base: PhysicalAddress(run.first), clampedSize: UInt64(run.count) * 4096)
            return "\(range) is \(run.owner.text)"
        }
        let more = foreign.count > Self.shownRuns ? ", and \(foreign.count - Self.shownRuns) more" : ""
        emit(
            .error, process: process, place: place,
            "\(device) \(isWrite ? "writes" : "reads") \(count) bytes at physical \(address), "
                + (total == pages ? "which" : "\(total) of whose \(pages) pages")
                + " nobody has locked or mapped for it: " + runs.joined(separator: "; ") + more,
            hint: hint(touched))
    }

    /// The code that made the device begin, which is what runs: the process and the place.
    private var starter: (process: String, place: String) {
        guard let thread = kernel.scheduler.running else { return (kernel.processes.nk.name, "the device's own work") }
        let place = kernel.engine.isRunning ? kernel.engine.blockStart : kernel.place(of: thread)
        let known = kernel.loader.history.place(place, process: thread.current.id, at: kernel.engine.instructions)
        return (thread.current.name, known ?? kernel.describe(place, thread))
    }

    private func hint(_ touched: StrideThrough<UInt32>) -> String {
        guard let lock = locked.latest(of: touched) else {
            return "give a device pages of LockPages, AllocPhysMem or HalAllocateCommonBuffer, or of a RESERVED region"
        }
        let frames = lock.frames.prefix(Self.shownFrames).map(\.description).joined(separator: ", ")
        let more = lock.frames.count > Self.shownFrames ? ", …" : ""
        let given = "\(kernel.describe(lock.site)) gave the frames \(frames)\(more)"
        return lock.isHeld
            ? "\(given): one transfer for each run of adjacent frames, while they are locked"
            : "\(given) with LOCKFLAG_QUERY_ONLY, which holds none of them"
    }

    override func carry(_ state: StateCarrier) throws {
        try state.carry(&locked)
        try state.carry(&shown)
        try state.carry(&hasMore)
        try state.carry(&reported)
        guard locked.isSound else { throw StateError.malformed("the pages that are locked") }
    }
}
