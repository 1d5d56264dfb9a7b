import CEMemory
import Unicorn

/// Waiting and waking: who gets a signal depends on priority and order of arrival only.
extension Kernel {
    /// The timeout that never passes.
    package static let infinite: UInt32 = 0xFFFF_FFFF

    /// Makes a thread wait for the first of several objects.
    /// - Parameters:
    ///   - objects: in the order in which they are tried; none to sleep.
    ///   - milliseconds: 0 does not wait, `infinite` never gives up.
    ///   - end: what the call's result is.
    package func wait(
        _ thread: Thread, on objects: [any Waitable], milliseconds: UInt32, then end: WaitEnd
    ) -> CallResult {
        memory.physical.hostWork.look(at: objects.count, each: 16)
        for (index, object) in objects.enumerated() where object.consume(for: thread) {
            return result(of: end, thread, index)
        }
        guard milliseconds != 0 else { return result(of: end, thread, nil) }
        let deadline =
            milliseconds == Self.infinite
            ? nil : engine.instructions + board.clock.instructions(milliseconds: milliseconds)
        scheduler.begin(
            Wait(objects: objects, end: end, since: engine.instructions), of: thread, deadline: deadline)
        for object in objects {
            object.waiters.add(thread)
            if let mutex = object as? Mutex { lendPriority(of: thread, to: mutex.owner as? Thread) }
        }
        return .pending
    }

    /// Makes a thread wait for the next tick of the system: they are a millisecond apart.
    package func waitForTick(_ thread: Thread) -> CallResult {
        let length = board.clock.instructionsPerMillisecond
        let next = (engine.instructions / length + 1) * length
        scheduler.begin(Wait(objects: [], end: .zero), of: thread, deadline: next)
        return .pending
    }

    /// Makes a thread wait for a critical section, for as long as it takes.
    /// - Parameter owner: the id of the thread that is inside, as the guest's memory says.
    package func wait(_ thread: Thread, for section: CriticalSectionKey, owner: UInt32) -> CallResult {
        memory.physical.hostWork.look(at: scheduler.threads.count / 4)
        lendPriority(of: thread, to: scheduler.threads.first { $0.id == owner })
        scheduler.begin(
            Wait(objects: [], end: .zero, section: section, since: engine.instructions), of: thread, deadline: nil)
        objects.add(thread, waitingFor: section)
        return .pending
    }

    /// - Parameter index: the position of the object that was signalled, or nil for a timeout.
    private func result(of end: WaitEnd, _ thread: Thread, _ index: Int?) -> CallResult {
        switch end {
        case .index: return .value(index.map { UInt32(truncatingIfNeeded: $0) } ?? WaitEnd.timeout)
        case .zero: return .value(0)
        case .message(let transfer): return finish(transfer, thread, isReady: index != nil)
        case .bootPause:
            thread.pendingStart = .boot
            return .pending
        }
    }

    /// Gives an object's signal to the threads that wait for it, for as long as it lasts.
    package func signal(_ object: any Waitable) {
        if let event = object as? Event, event.isManual { return signalAll(event) }
        while let thread = object.waiters.nextThread, object.consume(for: thread) {
            memory.physical.hostWork.look(at: object.waiters.count)
            wake(thread, index: scheduler.wait(of: thread)?.objects.firstIndex { $0 === object })
        }
    }

    /// A manual event wakes all who wait: looked through once, thousands cost no more than each one.
    private func signalAll(_ event: Event) {
        guard event.isSignalled, !event.waiters.isEmpty else { return }
        memory.physical.hostWork.look(at: event.waiters.count)
        for waiter in event.waiters.inOrder {
            guard let thread = waiter as? Thread else { continue }
            wake(thread, index: scheduler.wait(of: thread)?.objects.firstIndex { $0 === event })
        }
    }

    /// Wakes the threads whose deadline has passed.
    func wakeExpired() {
        while let thread = scheduler.takeExpired(at: engine.instructions) { wake(thread, index: nil) }
    }

    /// Ends a wait with its result.
    package func wake(_ thread: Thread, index: Int?) {
        guard let wait = scheduler.wait(of: thread) else { return }
        cancelWait(of: thread)
        complete(thread) { result(of: wait.end, thread, index) }
        if case .waiting = thread.state, scheduler.wait(of: thread) == nil { scheduler.makeReady(thread) }
    }

    /// Takes a thread out of everything it waits in, without a result: it ends, or its wait is over.
    func cancelWait(of thread: Thread) {
        guard let wait = scheduler.endWait(of: thread) else { return }
        for object in wait.objects {
            // Moving the others up is cheap.
            memory.physical.hostWork.look(at: 1 + object.waiters.count / 16)
            object.waiters.remove(thread)
        }
        guard let section = wait.section else { return }
        memory.physical.hostWork.look(at: objects.count(waitingFor: section))
        objects.remove(thread, waitingFor: section)
    }

    /// Passes on the mutexes of a thread that has ended; its exit code is set.
    func abandonMutexes(of thread: Thread) {
        let owned = thread.ownedMutexes
        thread.ownedMutexes = []
        for mutex in owned where mutex.owner === thread {
            mutex.owner = nil
            mutex.depth = 0
            signal(mutex)
        }
    }
}
