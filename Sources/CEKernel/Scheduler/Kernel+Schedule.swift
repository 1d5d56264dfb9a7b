package import CEMemory
import GuestAddress
import Unicorn

/// Threads that begin and end, with what they have: stacks, handles, mutexes.
extension Kernel {
    /// Takes a new thread in, ready to run.
    func adopt(_ thread: Thread) {
        thread.owner.threadCount += 1
        thread.activity.begun = engine.instructions
        scheduler.add(thread)
    }

    /// Ends a thread's turn early: its equals come first.
    package func yieldTurn(_ thread: Thread) {
        thread.quantumEnd = engine.instructions
        scheduler.requeue(thread)
    }

    /// Ends a thread. With its last thread its process ends.
    /// - Parameter fault: what has ended it, when that was a fault.
    @discardableResult
    package func endThread(_ thread: Thread, exitCode: UInt32, fault: FaultReport? = nil) -> CallResult {
        guard thread.exitCode == nil else { return .pending }
        rememberEnd(of: thread, fault)
        if scheduler.running === thread { account() }
        thread.activity.ended = engine.instructions
        thread.exitCode = exitCode
        thread.state = .ended
        dropFrames(of: thread)
        observers.tell(.ends, .threadEnded(thread))
        cancelWait(of: thread)
        memory.physical.hostWork.look(at: scheduler.threads.count / 4)
        scheduler.remove(thread)
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

    /// Keeps what others may ask for who wait for what the thread would have done.
    private func rememberEnd(of thread: Thread, _ fault: FaultReport?) {
        guard fault != nil || !thread.lockPlaces.isEmpty else { return }
        scheduler.ended.add(
            EndedThread(
                id: thread.id, process: thread.owner.name, at: engine.instructions, fault: fault?.codePlace,
                module: fault.flatMap { module(at: $0.registers.pc, thread)?.module.name }, locks: thread.lockPlaces,
                codeProcess: thread.owner.id))
    }

    private func releaseStacks(of thread: Thread) {
        let site = hostSite("thread end")
        if let stack = thread.secureStack { memory.release(stack, in: processes.nk.space, site: site) }
        if let stack = thread.stack, thread.owner.isAlive { memory.release(stack, in: thread.owner.space, site: site) }
        thread.secureStack = nil
        thread.stack = nil
    }

    /// A thread with a stack that begins at `start` with one argument.
    /// - Throws: ERROR_NOT_ENOUGH_MEMORY without room, pages or places for one more.
    package func makeThread(
        in process: Process, start: UInt32, argument: UInt32, stackSize: UInt32, suspended: Bool
    ) throws(CEError) -> Thread {
        guard scheduler.threads.count < Scheduler.maximumThreads else { throw .notEnoughMemory }
        let thread = Thread(id: processes.makeID(), owner: process, quantum: board.clock.quantum)
        try giveStack(thread, size: stackSize)
        thread.suspendCount = suspended ? 1 : 0
        thread.pendingStart = .function(start, argument: argument, in: process)
        adopt(thread)
        return thread
    }

    /// A thread of the kernel that begins with host code, on a stack on which drivers can run.
    /// - Throws: ERROR_NOT_ENOUGH_MEMORY without room for the stack.
    func makeKernelThread(_ start: ThreadStart) throws(CEError) -> Thread {
        let thread = Thread(id: processes.makeID(), owner: processes.nk, quantum: board.clock.quantum)
        try giveStack(thread, size: Self.stackSizes.lowerBound)
        thread.pendingStart = start
        adopt(thread)
        return thread
    }

    /// CE's smallest stack and the most a thread gets here.
    private static let stackSizes: ClosedRange<UInt32> = 0x1_0000...0x4_0000
    /// So many threads of a process have their stacks committed as a whole, so that nothing of them has to come; CE
    /// commits the pages of every stack as they are touched.
    private static let wholeStacks = 16

    func giveStack(_ thread: Thread, size: UInt32) throws(CEError) {
        let process = thread.owner
        let bytes = min(max(size & ~0xFFFF, Self.stackSizes.lowerBound), Self.stackSizes.upperBound)
        let site = CallSite(
            function: "thread stack", returnAddress: 0, process: process.id, instructions: engine.instructions)
        let stack = try memory.reserve(in: process.space, at: 0, size: bytes, purpose: .stack, site: site)
        do throws(CEError) {
            if process.threadCount < Self.wholeStacks {
                // The lowest page stays unmapped, so that an overflow faults.
                _ = try memory.commit(
                    in: process.space, at: stack.base.rawValue + 4096, size: bytes - 4096, .readWritePages)
            } else {
                try memory.growOnTouch(stack, in: process.space)
            }
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
