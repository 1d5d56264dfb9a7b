/// Priorities, and who lends his: a thread that owns a mutex or a critical section runs at least at the priority of
/// those who wait for it, one level deep, as CE's documentation of priority inversion says.
extension Kernel {
    /// Sets a thread's own priority.
    package func setPriority(of thread: Thread, _ priority: Int) {
        thread.ownPriority = priority
        settlePriority(of: thread)
        scheduler.reconsider()
    }

    /// Has the owner of what a thread waits for run at that thread's priority, when its own is lower.
    func lendPriority(of waiter: Thread, to owner: Thread?) {
        guard let owner, owner.exitCode == nil, owner.priority > waiter.priority else { return }
        change(owner, waiter.priority)
    }

    /// A thread has let go of what others may have waited for, or has another priority of its own.
    package func settlePriority(of thread: Thread) {
        let lent = thread.ownedMutexes.compactMap { $0.waiters.next?.priority }.min()
        change(thread, min(thread.ownPriority, lent ?? .max))
    }

    private func change(_ thread: Thread, _ priority: Int) {
        guard thread.priority != priority else { return }
        thread.priority = priority
        if thread.state == .ready { scheduler.queue(thread) }
        scheduler.reconsider()
    }
}
