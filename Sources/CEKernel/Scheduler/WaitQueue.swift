/// The threads that wait for one object, in order of arrival.
package struct WaitQueue {
    /// Unowned: the kernel holds every thread that has not ended, and one that ends waits for nothing any more.
    private struct Entry {
        unowned let thread: Thread
    }

    private var entries: [Entry] = []

    package init() {}

    package mutating func add(_ thread: Thread) { entries.append(Entry(thread: thread)) }
    mutating func remove(_ thread: Thread) { entries.removeAll { $0.thread === thread } }
    var isEmpty: Bool { entries.isEmpty }
    var count: Int { entries.count }

    /// The thread of the highest priority that has waited longest.
    package var next: Thread? {
        guard var best = entries.first?.thread else { return nil }
        for entry in entries where entry.thread.priority < best.priority { best = entry.thread }
        return best
    }
}

/// What becomes of a call when its wait is over.
package enum WaitEnd: Hashable {
    /// The wait calls: the position of the object, or WAIT_TIMEOUT.
    case index
    /// Sleep and critical sections.
    case zero
    /// A pause between two steps of the boot script.
    case bootPause

    /// WAIT_TIMEOUT.
    static let timeout: UInt32 = 0x102
}

/// What a thread waits for and how the call ends.
package struct Wait {
    /// The objects, in the order of the handles; empty for Sleep.
    var objects: [any Waitable]
    var end: WaitEnd
    /// The critical section that is waited for, which is no object.
    package var section: CriticalSectionKey?
}

/// What a thread can wait for.
package protocol Waitable: AnyObject {
    var waiters: WaitQueue { get set }
    /// Takes the signal for a thread, if there is one: an automatic event is reset, a mutex is owned.
    func consume(for thread: Thread) -> Bool
}

extension Thread: Waitable {
    package func consume(for thread: Thread) -> Bool { exitCode != nil }
}

extension Process: Waitable {
    package func consume(for thread: Thread) -> Bool { exitCode != nil }
}

/// An event object.
package final class Event: Waitable {
    let name: String?
    let isManual: Bool
    package var isSignalled: Bool
    package var data: UInt32 = 0
    package var waiters = WaitQueue()

    package init(name: String?, isManual: Bool, isSignalled: Bool) {
        self.name = name
        self.isManual = isManual
        self.isSignalled = isSignalled
    }

    package func consume(for thread: Thread) -> Bool {
        guard isSignalled else { return false }
        if !isManual { isSignalled = false }
        return true
    }
}

/// A mutex, owned by a thread.
package final class Mutex: Waitable {
    let name: String?
    /// Unowned: a thread that ends passes its mutexes on.
    package unowned var owner: Thread?
    package var depth = 0
    package var waiters = WaitQueue()

    package init(name: String?) { self.name = name }

    package func consume(for thread: Thread) -> Bool {
        guard owner == nil || owner === thread || owner?.exitCode != nil else { return false }
        if owner !== thread {
            depth = 0
            thread.ownedMutexes.append(self)
        }
        owner = thread
        depth += 1
        return true
    }
}

/// A semaphore.
package final class Semaphore: Waitable {
    let name: String?
    package var count: Int32
    package let maximum: Int32
    package var waiters = WaitQueue()

    package init(name: String?, count: Int32, maximum: Int32) {
        self.name = name
        self.count = count
        self.maximum = maximum
    }

    package func consume(for thread: Thread) -> Bool {
        guard count > 0 else { return false }
        count -= 1
        return true
    }
}
