import CEDevices
import CEMemory
import Unicorn

/// Calls that are answered where the guest makes them, inside of the engine's run. What becomes of the thread is the
/// same as with a run that ends at the call: whatever `runThread` would have to look at ends the run.
extension Kernel {
    /// Answers a branch to a system-call address.
    func answerCall(at address: UInt32) -> TrapAnswer {
        guard let limit = control.runLimit, let thread = scheduler.running, !board.busErrors.isPending,
            control.misalignment == nil, let target = calling.traps.decode(address)
        else { return .none }
        thread.takeCall(from: engine, at: address)
        // A function that returns leaves all registers to its caller.
        if target == .guestReturn { thread.fetchRest() }
        defer { thread.leaveRest() }
        guard !thread.callRegisters.isThumb else { return .none }
        dispatch(target, thread)
        payForEntries()
        if goesOn(thread, limit) { return .goOn }
        thread.fetchRest()
        return .answered
    }

    /// Has a thread go on without ending the run, unless something has to be done before.
    private func goesOn(_ thread: Thread, _ limit: UInt64) -> Bool {
        guard thread.state == .running, scheduler.isSettled, thread.pendingStart == nil, !memory.translationsAreStale,
            processes.loaded === thread.addressSpace, !board.wiring.core.isHigh, !control.isBroken, !control.isStopped,
            !isPauseDue
        else { return false }
        let now = engine.instructions
        let end = turnEnd(of: thread, limit: limit)
        guard now < end, control.mayGoOn(at: now) else { return false }
        observers.tell(.turns, .threadResumes(thread))
        return engine.goOn(with: thread.callRegisters, limit: min(end, now + RunControl.slice))
    }
}
