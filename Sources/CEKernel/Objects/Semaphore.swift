package import SavedState

/// A semaphore.
package final class Semaphore: Waitable {
    package let name: String?
    package var count: Int32
    package let maximum: Int32
    package var waiters = WaitQueue()

    package init(name: String?, count: Int32, maximum: Int32) {
        self.name = name
        self.count = count
        self.maximum = maximum
    }

    package func consume(for waiter: Waiter) -> Bool {
        guard count > 0 else { return false }
        count -= 1
        return true
    }

    private enum CodingKeys: CodingKey { case name, count, maximum }

    package func carry(_ state: StateCarrier) throws { try state.carry(&waiters) }
}
