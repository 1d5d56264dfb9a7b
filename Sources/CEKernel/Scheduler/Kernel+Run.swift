internal import ARMCore
import CEDevices
import Unicorn

/// How a run of the machine ended.
package enum RunResult: Hashable, Sendable {
    /// Every process has exited.
    case completed
    /// Virtual time ran out.
    case timeout
    /// Every thread waits for something that cannot happen any more.
    case deadlock
    /// A breakpoint that was to end it.
    case breakpoint
    /// Somebody outside wanted it to end, see `RunLimit`.
    case stopped
    /// As many calls were made as the host wanted; the run goes on when it is asked for again.
    case paused
}

extension Kernel {
    /// Runs threads until every process has exited, or the clock reaches `limit`.
    /// - Parameters:
    ///   - limit: instructions since boot.
    ///   - calls: the number of calls since boot behind which the run pauses.
    /// - Throws: what the engine throws; a guest can cause none of it.
    package func run(limit: UInt64, calls: UInt64 = .max) throws -> RunResult {
        control.pauseAt = calls
        // A run that was paused goes on with the very thread: nothing may come in between.
        if let thread = scheduler.running, thread.state == .running {
            try runThread(thread, limit: limit, isResumed: true)
        }
        while true {
            if isPauseDue { return .paused }
            if control.isStopped { return .stopped }
            if control.isBroken { return .breakpoint }
            guard engine.instructions < limit else { return .timeout }
            attendDevices()
            wakeExpired()
            payForEntries()
            guard let thread = scheduler.next else {
                account()
                if isFinished { return .completed }
                guard let next = nextHappening else { return .deadlock }
                guard next <= limit else {
                    engine.advanceClock(by: limit - engine.instructions)
                    return .timeout
                }
                scheduler.idle &+= next - engine.instructions
                engine.advanceClock(by: next - engine.instructions)
                continue
            }
            if isFinished { return .completed }
            try runThread(thread, limit: limit)
        }
    }

    var isPauseDue: Bool { calling.trace.total >= control.pauseAt }

    /// Whether nothing is left to do: drivers' own threads may still wait for work.
    private var isFinished: Bool {
        !boot.isStarted && boot.isDone && drivers.rundowns == 0 && processes.living.count == 1 + drivers.hosts.count
    }

    /// Runs one thread until it waits, ends, or has to make room for another.
    /// - Parameter isResumed: whether it had the core when the run was paused.
    private func runThread(_ thread: Thread, limit: UInt64, isResumed: Bool = false) throws {
        switchTo(thread)
        if !isResumed, thread.quantumEnd <= engine.instructions {
            thread.quantumEnd = engine.instructions + thread.quantum
        }
        while thread.state == .running, !control.isBroken {
            if let start = thread.pendingStart {
                thread.pendingStart = nil
                complete(thread) { () throws(CallStop) in try self.begin(start, thread) }
                continue
            }
            let end = turnEnd(of: thread, limit: limit)
            guard engine.instructions < end else {
                guard try makeScheduledSwitch(thread) else { continue }
                scheduler.requeue(thread)
                return
            }
            try load(thread.addressSpace)
            try refreshTranslations()
            engine.writeRegisters(thread.registers)
            observers.tell(.turns, .threadResumes(thread))
            control.runLimit = limit
            defer { control.runLimit = nil }
            let stop = try engine.run(
                from: thread.registers.pc | (thread.registers.isThumb ? 1 : 0),
                limit: min(end, engine.instructions + RunControl.slice))
            if stop != .answered {
                thread.registers = engine.readRegisters()
                handle(stop, thread, end)
                payForEntries()
            }
            attendDevices()
            if control.isStopped || control.isTimeToAsk(stop, at: engine.instructions) && control.isToEnd() {
                if thread.state == .running { scheduler.queue(thread) }
                return
            }
            if scheduler.takeReschedule(), thread.state == .running, scheduler.hasReady(above: thread.priority) {
                scheduler.queue(thread)
                return
            }
            if isPauseDue { return }
        }
    }

    /// When something happens without that a thread runs, in instructions; nil when nothing will.
    private var nextHappening: UInt64? {
        let next = min(scheduler.nextDeadline ?? .max, board.wiring.time.next)
        return next == .max ? nil : next
    }

    /// When a thread's turn ends, or something happens, in instructions.
    func turnEnd(of thread: Thread, limit: UInt64) -> UInt64 {
        // Two at a time: `min` of more makes an array of them, and every call of a guest comes here.
        let deadline = min(scheduler.nextDeadline ?? .max, board.wiring.time.next)
        return min(min(limit, thread.quantumEnd), min(deadline, control.switches?.next ?? .max))
    }

    /// Asked inside a call that may take the host long: whether it is to end early. The run ends then.
    package func isToEnd() -> Bool { control.isToEnd() }

    /// Settles the account of the thread that has had the core.
    func account() {
        guard let (thread, since) = scheduler.account(at: engine.instructions) else { return }
        observers.tell(.switches, .threadRan(thread, since: since))
    }

    /// Has the times of all threads be those of now.
    package func accountForThreads() {
        account()
        scheduler.begin(at: engine.instructions)
    }

    /// Milliseconds in which no thread had anything to do.
    package var idleMilliseconds: UInt32 { board.clock.milliseconds(scheduler.idle) }

    private func switchTo(_ thread: Thread) {
        account()
        thread.activity.resumes(at: engine.instructions)
        if scheduler.running !== thread { thread.activity.switched() }
        if scheduler.running !== thread, engine.cpu.hasFloatingPoint {
            scheduler.running?.floatingPoint = engine.readFloatingPoint()
            engine.writeFloatingPoint(thread.floatingPoint ?? FloatingPointRegisters())
        }
        scheduler.run(thread)
        scheduler.begin(at: engine.instructions)
    }

    /// - Parameter end: the time at which the thread's turn ends, or something happens.
    func handle(_ stop: StopReason, _ thread: Thread, _ end: UInt64) {
        if let cause = takeMisalignment(thread) {
            raise(cause, on: thread)
            return
        }
        if let error = board.busErrors.take() {
            if case .refusedAccess(let place) = stop { self.stop(thread, at: error, place) }
            raise(.busError(error), on: thread)
            return
        }
        switch stop {
        case .exception(.prefetchAbort):
            let pc = thread.registers.pc
            guard let target = calling.traps.decode(pc) else {
                if pageInCode(thread) { payForPageIn() } else { raise(.fetch(pc), on: thread) }
                return
            }
            dispatch(target, thread)
        case .exception(.dataAbort):
            if pageInData(thread) { payForPageIn() } else if !hostBegins(thread) { raise(.data, on: thread) }
        case .exception(.undefinedInstruction):
            raise(breakpointLength(thread.registers, thread) == nil ? .undefinedInstruction : .breakpoint, on: thread)
        case .exception(.breakpoint): raise(.breakpoint, on: thread)
        case .exception(.supervisorCall), .exception(.other): raise(.supervisorCall, on: thread)
        case .hint: pause(thread, isIdle: isWaitForEvent(thread), until: end)
        case .waitForInterrupt: pause(thread, isIdle: true, until: end)
        // Only code that the kernel did not map is there.
        case .reachedEnd: raise(.fetch(thread.registers.pc), on: thread)
        case .clockLimit, .requested, .refusedAccess, .answered: break
        }
    }
}
