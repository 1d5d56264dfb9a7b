import GuestAddress
import Unicorn

extension Kernel {
    /// Handles a branch to a system-call address.
    func dispatch(_ target: TrapAddresses.Target, _ thread: Thread) {
        if case .guestReturn = target {
            guestReturned(thread)
            return
        }
        // The call returns to LR, in the state that LR's bit 0 says.
        thread.resume = thread.registers
        thread.resume.pc = thread.registers.lr & ~1
        thread.resume.isThumb = thread.registers.lr & 1 != 0
        engine.advanceClock(by: VirtualClock.callCost)
        switch target {
        case .providedCall(let slot):
            guard let index = callTable.index(atSlot: slot) else {
                raise(.fetch(thread.registers.pc), on: thread)
                return
            }
            call(index, thread)
        case .missingImport(let number) where number < missingImports.count:
            raise(.fatal(missingImports[number].message(calledBy: describe(thread.resume.pc, thread))), on: thread)
        case .trap(let set, let method): trap(set: set, method: method, thread)
        default: raise(.fetch(thread.registers.pc), on: thread)
        }
    }

    private func call(_ index: Int, _ thread: Thread) {
        let call = callTable.calls[index]
        let registers = thread.registers
        let invocation = Invocation(
            thread: thread, r0: registers.r[0], r1: registers.r[1], r2: registers.r[2], r3: registers.r[3],
            stackPointer: registers.sp,
            memory: callerView(of: thread, privileged: registers.cpsr & 0x1F != CPUMode.user.rawValue),
            callIndex: index)
        observation?.call = (index, thread.resume.pc)
        calls.began(index, invocation, at: engine.instructions)
        var record = calls.onCall == nil ? nil : beginRecord(invocation)
        let begun = (work: bytesOfWork, at: engine.instructions)
        let injected = injectedEffect(index, thread)
        if case .failure(let error)? = injected {
            fail(call, index, error, thread, &record)
        } else {
            if case .truncation(let bytes)? = injected { memory.copyMapLimit = bytes }
            make(call, invocation, &record)
            if injected != nil { memory.copyMapLimit = nil }
        }
        payForBytes(since: begun.work, begunAt: begun.at)
        if let record { calls.onCall?(record) }
        if case .termination? = injected { kill(thread.owner, exitCode: Self.exitCodeOfTerminated) }
    }

    /// What a process exits with that a scenario ends.
    private static let exitCodeOfTerminated: UInt32 = 1

    private func make(_ call: KernelCall, _ invocation: borrowing Invocation, _ record: inout CallRecord?) {
        let index = invocation.callIndex
        let thread = invocation.thread
        do throws(CallStop) {
            let result = try call.handler(self, invocation)
            switch result {
            case .failure(let value):
                calls.ended(index, failed: true, value: value)
                record?.outcome = .failed(value, error: 0)
            case .pending: break
            case .value, .value64, .single, .double:
                calls.ended(index, failed: false, value: result.firstWord)
                record?.outcome = .returned(result.firstWord)
            }
            settle(thread) { result }
        } catch {
            switch error {
            case .error(let code): fail(call, index, code.rawValue, thread, &record)
            case .fault where !call.raisesFaults:
                fail(call, index, CEError.invalidParameter.rawValue, thread, &record)
            case .fault(let fault): raise(.host(fault), on: thread)
            case .busError(let error): raise(.busError(error), on: thread)
            case .exception(let exception): raise(.raised(exception), on: thread)
            case .fatal(let message): raise(.fatal(message), on: thread)
            }
        }
    }

    private func fail(
        _ call: KernelCall, _ index: Int, _ error: UInt32, _ thread: Thread, _ record: inout CallRecord?
    ) {
        let value = call.returnsError ? error : call.failureValue
        thread.lastError = error
        calls.ended(index, failed: true, value: value)
        record?.outcome = .failed(value, error: error)
        settle(thread) { .failure(value) }
    }

    private func beginRecord(_ call: borrowing Invocation) -> CallRecord {
        CallRecord(
            function: callTable.calls[call.callIndex].name, number: calls.count(of: call.callIndex),
            instructions: engine.instructions, process: call.thread.current.name,
            site: describe(place(of: call.thread), call.thread), arguments: [call.r0, call.r1, call.r2, call.r3],
            outcome: .pending)
    }

    /// A true CE trap: those with a coredll function of the same arguments behind them work by their number, too.
    private func trap(set: UInt32, method: UInt32, _ thread: Thread) {
        if let name = CoredllOrdinals.name(ofTrap: set, method: method),
            let index = callTable.index(of: name, in: .coredll)
        {
            call(index, thread)
            return
        }
        let name = CoredllOrdinals.name(ofTrap: set, method: method).map { " (\($0))" } ?? ""
        raise(
            .fatal(
                "system call set \(set) method \(method)\(name) is not provided, called by "
                    + describe(thread.resume.pc, thread)), on: thread)
    }

    // MARK: Calls into the guest

    /// Makes the thread execute a guest function before the kernel call in hand goes on.
    /// - Parameters:
    ///   - target: the function; bit 0 set means Thumb.
    ///   - arguments: the first four go to registers, the rest to the stack.
    ///   - process: whose code it is; kernel code runs in SYSTEM mode on the thread's secure stack.
    ///   - recovery: what to do when the function faults and nobody handles it; without it the fault ends the thread.
    ///   - continuation: gets the function's result.
    func callGuest(
        _ thread: Thread, _ target: UInt32, _ arguments: CalleeArguments, in process: Process,
        recovery: ((Kernel, Thread) throws(CallStop) -> CallResult)? = nil, then continuation: Frame.Continuation
    ) throws(CallStop) -> CallResult {
        guard thread.frames.count < Self.maximumDepth else {
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
        registers.lr = traps.returnTrap
        registers.pc = target & ~1
        registers.cpsr = mode.rawValue | (target & 1 != 0 ? CoreRegisters.thumbBit : 0)
        thread.frames.append(
            Frame(
                resume: thread.resume, current: thread.current, entry: target & ~1, continuation: continuation,
                recovery: recovery))
        enter(process, thread)
        thread.registers = registers
        return .pending
    }

    static let maximumDepth = 64

    /// A function that the kernel called has returned.
    private func guestReturned(_ thread: Thread) {
        let result = thread.registers.r[0]
        guard let frame = thread.frames.popLast() else {
            raise(.fetch(thread.registers.pc), on: thread)
            return
        }
        thread.resume = frame.resume
        enter(frame.current, thread)
        settle(thread) { () throws(CallStop) in
            switch frame.continuation {
            case .driver(let call): call.finish(self, thread, result)
            case .host(let body): try body(self, thread, result)
            case .threadEnd:
                self.endThread(thread, exitCode: result)
            }
        }
    }

    func enter(_ process: Process, _ thread: Thread) {
        guard thread.current !== process else { return }
        thread.current = process
        if running === thread { dataPage.show(thread) }
    }

    private func secureStackTop(_ thread: Thread) throws(CallStop) -> UInt32 {
        // A user-mode driver that calls on: what called it may use the stack further up.
        if let visit = thread.visits.last(where: { $0.resume.mode != .user }) { return visit.resume.sp }
        if let stack = thread.secureStack { return stack.base.rawValue &+ UInt32(stack.size) &- 16 }
        do throws(CEError) {
            let site = hostSite("secure stack")
            let stack = try memory.reserve(
                in: nk.space, at: 0, size: Self.secureStackSize, purpose: .kernel, site: site)
            // The lowest page stays unmapped: running into it is a stack overflow, not somebody else's memory.
            _ = try memory.commit(
                in: nk.space, at: stack.base.rawValue + 4096, size: Self.secureStackSize - 4096, .readWritePages)
            thread.secureStack = stack
            return stack.base.rawValue &+ Self.secureStackSize &- 16
        } catch { throw .error(error) }
    }

    private static let secureStackSize: UInt32 = 0x1_0000
}
