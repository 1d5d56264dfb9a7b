import GuestAddress
import MachineTerms
import Unicorn

extension Kernel {
    /// EXCEPTION_EXECUTE_HANDLER and EXCEPTION_CONTINUE_EXECUTION.
    private static let executeHandler: Int32 = 1
    private static let continueExecution: Int32 = -1

    /// How many functions are looked through for a handler.
    private static let maximumFrames = 256

    /// Looks for a handler of an exception in the code that runs.
    /// - Returns: false when no function on the stack guards anything, so that nothing was begun.
    func dispatchException(_ report: FaultReport, _ cause: FaultCause, on thread: Thread) -> Bool {
        let isInnermost: Bool
        var exception = SoftwareException(code: report.code)
        switch cause {
        case .fatal, .stackCheck: return false
        case .host: isInnermost = false
        case .raised(let raised):
            isInnermost = false
            exception = raised
        case .data, .misaligned, .fetch, .undefinedInstruction, .breakpoint, .supervisorCall, .busError:
            isInnermost = true
        }
        if let address = report.address, exception.parameters.isEmpty {
            exception.parameters = [report.access == .write ? 1 : 0, address.rawValue]
        }
        let start = isInnermost ? thread.registers : thread.resume
        guard nextGuarded(from: start, isInnermost: isInnermost, thread) != nil else { return false }
        let context = exception.continuesBehindCall ? thread.resume : thread.registers
        let view = view(of: thread, privileged: context.mode?.isPrivileged ?? false)
        guard
            let frame = try? ExceptionFrame(
                below: thread.registers.sp, exception, at: report.registers.pc, context, view)
        else { return false }
        let dispatch = ExceptionDispatch(
            report, exception, context: context, start: start, isInnermost: isInnermost, resume: thread.resume,
            frame: frame)
        complete(thread) { () throws(CallStop) in
            try self.search(dispatch, from: start, isInnermost: isInnermost, scope: 0, thread)
        }
        return true
    }

    private func unwinder(_ thread: Thread) -> StackUnwinder {
        StackUnwinder(
            kernel: self, thread: thread, isPrivileged: thread.registers.mode?.isPrivileged ?? false)
    }

    /// The nearest function upwards that has `__try` blocks around its current instruction; nil when the way up ends
    /// before one.
    private func nextGuarded(from registers: CoreRegisters, isInnermost: Bool, _ thread: Thread) -> GuardedFrame? {
        let unwinder = unwinder(thread)
        var current = registers
        var isInnermost = isInnermost
        for _ in 0..<Self.maximumFrames {
            // What lies beyond a call by the kernel is not this code's to guard.
            guard current.pc != calling.traps.returnTrap else { return nil }
            let frame = guarded(current, isInnermost, unwinder)
            if frame.scopes.contains(where: { $0.covers(frame.control) }) { return frame }
            guard let above = unwinder.caller(of: current, isInnermost: isInnermost) else { return nil }
            current = above
            isInnermost = false
        }
        return nil
    }

    private func guarded(
        _ registers: CoreRegisters, _ isInnermost: Bool, _ unwinder: StackUnwinder
    ) -> GuardedFrame {
        let function = unwinder.function(at: isInnermost ? registers.pc : registers.pc &- 1)
        let table = function.flatMap { ScopeTable(of: $0, unwinder.view) }
        return GuardedFrame(
            registers: registers, isInnermost: isInnermost, function: function, scopes: table?.scopes ?? [])
    }

    /// Asks the filters from a scope of a function on; the first that says so gets the exception.
    private func search(
        _ dispatch: ExceptionDispatch, from registers: CoreRegisters, isInnermost: Bool, scope first: Int,
        _ thread: Thread
    ) throws(CallStop) -> CallResult {
        var next: (registers: CoreRegisters, isInnermost: Bool)? = (registers, isInnermost)
        var first = first
        while let place = next, let frame = nextGuarded(from: place.registers, isInnermost: place.isInnermost, thread) {
            for index in frame.scopes.indices.dropFirst(first) {
                let scope = frame.scopes[index]
                guard scope.covers(frame.control), !scope.isFinally else { continue }
                if scope.function == ScopeTable.Scope.alwaysHandles {
                    return try unwind(dispatch, to: frame, scope: index, thread)
                }
                return try ask(dispatch, frame, scope: index, thread)
            }
            first = 0
            next = unwinder(thread).caller(of: frame.registers, isInnermost: frame.isInnermost).map { ($0, false) }
        }
        return try leaveToKernel(dispatch, thread)
    }

    /// Nobody in the code handles it. Where the kernel does, as the device manager for a driver's function, the
    /// `__finally` blocks on the way there run; a process that ends runs none.
    private func leaveToKernel(_ dispatch: ExceptionDispatch, _ thread: Thread) throws(CallStop) -> CallResult {
        if leaveBreakpoint(dispatch.report, dispatch.context, thread) {
            thread.resume = dispatch.resume
            return .pending
        }
        guard thread.frames.contains(where: \.canRecover) else {
            thread.resume = dispatch.resume
            unhandled(dispatch.report, on: thread)
            return .pending
        }
        output.write(&dispatch.report)
        return try runFinally(dispatch, WorkList(finallyBlocks(dispatch, below: nil, thread)), thread, then: .kernel)
    }

    /// Calls a filter.
    private func ask(
        _ dispatch: ExceptionDispatch, _ frame: GuardedFrame, scope index: Int, _ thread: Thread
    ) throws(CallStop) -> CallResult {
        try callFunclet(
            dispatch, frame, frame.scopes[index].function, dispatch.frame.address, thread,
            then: .filter(dispatch, frame, scope: index))
    }

    /// A filter or a `__finally` block has returned.
    func finish(_ step: ExceptionStep, _ thread: Thread, _ answer: UInt32) throws(CallStop) -> CallResult {
        switch step {
        case .filter(let dispatch, let frame, let index):
            switch Int32(bitPattern: answer) {
            case Self.executeHandler...: return try unwind(dispatch, to: frame, scope: index, thread)
            case ...Self.continueExecution: return goOn(dispatch, thread)
            default:
                return try search(
                    dispatch, from: frame.registers, isInnermost: frame.isInnermost, scope: index + 1, thread)
            }
        case .finally(let dispatch, let rest, let end): return try runFinally(dispatch, rest, thread, then: end)
        }
    }

    /// Calls a filter or `__finally` block of a function: r0 is its argument, r1 the function's frame; r4 to r11 are
    /// the function's.
    private func callFunclet(
        _ dispatch: ExceptionDispatch, _ frame: GuardedFrame, _ address: UInt32, _ argument: UInt32, _ thread: Thread,
        then step: ExceptionStep
    ) throws(CallStop) -> CallResult {
        guard let function = frame.function else { return goOn(dispatch, thread) }
        let body = unwinder(thread).bodyStackPointer(frame.registers, function)
        var registers = frame.registers
        registers.cpsr = dispatch.context.cpsr
        registers.sp = dispatch.frame.address
        thread.resume = registers
        return try callGuest(
            thread, address & ~1 | (function.isThumb ? 1 : 0), [argument, body], in: thread.current,
            then: .exception(step))
    }

    /// The filter has put things right: the instruction, or the call, is done once more, with what CONTEXT says now.
    private func goOn(_ dispatch: ExceptionDispatch, _ thread: Thread) -> CallResult {
        thread.resume = dispatch.resume
        let view = view(of: thread, privileged: dispatch.context.mode?.isPrivileged ?? false)
        guard dispatch.exception.flags & SoftwareException.nonContinuable == 0,
            let registers = try? dispatch.frame.registers(like: dispatch.context, view)
        else {
            unhandled(dispatch.report, on: thread)
            return .pending
        }
        handled(dispatch)
        thread.registers = registers
        // A filter that takes a breakpoint and leaves PC alone means the instruction behind it.
        if dispatch.report.kind == .breakpoint, registers.pc == dispatch.context.pc { skipBreakpoint(thread) }
        return .pending
    }

    private func handled(_ dispatch: ExceptionDispatch) {
        var report = dispatch.report
        report.wasHandled = true
        observers.tell(.faults, .faultNoted(report))
    }

    // MARK: The way to the handler

    /// Runs the `__finally` blocks between the exception and its handler, innermost first, then the handler.
    private func unwind(
        _ dispatch: ExceptionDispatch, to target: GuardedFrame, scope: Int, _ thread: Thread
    ) throws(CallStop) -> CallResult {
        let pending = finallyBlocks(dispatch, below: (target, scope), thread)
        return try runFinally(dispatch, WorkList(pending), thread, then: .handler(target, scope: scope))
    }

    /// The `__finally` blocks that cover the exception, innermost first, up to a scope or to where the kernel called
    /// the code.
    private func finallyBlocks(
        _ dispatch: ExceptionDispatch, below target: (frame: GuardedFrame, scope: Int)?, _ thread: Thread
    ) -> [FinallyBlock] {
        let unwinder = unwinder(thread)
        var pending: [FinallyBlock] = []
        var current = dispatch.start
        var isInnermost = dispatch.isInnermost
        for _ in 0..<Self.maximumFrames where current.pc != calling.traps.returnTrap {
            let frame = guarded(current, isInnermost, unwinder)
            let reached = target.map { $0.frame.registers }
            let isTarget = current.sp == reached?.sp && current.pc == reached?.pc
            let limit = isTarget ? target?.scope ?? 0 : frame.scopes.count
            for index in 0..<min(limit, frame.scopes.count)
            where frame.scopes[index].isFinally && frame.scopes[index].covers(frame.control) {
                pending.append(FinallyBlock(frame: frame, scope: index))
            }
            if isTarget { break }
            guard let above = unwinder.caller(of: current, isInnermost: isInnermost) else { break }
            current = above
            isInnermost = false
        }
        return pending
    }

    private func runFinally(
        _ dispatch: ExceptionDispatch, _ pending: WorkList<FinallyBlock>, _ thread: Thread, then end: ExceptionEnd
    ) throws(CallStop) -> CallResult {
        guard let block = pending.first else {
            thread.resume = dispatch.resume
            switch end {
            case .handler(let frame, let scope): enterHandler(dispatch, frame, frame.scopes[scope], thread)
            case .kernel: unhandled(dispatch.report, on: thread)
            }
            return .pending
        }
        // TRUE: the block is left by an exception (AbnormalTermination).
        return try callFunclet(
            dispatch, block.frame, block.frame.scopes[block.scope].function, 1, thread,
            then: .finally(dispatch, pending.dropFirst(), then: end))
    }

    private func enterHandler(
        _ dispatch: ExceptionDispatch, _ frame: GuardedFrame, _ scope: ScopeTable.Scope, _ thread: Thread
    ) {
        var registers = frame.registers
        if let function = frame.function {
            registers.sp = unwinder(thread).bodyStackPointer(frame.registers, function)
            registers.isThumb = function.isThumb
        }
        registers.cpsr = dispatch.context.cpsr & ~CoreRegisters.thumbBit | registers.cpsr & CoreRegisters.thumbBit
        registers.r[0] = dispatch.exception.code
        registers.pc = scope.target & ~1
        handled(dispatch)
        thread.registers = registers
    }
}
