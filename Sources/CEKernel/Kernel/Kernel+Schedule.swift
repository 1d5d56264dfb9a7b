package import CEMemory
import GuestAddress
import Unicorn

/// Priorities and turns: the highest priority runs, equal ones take turns of a quantum. Nothing here depends on the host.
extension Kernel {
    static let maximumThreads = 4096

    /// Takes a new thread in, ready to run.
    func adopt(_ thread: Thread) {
        threads.append(thread)
        thread.owner.threadCount += 1
        goBehindEquals(thread)
        if thread.suspendCount > 0 { thread.state = .suspended } else { queue(thread) }
    }

    /// The ready thread of the highest priority that has waited longest.
    func pickThread() -> Thread? { readyThreads.first?.thread }

    /// Has a thread wait for the core.
    package func queue(_ thread: Thread) {
        thread.state = .ready
        readyThreads.put(thread, key: UInt64(clamping: thread.priority), order: thread.turn)
    }

    private func goBehindEquals(_ thread: Thread) {
        thread.turn = nextTurn
        nextTurn += 1
    }

    /// Has a thread whose turn is over wait for the core, behind its equals.
    func requeue(_ thread: Thread) {
        goBehindEquals(thread)
        queue(thread)
    }

    /// Ends a thread's turn early: its equals come first.
    package func yieldTurn(_ thread: Thread) {
        thread.quantumEnd = engine.instructions
        requeue(thread)
    }

    package func makeReady(_ thread: Thread) {
        if thread.suspendCount > 0 { thread.state = .suspended } else { queue(thread) }
        needsReschedule = true
    }

    func hasReady(above priority: Int) -> Bool { readyThreads.first.map { $0.thread.priority < priority } ?? false }

    /// The threads that have not ended, in the order of their turns: a process that ends with thousands ends them in it.
    var threadsInOrder: [Thread] { threads.sorted { $0.turn < $1.turn } }

    /// Ends a thread. With its last thread its process ends.
    @discardableResult
    package func endThread(_ thread: Thread, exitCode: UInt32) -> CallResult {
        guard thread.exitCode == nil else { return .pending }
        thread.exitCode = exitCode
        thread.state = .ended
        dropFrames(of: thread)
        observers.tell(.ends, .threadEnded(thread))
        cancelWait(of: thread)
        readyThreads.remove(thread)
        memory.physical.hostWork.look(at: threads.count / 4)
        if let index = threads.firstIndex(where: { $0 === thread }) { threads.remove(at: index) }
        if running === thread { running = nil }
        releaseStacks(of: thread)
        abandonMutexes(of: thread)
        signal(thread)
        let process = thread.owner
        process.threadCount -= 1
        // A host of drivers lives on without threads of its own.
        if process.threadCount == 0, !process.isKernel, process.driverHost == nil, process.isAlive {
            finishProcess(process, exitCode: exitCode)
        }
        return .pending
    }

    private func releaseStacks(of thread: Thread) {
        let site = hostSite("thread end")
        if let stack = thread.secureStack { memory.release(stack, in: nk.space, site: site) }
        if let stack = thread.stack, thread.owner.isAlive { memory.release(stack, in: thread.owner.space, site: site) }
        thread.secureStack = nil
        thread.stack = nil
    }

    /// A thread with a stack that begins at `start` with one argument.
    /// - Throws: ERROR_NOT_ENOUGH_MEMORY without room, pages or places for one more.
    package func makeThread(
        in process: Process, start: UInt32, argument: UInt32, stackSize: UInt32, suspended: Bool
    ) throws(CEError) -> Thread {
        guard threads.count < Self.maximumThreads else { throw .notEnoughMemory }
        let thread = Thread(id: makeID(), owner: process)
        try giveStack(thread, size: stackSize)
        thread.suspendCount = suspended ? 1 : 0
        thread.pendingStart = .function(start, argument: argument, in: process)
        adopt(thread)
        return thread
    }

    /// A thread of the kernel that begins with host code, on a stack on which drivers can run.
    /// - Throws: ERROR_NOT_ENOUGH_MEMORY without room for the stack.
    func makeKernelThread(_ start: ThreadStart) throws(CEError) -> Thread {
        let thread = Thread(id: makeID(), owner: nk)
        try giveStack(thread, size: Self.stackSizes.lowerBound)
        thread.pendingStart = start
        adopt(thread)
        return thread
    }

    /// CE's smallest stack and the most a thread gets here: the whole of it is committed.
    private static let stackSizes: ClosedRange<UInt32> = 0x1_0000...0x4_0000

    func giveStack(_ thread: Thread, size: UInt32) throws(CEError) {
        let process = thread.owner
        let bytes = min(max(size & ~0xFFFF, Self.stackSizes.lowerBound), Self.stackSizes.upperBound)
        let site = CallSite(
            function: "thread stack", returnAddress: 0, process: process.id, instructions: engine.instructions)
        let stack = try memory.reserve(in: process.space, at: 0, size: bytes, purpose: .stack, site: site)
        do throws(CEError) {
            // The lowest page stays unmapped, so that an overflow faults.
            _ = try memory.commit(
                in: process.space, at: stack.base.rawValue + 4096, size: bytes - 4096, .readWritePages)
        } catch {
            memory.release(stack, in: process.space, site: site)
            throw error
        }
        thread.stack = stack
        let top = stack.base.rawValue &+ bytes
        thread.localStorageAddress = top &- 0x100
        thread.resume.sp = top &- 0x200
        thread.resume.cpsr = process.isKernel ? 0x1F : 0x10
        thread.registers = thread.resume
    }
}
