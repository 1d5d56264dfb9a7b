import CEKernel
import CEMemory
import Diagnostics
import GuestAddress
import SavedState

extension Checker {
    static let stackDepth = Checker(
        id: "CE0845", name: "stack-depth", title: "a stack that was nearly full",
        explanation:
            "A thread's stack, or the one in the kernel that drivers run on for its calls, was used down to its last "
            + "page. Other data, another library or an interrupt's handler at the wrong moment needs a little more, and "
            + "the page below is never there. The depth is that of the lowest word that is not zero when the thread "
            + "ends, or the run; stacks[] of the results has it of every thread.",
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

    init(_ setup: CheckerSetup) { super.init(.stackDepth, setup, [.ends, .switches]) }

    override func observe(_ event: MachineEvent) {
        switch event {
        case .threadRan(let thread, _): _ = name(of: thread)
        case .threadEnded(let thread): look(at: thread)
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

    private func look(at thread: Thread) {
        if let stack = thread.stack { measure(stack, thread.owner.space, isOfKernel: thread.owner.isKernel, thread) }
        if let stack = thread.secureStack { measure(stack, kernel.processes.nk.space, isOfKernel: true, thread) }
    }

    private func measure(_ stack: Reservation, _ space: AddressSpace, isOfKernel: Bool, _ thread: Thread) {
        guard depths.count < Self.mostDepths, let lowest = lowestWord(of: stack, in: space) else { return }
        let top = UInt64(stack.base.rawValue) + stack.size
        let depth = StackDepth(
            thread: thread.id, name: name(of: thread), process: thread.owner.name, isOfKernel: isOfKernel,
            size: Int(stack.size) - Int(MemoryManager.pageSize), used: Int(top - UInt64(lowest)))
        depths.append(depth)
        guard depth.size - depth.used < MemoryManager.pageSize else { return }
        emit(
            .warning, process: depth.process, place: depth.name,
            "\(depth.used) of the \(depth.size) bytes of \(isOfKernel && !thread.owner.isKernel ? "the kernel's" : "the") "
                + "stack of thread 0x\(hexadecimal(depth.thread)) have been used: \(depth.size - depth.used) bytes are left",
            hint: "large local arrays belong into the heap; CreateThread takes a stack size with "
                + "STACK_SIZE_PARAM_IS_A_RESERVATION")
    }

    /// The lowest word of a stack that somebody has written; the page below all that can be used is never there.
    private func lowestWord(of stack: Reservation, in space: AddressSpace) -> UInt32? {
        for page in 1..<max(stack.pages, 1) {
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
    }
}
