import CEMemory
import GuestAddress
import Unicorn

extension Kernel {
    /// Handles a branch to a system-call address.
    func dispatch(_ target: TrapAddresses.Target, _ thread: Thread) {
        if case .guestReturn = target {
            guestReturned(thread)
            return
        }
        thread.prepareReturn()
        engine.advanceClock(by: VirtualClock.callCost)
        switch target {
        case .providedCall(let slot):
            guard let index = calling.table.index(atSlot: slot) else {
                raise(.fetch(thread.registers.pc), on: thread)
                return
            }
            call(index, thread)
        case .missingImport(let number): callMissing(number, thread)
        case .trap(let set, let method): trap(set: set, method: method, thread)
        case .handleMethod(0) where calling.traps.firstMethod == CE5Traps.firstMethod:
            callNamed("CloseHandle", thread)
        default: raise(.fetch(thread.registers.pc), on: thread)
        }
    }

    private func call(_ index: Int, _ thread: Thread) {
        if interrupts.service.isRestricting, refuses(index, thread) { return }
        let handler = calling.table.handlers[index]
        let isPrivileged = thread.callRegisters.cpsr & 0x1F != CPUMode.user.rawValue
        let invocation = Invocation(
            thread: thread, r0: thread.callRegisters.r[0], r1: thread.callRegisters.r[1],
            r2: thread.callRegisters.r[2], r3: thread.callRegisters.r[3], stackPointer: thread.callRegisters.sp,
            memory: callerView(of: thread, privileged: isPrivileged), callIndex: index)
        let pending = calling.trace.began(index, invocation, at: engine.instructions)
        thread.call = pending
        observers.tell(.calls, .callBegan(pending, thread))
        let begun = (work: bytesOfWork, at: engine.instructions)
        let injected = injectedEffect(index, thread)
        complete(thread) { () throws(CallStop) in
            switch injected {
            case .failure(let error)?:
                throw .error(refuse("injected", "the scenario makes this call fail", CEError(rawValue: error)))
            case .truncation(let bytes)?:
                memory.copyMapLimit = bytes
                defer { memory.copyMapLimit = nil }
                return try handler(self, invocation)
            case .termination?, nil: return try handler(self, invocation)
            }
        }
        observers.tell(.calls, .callHandled(pending))
        payForBytes(since: begun.work, begunAt: begun.at)
        if case .termination? = injected { kill(thread.owner, exitCode: Self.exitCodeOfTerminated) }
    }

    /// What a process exits with that a scenario ends.
    private static let exitCodeOfTerminated: UInt32 = 1

    /// A true CE trap: those with a coredll function of the same arguments behind them work by their number, too.
    private func trap(set: UInt32, method: UInt32, _ thread: Thread) {
        let function =
            calling.traps.firstMethod == CE5Traps.firstMethod
            ? CE5Traps.name(set: set, method: method) : CoredllOrdinals.name(ofTrap: set, method: method)
        if let name = function,
            let index = calling.table.index(of: name, in: .coredll)
        {
            call(index, thread)
            return
        }
        let name = function.map { " (\($0))" } ?? ""
        raise(
            .fatal(
                "system call set \(set) method \(method)\(name) is not provided, called by "
                    + describe(thread.resume.pc, thread)), on: thread)
    }

    /// A call of a function that has no trap of its own.
    private func callNamed(_ name: String, _ thread: Thread) {
        guard let index = calling.table.index(of: name, in: .coredll) else {
            raise(.fetch(thread.registers.pc), on: thread)
            return
        }
        call(index, thread)
    }

    // MARK: Calls into the guest

    /// Makes the thread execute a guest function before the kernel call in hand goes on.
    /// - Parameters:
    ///   - target: the function; bit 0 set means Thumb.
    ///   - arguments: the first four go to registers, the rest to the stack.
    ///   - process: whose code it is; kernel code runs in SYSTEM mode on the thread's secure stack.
    ///   - continuation: what happens with the function's result, and with a fault that nobody handles.
    func callGuest(
        _ thread: Thread, _ target: UInt32, _ arguments: CalleeArguments, in process: Process,
        then continuation: Continuation
    ) throws(CallStop) -> CallResult {
        guard thread.depth < Self.maximumDepth else {
            throw .fatal("more than \(Self.maximumDepth) calls into guest code, one inside the other")
        }
        var registers = thread.resume
        let mode: CPUMode = process.isKernel ? .system : .user
        if process.isKernel, registers.mode == .user { registers.sp = try secureStackTop(thread) }
        registers.sp = (registers.sp & ~7) &- arguments.stackBytes
        for index in 0..<min(arguments.count, 4) { registers.r[index] = arguments.words[index] }
        if arguments.count > 4 {
            let view = GuestView(memory: memory.physical, regime: thread.addressSpace.regime, privileged: true)
            do throws(GuestFault) { try arguments.push(to: registers.sp, view) } catch { throw .fault(error) }
        }
        registers.lr = calling.traps.returnTrap
        registers.pc = target & ~1
        registers.cpsr = mode.rawValue | (target & 1 != 0 ? CoreRegisters.thumbBit : 0)
        thread.frames.append(
            Frame(
                resume: thread.resume, current: thread.current, call: thread.call,
                kind: .call(entry: target & ~1, then: continuation)))
        thread.call = nil
        enter(process, thread)
        thread.registers = registers
        return .pending
    }

    static let maximumDepth = 64

    /// A function that the kernel called has returned.
    private func guestReturned(_ thread: Thread) {
        let result = thread.callRegisters.r[0]
        guard let last = thread.frames.indices.last, !thread.frames[last].isVisit,
            case let frame = thread.frames.removeLast(), case .call(_, let continuation) = frame.kind
        else {
            raise(.fetch(thread.registers.pc), on: thread)
            return
        }
        thread.resume = frame.resume
        thread.call = frame.call
        enter(frame.current, thread)
        complete(thread) { () throws(CallStop) in try self.resume(continuation, thread, result) }
    }

    func enter(_ process: Process, _ thread: Thread) {
        guard thread.current !== process else { return }
        thread.current = process
        scheduler.show(thread)
    }

    private func secureStackTop(_ thread: Thread) throws(CallStop) -> UInt32 {
        // A user-mode driver that calls on: what called it may use the stack further up.
        for index in thread.frames.indices.reversed()
        where thread.frames[index].isVisit && thread.frames[index].resume.mode != .user {
            return thread.frames[index].resume.sp
        }
        if let stack = thread.secureStack { return stack.base.rawValue &+ UInt32(stack.size) &- 16 }
        do throws(CEError) {
            let site = hostSite("secure stack")
            let stack = try memory.reserve(
                in: processes.nk.space, at: 0, size: Self.secureStackSize, purpose: .kernel, site: site)
            // The lowest page stays unmapped: running into it is a stack overflow, not somebody else's memory.
            _ = try memory.commit(
                in: processes.nk.space, at: stack.base.rawValue + 4096, size: Self.secureStackSize - 4096,
                .readWritePages)
            thread.secureStack = stack
            return stack.base.rawValue &+ Self.secureStackSize &- 16
        } catch { throw .error(error) }
    }

    private static let secureStackSize: UInt32 = 0x1_0000
}
