import ARMMMU
import CEKernel
import CEMemory
import GuestAddress
import Unicorn

/// Watches accesses to memory that more than one party can reach, while guests run, for the checkers that need to see
/// them.
///
/// It exists only when such a checker is on; without it nothing is hooked. Guest loads and stores come from the
/// engine's hook, which calls for watched 64 KB blocks only: the static map's RAM, run-time mappings of RAM, pages made
/// known by AllocPhysMem or LockPages, and buffers that a driver is to fill. What the host does for a guest (memcpy,
/// kernel calls) comes as events of memory, range by range, with the caller's addresses; devices come with physical
/// addresses. Listeners get each access as it is, or page by page with the number of a shared frame. Whose it is they
/// ask for (`actor`) only when it is to be kept.
final class AccessWatcher: AccessObserver {
    /// Why a block is watched.
    enum Reason {
        static let shared: UInt8 = 1
        static let output: UInt8 = 2
        static let pointer: UInt8 = 4
        static let input: UInt8 = 8
        static let race: UInt8 = 16
    }

    unowned let kernel: Kernel
    unowned let memory: PhysicalMemory
    var frames = SharedFrames()
    var actors = ActorTable()
    var locator = AccessLocator()
    /// What was reported, so that a loop over a buffer is one finding.
    var reported: Set<Report> = []
    /// What each mapping was asked for, by reservation.
    var asked: [ReservationKey: [AskedBytes]] = [:]
    /// The call that the host makes for a thread; nil while guest code runs.
    var call: (index: Int, returnAddress: UInt32)?
    /// RAM that the boot loader has filled: the image's regions.
    let loaded: [AddressRange<PhysicalAddress>]
    /// Those that get each access.
    private(set) var rangeListeners: [AccessListener] = []
    /// Those that get accesses to shared pages.
    private(set) var pageListeners: [AccessListener] = []
    let kernelBlocks = WatchedBlocks()
    private let nothing = WatchedBlocks()
    var pages = [PageFacts](repeating: PageFacts(), count: QuietPages.count)
    var isPrivileged = true
    /// Slots with a page of which not everything is told, the slot plus one of each frame that has one, and the mode of
    /// those accesses.
    var openSlots: [UInt8] = []
    var slotOfFrame: [UInt16] = []
    var openMode = true
    /// Whether the run ends because of an access that is not aligned.
    var isTakingBack = false

    init(_ kernel: Kernel) {
        self.kernel = kernel
        memory = kernel.memory.physical
        loaded = kernel.board.staticMap.imageRanges
        super.init()
        for range in kernel.board.staticMap.ramWindows { watch(range) }
    }

    func tellRanges(to listener: AccessListener) { rangeListeners.append(listener) }
    func tellPages(to listener: AccessListener) { pageListeners.append(listener) }

    /// The engine's hook is there.
    func begin() {
        for process in kernel.processes.all where process.isAlive {
            for reservation in process.space.reservations where reservation.showsPhysical {
                watch(reservation, in: process.space)
            }
        }
        enter(kernel.processes.nk)
    }

    // MARK: What is watched

    private func watch(_ range: AddressRange<VirtualAddress>) {
        guard let last = range.last else { return }
        for block in (range.base.rawValue >> 16 & 0x7FFF)...(last.rawValue >> 16 & 0x7FFF) {
            kernelBlocks[Int(block)] |= Reason.shared
        }
    }

    /// The watched blocks of a half; a process gets its own when it has something to watch.
    func blocks(of space: AddressSpace) -> WatchedBlocks {
        if space.isKernel { return kernelBlocks }
        if let known = space.watched { return known }
        let made = WatchedBlocks()
        space.watched = made
        if kernel.isLoaded(space) { kernel.engine.watch(low: made, high: kernelBlocks) }
        return made
    }

    func set(_ reason: UInt8, _ isSet: Bool, from first: UInt32, through last: UInt32, in space: AddressSpace) {
        guard first <= last, space.covers(VirtualAddress(first)), space.covers(VirtualAddress(last)) else { return }
        let blocks = blocks(of: space)
        for block in Int(first >> 16 & 0x7FFF)...Int(last >> 16 & 0x7FFF) {
            blocks[block] = isSet ? blocks[block] | reason : blocks[block] & ~reason
        }
        if isSet { kernel.engine.watchMore() }
    }

    /// The low half of the address space is that of another process.
    func enter(_ process: Process) {
        kernel.engine.watch(low: process.isKernel ? nothing : process.space.watched ?? nothing, high: kernelBlocks)
        forgetTranslations()
    }

    /// A thread's guest code is about to run.
    func resume(_ thread: Thread) {
        isPrivileged = thread.registers.cpsr & 0x1F != CPUMode.user.rawValue
        if isPrivileged != openMode { settle() }
        isTakingBack = false
        call = nil
    }

    func forgetTranslations() {
        settle()
        for index in pages.indices { pages[index].key = 2 }
    }

    // MARK: Accesses

    override func accessed(_ access: ObservedAccess) {
        if isTakingBack, let misalignment = kernel.control.misalignment {
            if let thread = kernel.scheduler.running {
                misalignment.keep(access, kernel.view(of: thread, privileged: true))
            }
            return
        }
        if access.reasons & ObservedAccess.unaligned != 0, refuse(access) { return }
        tell(access.address, access.size, access.isWrite)
        if !pageListeners.isEmpty { quieten(access.address, access.size) }
    }

    /// An access by the host for the guest, with the guest's addresses and rights; its pages are known to be there.
    func host(_ address: UInt32, _ count: UInt32, isWrite: Bool, isPrivileged: Bool) {
        let blocks =
            address >= 0x8000_0000 ? kernelBlocks : kernel.scheduler.running?.addressSpace.space.watched ?? nothing
        guard blocks[Int(address >> 16 & 0x7FFF)] != 0 else { return }
        self.isPrivileged = isPrivileged
        tell(address, count, isWrite)
    }

    @inline(__always)
    private func tell(_ address: UInt32, _ count: UInt32, _ isWrite: Bool) {
        for listener in rangeListeners { listener.touched(address, count, isWrite: isWrite) }
        guard !pageListeners.isEmpty else { return }
        var next = address
        var left = count
        while left > 0 {
            let part = min(left, 4096 - next & 0xFFF)
            tellPart(next, Int(part), isWrite)
            next &+= part
            left -= part
        }
    }

    @inline(__always)
    private func tellPart(_ address: UInt32, _ count: Int, _ isWrite: Bool) {
        let key = address & ~0xFFF | (isPrivileged ? 1 : 0)
        let slot = QuietPages.slot(of: address)
        if pages[slot].key != key {
            close(slot)
            pages[slot] = facts(of: address, key)
        }
        let page = pages[slot]
        guard page.frame >= 0, isWrite ? page.isWritable : page.isReadable else { return }
        catchUp(slot, page, address, count)
        for listener in pageListeners { listener.touched(page, address, count, isWrite: isWrite) }
    }

    /// A device reads or writes memory.
    /// - Parameter name: the device's.
    func device(_ name: String, _ address: PhysicalAddress, _ count: UInt32, isWrite: Bool) {
        var next = address.rawValue
        var left = count
        while left > 0 {
            let part = min(left, 4096 - next & 0xFFF)
            if let frame = frame(of: next & ~0xFFF, exposing: true) {
                close(frame: frame)
                for listener in pageListeners {
                    listener.transferred(name, frame: frame, Int(next & 0xFFF), Int(part), isWrite: isWrite)
                }
            }
            next &+= part
            left -= part
        }
    }
}

extension Reservation {
    /// Whether any of it leads to physical addresses that it does not count.
    var showsPhysical: Bool {
        segments.contains { if case .physical = $0.content { true } else { false } }
    }
}
