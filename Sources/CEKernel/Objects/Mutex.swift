package import SavedState

/// A mutex, owned by a thread.
package final class Mutex: Waitable {
    package let name: String?
    /// Unowned: a thread that ends passes its mutexes on.
    package unowned var owner: Waiter?
    package var depth = 0
    /// The address behind the call by which the owner took it.
    package private(set) var takenAt: UInt32 = 0
    package var waiters = WaitQueue()

    package init(name: String?) { self.name = name }

    package func consume(for waiter: Waiter) -> Bool {
        guard owner == nil || owner === waiter || owner?.exitCode != nil else { return false }
        if owner !== waiter {
            depth = 0
            takenAt = waiter.place
            waiter.ownedMutexes.append(self)
        }
        owner = waiter
        depth += 1
        return true
    }

    private enum CodingKeys: CodingKey { case name }

    package func carry(_ state: StateCarrier) throws {
        var holder = owner.flatMap { $0 as? any SavedObject }.map { AnySavedObject($0) }
        try state.carry(&holder)
        owner = holder?.object as? Waiter
        try state.carry(&depth)
        try state.carry(&takenAt)
        try state.carry(&waiters)
    }
}
