import CEDiagnosis
import CEKernel
import CEMemory
import Diagnostics
import GuestAddress
import SavedState
import Unicorn

extension Checker {
    static let stackDepth = Checker(
        id: "CE0845", name: "stack-depth", title: "a stack that was nearly full",
        explanation:
            "A thread's stack, or the one in the kernel that drivers run on for its calls, was used down to its last "
            + "page. Other data or another library needs a little more, and the page below is never there. The depth "
            + "is that of the lowest word that is not zero when the thread ends, or the run; stacks[] of the results "
            + "has it of every thread.",
        example: Example(
            bad: "DWORD Serve(LPVOID p) { BYTE copy[60000]; … }",
            good: "static BYTE copy[60000];   // or LocalAlloc, or a larger stack in CreateThread"),
        isForVerification: true,
        make: { StackDepthChecker($0) })
}

/// How much of a stack was used.
package struct StackDepth: Hashable, Sendable, Codable {
    /// Whose it is, by id.
    package let thread: UInt32
    /// Where the thread began.
    package let name: String
    package let process: String
    /// Whether it is the one that drivers run on.
    package let isOfKernel: Bool
    /// Bytes that can be used.
    package let size: Int
    /// Bytes from the top to the lowest word that is not zero.
    package let used: Int
}

/// Looks how deep stacks have been.
final class StackDepthChecker: RunningChecker {
    private static let mostDepths = 1024

    private(set) var depths: [StackDepth] = []
    /// Where each thread began: at its end the frames are gone.
    private var names: [UInt32: String] = [:]
    /// The threads whose kernel stacks were told of.
    private var told: Set<UInt32> = []

    init(_ setup: CheckerSetup) { super.init(.stackDepth, setup, [.ends, .switches, .driverCalls]) }

    override func observe(_ event: MachineEvent) {
        switch event {
        case .threadRan(let thread, _): _ = name(of: thread)
        case .threadEnded(let thread): look(at: thread)
        case .driverReturned(_, _, let thread): lookAtKernelStack(of: thread)
        default: break
        }
    }

    private func name(of thread: Thread) -> String {
        if let known = names[thread.id] { return known }
        let name = kernel.startPlace(of: thread)
        if names.count < Self.mostDepths, thread.exitCode == nil { names[thread.id] = name }
        return name
    }

    /// The run is over: the stacks of those that live are looked at.
    func lookAtAll() {
        for thread in kernel.scheduler.threadsInOrder { look(at: thread) }
    }

    /// While the driver is there its code can be named.
    private func lookAtKernelStack(of thread: Thread) {
        guard let stack = thread.secureStack, !told.contains(thread.id),
            let lowest = lowestWord(of: stack, in: kernel.processes.nk.space, pages: 1..<2)
        else { return }
        tell(depth(of: stack, lowest, isOfKernel: true, thread), lowest, stack, thread)
    }

    private func look(at thread: Thread) {
        if let stack = thread.stack { measure(stack, thread.owner.space, isOfKernel: thread.owner.isKernel, thread) }
        if let stack = thread.secureStack { measure(stack, kernel.processes.nk.space, isOfKernel: true, thread) }
    }

    private func measure(_ stack: Reservation, _ space: AddressSpace, isOfKernel: Bool, _ thread: Thread) {
        guard depths.count < Self.mostDepths, let lowest = lowestWord(of: stack, in: space) else { return }
        let depth = depth(of: stack, lowest, isOfKernel: isOfKernel, thread)
        depths.append(depth)
        if depth.size - depth.used < MemoryManager.pageSize { tell(depth, lowest, stack, thread) }
    }

    private func depth(
        of stack: Reservation, _ lowest: UInt32, isOfKernel: Bool, _ thread: Thread
    ) -> StackDepth {
        StackDepth(
            thread: thread.id, name: name(of: thread), process: thread.owner.name, isOfKernel: isOfKernel,
            size: Int(stack.size) - Int(MemoryManager.pageSize),
            used: Int(UInt64(stack.base.rawValue) + stack.size - UInt64(lowest)))
    }

    private func tell(_ depth: StackDepth, _ lowest: UInt32, _ stack: Reservation, _ thread: Thread) {
        guard !depth.isOfKernel || told.count >= Self.mostDepths || told.insert(thread.id).inserted else { return }
        let last = UInt32(truncatingIfNeeded: UInt64(stack.base.rawValue) + stack.size - 4)
        let deepest = deepestCall(from: lowest, to: last, isOfKernel: depth.isOfKernel, thread)
        let whose = depth.isOfKernel && !thread.owner.isKernel ? "the kernel's" : "the"
        emit(
            .warning, process: depth.process, place: deepest ?? depth.name,
            "\(depth.used) of the \(depth.size) bytes of \(whose) stack of thread 0x\(hexadecimal(depth.thread)) have "
                + "been used: \(depth.size - depth.used) bytes are left"
                + (deepest == nil ? "" : "; the deepest call that has left its return address there is this one"),
            hint: "large local arrays belong into the heap; CreateThread takes a stack size with "
                + "STACK_SIZE_PARAM_IS_A_RESERVATION")
    }

    /// Where the deepest call was made whose return address is still on a stack.
    private func deepestCall(from lowest: UInt32, to last: UInt32, isOfKernel: Bool, _ thread: Thread) -> String? {
        let process = isOfKernel ? kernel.processes.nk : thread.owner
        let view = kernel.view(of: process)
        for place in stride(from: lowest, through: last, by: 4) {
            guard let word = try? view.word(place), word >= 0x1_0000, kernel.isBehindCall(word, view),
                let text = kernel.loader.history.place(
                    word & ~1, process: process.id, at: kernel.engine.instructions)
            else { continue }
            return text
        }
        return nil
    }

    /// The lowest word of a stack that somebody has written; the page below all that can be used is never there.
    private func lowestWord(
        of stack: Reservation, in space: AddressSpace, pages: Range<Int>? = nil
    ) -> UInt32? {
        for page in pages ?? 1..<max(stack.pages, 1) {
            let first = stack.base.rawValue &+ UInt32(page) &* MemoryManager.pageSize
            let entry = space.tables.entry(at: VirtualAddress(first))
            guard entry & 3 != 0,
                let bytes = kernel.memory.physical.bytes(
                    at: PhysicalAddress(entry & ~MemoryManager.pageMask), count: Int(MemoryManager.pageSize)),
                let index = bytes.firstIndex(where: { $0 != 0 })
            else { continue }
            return first &+ UInt32(index) & ~3
        }
        return nil
    }

    override func carry(_ state: StateCarrier) throws {
        try state.carry(&depths)
        try state.carry(&names)
        try state.carry(&told)
    }
}
