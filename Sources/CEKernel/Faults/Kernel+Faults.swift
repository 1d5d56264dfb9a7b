import CEMemory
import GuestAddress
import Unicorn

extension Kernel {
    /// STATUS_ACCESS_VIOLATION, the exit code of a process that met a fault nobody handled.
    static let accessViolation = ExceptionCode.accessViolation

    /// Deals with a fault: a guard page is disarmed, the code's own handlers are asked, a driver's caller gets its failure,
    /// anybody else ends.
    func raise(_ cause: FaultCause, on thread: Thread) {
        payForFault()
        let report = report(cause, thread)
        abandonCall(of: thread)
        observers.tell(.faults, .faultRaised(report, thread))
        if let address = report.address {
            _ = memory.disarmGuard(
                at: address, in: processes.nk.space.covers(address) ? processes.nk.space : thread.addressSpace.space)
        }
        if dispatchException(report, cause, on: thread) || leaveBreakpoint(report, thread.registers, thread) { return }
        unhandled(report, on: thread)
    }

    /// Ends what nobody handled: the innermost call that knows how to go on fails, or the thread or process ends.
    func unhandled(_ report: FaultReport, on thread: Thread) {
        var report = report
        let method = methodName(of: thread)
        let frame = unwind(thread)
        report.wasHandled = frame != nil
        // Where `__finally` blocks have run, its text was out before them.
        if report.printing == nil { output.write(&report) }
        observers.tell(.faults, .faultNoted(report))
        if let continuation = frame?.continuation {
            control.methodFault = method.map { MethodFault(method: $0, report: report) }
            defer { control.methodFault = nil }
            complete(thread) { () throws(CallStop) in try self.recover(continuation, thread) }
            return
        }
        let process = thread.current
        if process.isKernel || thread.owner.isKernel {
            output.writeLine(
                "Terminating thread \(thread.id == 0 ? "" : "0x\(hexadecimal(thread.id))") of \(thread.owner.name)")
            let owner = thread.owner
            endThread(thread, exitCode: report.code, fault: report)
            if !owner.isKernel { terminate(owner, report.code) } else { kernelThreadFailed(thread) }
        } else {
            terminate(process, report.code)
        }
    }

    func terminate(_ process: Process, _ code: UInt32) {
        guard process.isAlive else { return }
        process.wasTerminatedByFault = true
        output.writeLine("\(process.name) ended by an unhandled exception")
        finishProcess(process, exitCode: code)
    }

    /// The boot thread must not take the rest of the boot with it.
    private func kernelThreadFailed(_ thread: Thread) {
        if boot.isStarted, boot.threadID == thread.id { boot.isStarted = false }
    }

    /// The name of the innermost function that the kernel called, and whose end by a fault it deals with.
    private func methodName(of thread: Thread) -> String? {
        guard let frame = thread.frames.last(where: \.canRecover), let entry = frame.entry else { return nil }
        guard let (module, offset) = module(at: entry & ~1, thread) else { return "0x\(hexadecimal(entry & ~1))" }
        let name = module.symbols.name(at: offset, isReturn: false)
        return name?.split(separator: "+").first.map(String.init) ?? describe(entry & ~1, thread)
    }

    /// Takes frames off the thread up to the innermost one that knows how to go on.
    private func unwind(_ thread: Thread) -> Frame? {
        guard let position = thread.frames.lastIndex(where: \.canRecover) else { return nil }
        let frame = thread.frames[position]
        for dropped in thread.frames[(position + 1)...] {
            if let call = dropped.call, call != frame.call { observers.tell(.calls, .callEnded(call, .abandoned)) }
        }
        thread.frames.removeSubrange(position...)
        thread.resume = frame.resume
        thread.call = frame.call
        enter(frame.current, thread)
        return frame
    }
}
