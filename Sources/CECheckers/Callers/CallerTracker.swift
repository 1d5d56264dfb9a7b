import CEKernel
import CEMemory
import GuestAddress
import SavedState
import Unicorn

/// Knows what drivers were handed by their callers, and tells what they do with it.
final class CallerTracker: AccessListener {
    /// What somebody wants to be told.
    struct Wants: OptionSet {
        let rawValue: UInt8
        /// Output buffers, before and after.
        static let outputs = Wants(rawValue: 1)
        /// Uses of addresses that do not come from the call.
        static let uses = Wants(rawValue: 2)
        /// Input that is read twice.
        static let fetches = Wants(rawValue: 4)
    }

    /// So much of a buffer is looked at.
    static let lookedAt: UInt32 = 4096

    unowned let kernel: Kernel
    var checkers: [CallerChecker] = []
    private var wants: Wants = []
    /// Sees the accesses of drivers, when somebody wants to be told of them.
    unowned var watcher: AccessWatcher?
    var pointers = CallerPointers()
    /// Whether a driver works for a caller; and the blocks that are watched for it, by thread and process.
    var hasPointers = false
    var watchedBlocks: [UInt32: (process: UInt32, blocks: Set<Int>)] = [:]

    init(_ kernel: Kernel) {
        self.kernel = kernel
        super.init([.driverCalls, .ends, .faults])
    }

    func add(_ checker: CallerChecker, _ wants: Wants, _ setup: CheckerSetup) {
        checkers.append(checker)
        self.wants.formUnion(wants)
        guard watcher == nil, !wants.isDisjoint(with: [.uses, .fetches]) else { return }
        let accesses = setup.accesses
        watcher = accesses
        accesses.tellRanges(to: self)
    }

    override func observe(_ event: MachineEvent) {
        switch event {
        case .driverCalled(let work, let thread): if !work.device.isUserMode { begin(work, thread) }
        case .driverReturned(let work, let outcome, let thread): end(work, outcome, thread)
        case .callerBufferOpened(let address, let size, let thread): open(address, size, thread)
        case .threadEnded(let thread):
            pointers.forget(thread: thread.id)
            watchPointers(of: thread)
        case .faultRaised(let report, let thread): check(report, thread)
        default: break
        }
    }

    static func isUserRange(_ address: UInt32, _ size: UInt32) -> Bool {
        address != 0 && size > 0 && UInt64(address) + UInt64(size) <= 0x8000_0000
    }

    // MARK: Calls

    /// A driver in the kernel is about to work for a caller.
    private func begin(_ work: DriverWork, _ thread: Thread) {
        guard !thread.current.isKernel else { return }
        let process = thread.current
        let buffers = [work.input, work.output, GuestBuffer(address: work.returned, size: 4)]
        var call = CallerPointers.Call(
            thread: thread.id, depth: thread.frames.count, process: process.id,
            buffers: buffers.filter { Self.isUserRange($0.address, $0.size) }.map { buffer in
                CallerBuffer(
                    first: buffer.address, last: buffer.address + (buffer.size - 1), process: process.id,
                    processName: process.name, driver: work.place)
            })
        if work.method == .ioControl { look(at: work, &call, thread) }
        pointers.begin(call)
        watchPointers(of: thread)
    }

    private func look(at work: DriverWork, _ call: inout CallerPointers.Call, _ thread: Thread) {
        let view = kernel.view(of: thread, privileged: false)
        if wants.contains(.outputs) {
            call.output = (try? view.bytes(work.output.address, min(work.output.size, Self.lookedAt))) ?? []
        }
        guard watcher != nil else { return }
        let input = work.input
        let count = Self.isUserRange(input.address, input.size) ? min(input.size, Self.lookedAt) : 0
        for offset in stride(from: UInt32(0), to: count & ~3, by: 4) {
            guard let word = try? view.word(input.address &+ offset) else { break }
            call.input.append(word)
        }
        if wants.contains(.fetches) { call.fetched = [FetchedBytes(first: input.address, count: count)] }
    }

    /// The driver has returned, or faulted.
    private func end(_ work: DriverWork, _ outcome: DriverWork.Outcome, _ thread: Thread) {
        // Of a driver in user mode nothing was begun; what a fault has passed over ends with it.
        guard !work.device.isUserMode || work.method != .ioControl || outcome == .abandoned else { return }
        let call = pointers.calls.isEmpty ? nil : pointers.end(thread: thread.id, depth: thread.frames.count)
        if call != nil { watchPointers(of: thread) }
        guard outcome != .abandoned, !work.device.isUserMode else { return }
        for checker in checkers { checker.returned(work, before: call?.output ?? [], thread) }
    }

    /// The driver has asked for access to memory of its caller.
    private func open(_ address: UInt32, _ size: UInt32, _ thread: Thread) {
        guard !pointers.calls.isEmpty, Self.isUserRange(address, size) else { return }
        pointers.open(
            CallerBuffer(
                first: address, last: address + (size - 1), process: thread.current.id, processName: "", driver: ""),
            lookedAt: wants.contains(.fetches) ? min(size, Self.lookedAt) : 0, thread: thread.id)
        watchPointers(of: thread)
    }

    // MARK: Uses

    /// An access has faulted: was it made with an address that means nothing here?
    private func check(_ report: FaultReport, _ thread: Thread) {
        guard thread.current.isKernel, report.belongedTo == nil, let address = report.address?.rawValue,
            address >= 0x1_0000, address < 0x8000_0000
        else { return }
        tellUse(
            of: address, at: report.codePlace,
            faults: true, thread)
    }

    /// A driver uses an address of the user's half: whose is it, and since when?
    func tellUse(of address: UInt32, at place: @autoclosure () -> String, faults: Bool, _ thread: Thread) {
        let call = pointers.innermost(of: thread.id).map { pointers.calls[$0] }
        guard wants.contains(.uses), call?.covers(address) != true else { return }
        let use = CallerAddressUse(
            address: VirtualAddress(address), place: place(), faults: faults, call: call,
            former: pointers.former(address),
            user: call == nil
                ? "a thread of the driver's own" : "the driver, while it worked for \(thread.addressSpace.name),")
        for checker in checkers { checker.used(use) }
    }

    /// A driver may be using its caller's memory.
    override func touched(_ address: UInt32, _ count: UInt32, isWrite: Bool) {
        if hasPointers, address < 0x8000_0000 { check(address, count, isWrite) }
    }

    override func minds(_ page: UInt32) -> Bool { hasPointers && page < 0x8000_0000 }

    // MARK: Saving

    private struct SavedBlocks: Codable {
        var process: UInt32
        var blocks: Set<Int>
    }

    override func carry(_ state: StateCarrier) throws {
        try state.carry(&pointers)
        try state.carry(&hasPointers)
        try state.carry(
            &watchedBlocks, as: { $0.mapValues { SavedBlocks(process: $0.process, blocks: $0.blocks) } },
            from: { $0.mapValues { ($0.process, $0.blocks) } })
        guard watchedBlocks.values.allSatisfy({ $0.blocks.allSatisfy((0..<WatchedBlocks.count).contains) }),
            pointers.calls.allSatisfy({ $0.fetched.allSatisfy(\.isSound) })
        else { throw StateError.malformed("what callers have handed to drivers") }
    }
}
