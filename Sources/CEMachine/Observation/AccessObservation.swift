import ARMMMU
import GuestAddress
import Unicorn

/// Watches accesses to memory that more than one party can reach, while guests run, for the checkers that need to see them.
///
/// It exists only when such a checker is on; without it nothing is hooked and the paths below are a nil test away. Guest loads and
/// stores come from the engine's hook, which calls for watched 64 KB blocks only: the static map's RAM, run-time mappings of RAM, pages
/// made known by AllocPhysMem or LockPages, and buffers that a driver is to fill. What the host does for a guest (memcpy, kernel calls) comes through
/// `GuestView`, range by range, with the caller's addresses; devices come with physical addresses. All of it ends in `step`: a shared
/// frame, an offset, a count. Accesses of one page are told in order; whose they are is asked for (`actor()`) only when it is to be kept.
///
/// A checker that needs accesses adds its id to `Checker.observing`, its state as a struct here, and a call in `step` (or, for accesses
/// to what is not shared, in `observe` with a reason bit of its own on the blocks it wants).
final class AccessObservation: AccessObserver {
    /// Why a block is watched.
    enum Reason {
        static let shared: UInt8 = 1
        static let output: UInt8 = 2
        static let pointer: UInt8 = 4
    }

    unowned let kernel: Kernel
    private let memory: PhysicalMemory
    let checksCoherence: Bool
    let checksInitialisation: Bool
    let checksBounds: Bool
    let checksPointers: Bool
    var frames = SharedFrames()
    var coherence: CoherenceModel
    /// Bytes of a cache line.
    let lineSize: Int
    var initialised = InitialisedBytes()
    var actors = ActorTable()
    var outputs = OutputWindows()
    /// Whether a driver works for a caller; and the blocks that are watched for it, by thread and process.
    var hasPointers = false
    var pointerBlocks: [UInt32: (process: UInt32, blocks: Set<Int>)] = [:]
    /// The access that the run is ending for.
    var misalignment: Misalignment?
    var locator = AccessLocator()
    /// What was reported, so that a loop over a buffer is one finding.
    var reported: Set<Report> = []
    /// RAM that the boot loader has filled: the image's regions.
    let loaded: [AddressRange<PhysicalAddress>]
    private let kernelBlocks = WatchedBlocks()
    private let nothing = WatchedBlocks()
    private var pages = [PageFacts](repeating: PageFacts(), count: 256)
    private var isPrivileged = true
    /// The call that the host makes for a thread; nil while guest code runs.
    var call: (index: Int, returnAddress: UInt32)?

    init(_ kernel: Kernel) {
        self.kernel = kernel
        memory = kernel.memory.physical
        checksCoherence = kernel.checkers.contains(.staleData)
        checksInitialisation = kernel.checkers.contains(.uninitialised)
        checksBounds = kernel.checkers.contains(.pastBuffer)
        checksPointers = !kernel.checkers.isDisjoint(with: [.keptPointers, .foreignPointers, .doubleFetch])
        lineSize = kernel.engine.cpu.cacheLine
        coherence = CoherenceModel(lineSize: lineSize)
        loaded = kernel.staticMap.imageRanges
        super.init()
        for range in kernel.staticMap.ramWindows { watch(range) }
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
    }

    /// The low half of the address space is that of another process.
    func enter(_ process: Process) {
        kernel.engine.watch(low: process.isKernel ? nothing : process.space.watched ?? nothing, high: kernelBlocks)
        forgetTranslations()
        if kernel.engine.cpu.hasVirtualCache { coherence.empty() }
    }

    /// A thread's guest code is about to run.
    func resume(_ thread: Thread) {
        isPrivileged = thread.registers.cpsr & 0x1F != CPUMode.user.rawValue
        call = nil
    }

    func forgetTranslations() {
        for index in pages.indices { pages[index].key = 2 }
    }

    // MARK: Accesses

    override func accessed(_ access: ObservedAccess) {
        if misalignment != nil {
            misalignment?.keep(access, kernel)
            return
        }
        if access.reasons & ObservedAccess.unaligned != 0, refuse(access) { return }
        observe(access.address, access.size, access.isWrite)
    }

    /// An access by the host for the guest, with the guest's addresses and rights; its pages are known to be there.
    func host(_ address: UInt32, _ count: UInt32, isWrite: Bool, in view: GuestView) {
        let blocks = address >= 0x8000_0000 ? kernelBlocks : kernel.running?.addressSpace.space.watched ?? nothing
        guard blocks[Int(address >> 16 & 0x7FFF)] != 0 else { return }
        isPrivileged = view.isPrivileged
        observe(address, count, isWrite)
    }

    @inline(__always)
    private func observe(_ address: UInt32, _ count: UInt32, _ isWrite: Bool) {
        if isWrite, outputs.mayConcern(address, count) { checkOutput(address, count) }
        if hasPointers, address < 0x8000_0000 { checkPointer(address, count, isWrite) }
        var next = address
        var left = count
        while left > 0 {
            let part = min(left, 4096 - next & 0xFFF)
            observePart(next, Int(part), isWrite)
            next &+= part
            left -= part
        }
    }

    @inline(__always)
    private func observePart(_ address: UInt32, _ count: Int, _ isWrite: Bool) {
        let key = address & ~0xFFF | (isPrivileged ? 1 : 0)
        let slot = Int(address >> 12 & 0xFF)
        if pages[slot].key != key { pages[slot] = facts(of: address, key) }
        let page = pages[slot]
        guard page.frame >= 0, isWrite ? page.isWritable : page.isReadable else { return }
        step(page, address, count, isWrite)
    }

    @inline(__always)
    private func step(_ page: PageFacts, _ address: UInt32, _ count: Int, _ isWrite: Bool) {
        let frame = Int(page.frame)
        let offset = Int(address & 0xFFF)
        if checksCoherence {
            let path: CoherenceModel.Path =
                switch page.policy {
                case .uncached: .direct
                case .writeThrough: .writeThrough
                case .writeBack: .writeBack
                }
            coherence.access(
                frame: frame, offset: offset, count: count, isWrite: isWrite, path: path,
                now: { kernel.engine.instructions }, actor: { actor(address, isWrite) },
                hazard: { report($0, frame, $1, $2, by: .cpu(address)) })
        }
        if isWrite {
            if checksInitialisation { initialised.set(frame: frame, offset: offset, count: count) }
            if checksBounds, offset < Int(page.first) || offset + count > Int(page.end) {
                reportPastMapping(address, count, page)
            }
        } else if checksInitialisation, page.isDynamic,
            let missing = initialised.firstMissing(frame: frame, offset: offset, count: count)
        {
            reportUninitialised(address, count, frame, missing)
            initialised.set(frame: frame, offset: offset, count: count)
        }
    }

    /// A device reads or writes memory.
    /// - Parameter name: the device's.
    func device(_ name: String, _ address: PhysicalAddress, _ count: UInt32, isWrite: Bool) {
        var next = address.rawValue
        var left = count
        while left > 0 {
            let part = min(left, 4096 - next & 0xFFF)
            if let frame = frame(of: next & ~0xFFF, exposing: true) {
                let offset = Int(next & 0xFFF)
                if checksCoherence {
                    let number = actors.number(of: .device(name))
                    coherence.access(
                        frame: frame, offset: offset, count: Int(part), isWrite: isWrite, path: .direct,
                        now: { kernel.engine.instructions }, actor: { number },
                        hazard: { report($0, frame, $1, $2, by: .device(name)) })
                }
                if isWrite, checksInitialisation {
                    initialised.set(frame: frame, offset: offset, count: Int(part))
                }
            }
            next &+= part
            left -= part
        }
    }

    // MARK: Pages

    private func facts(of address: UInt32, _ key: UInt32) -> PageFacts {
        var facts = PageFacts()
        facts.key = key
        guard let thread = kernel.running else { return facts }
        let walk = Walker(thread.addressSpace.regime).walk(VirtualAddress(address & ~0xFFF), in: memory)
        guard let translation = walk.translation, memory.locate(translation.physical) != nil,
            let frame = frame(of: translation.physical.rawValue, exposing: false)
        else { return facts }
        facts.frame = Int32(frame)
        facts.isReadable = translation.fault(for: .read, privileged: isPrivileged) == nil
        facts.isWritable = translation.fault(for: .write, privileged: isPrivileged) == nil
        let attributes = translation.attributes
        facts.policy = attributes.cacheable ? (attributes.bufferable ? .writeBack : .writeThrough) : .uncached
        let space = address >= 0x8000_0000 ? kernel.nk.space : thread.addressSpace.space
        guard let reservation = space.reservation(at: VirtualAddress(address)) else { return facts }
        facts.isDynamic = true
        let page = address & ~0xFFF
        for asked in reservation.asked where asked.first & ~0xFFF <= page && page <= asked.last {
            facts.first = UInt16(asked.first > page ? asked.first - page : 0)
            facts.end = UInt16(min(4096, UInt64(asked.last) + 1 - UInt64(page)))
        }
        return facts
    }

    /// The number of a physical page that is looked at; nil of private pages of the pool.
    func frame(of page: UInt32, exposing: Bool) -> Int? {
        let isPooled = kernel.memory.pool.index(of: PhysicalAddress(page)) != nil
        if isPooled, !frames.isExposed(page) {
            guard exposing else { return nil }
            frames.expose(page)
        }
        guard let (number, isNew) = frames.number(of: page) else {
            reportCapacity()
            return nil
        }
        if isNew {
            coherence.reset(frame: number)
            // A page of the pool was cleared when it was handed out.
            let isLoaded = isPooled || loaded.contains { $0.contains(PhysicalAddress(page)) }
            initialised.reset(frame: number, initialised: isLoaded)
        }
        return number
    }
}
