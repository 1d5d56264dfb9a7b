package import CEMemory
package import SavedState

/// An event object.
package final class Event: Waitable {
    package let name: String?
    package let isManual: Bool
    package var isSignalled: Bool
    package var data: UInt32 = 0
    /// The SYSINTR value that sets it: such an event is for WaitForSingleObject of one thread.
    package internal(set) var sysintr: UInt32?
    package var waiters = WaitQueue()
    /// The PulseEvent that nobody waited for, when nothing has set the event since.
    package var lostPulse: CallSite?

    package init(name: String?, isManual: Bool, isSignalled: Bool) {
        self.name = name
        self.isManual = isManual
        self.isSignalled = isSignalled
    }

    package func consume(for waiter: Waiter) -> Bool {
        guard isSignalled else { return false }
        if !isManual { isSignalled = false }
        return true
    }

    private enum CodingKeys: CodingKey { case name, isManual, isSignalled }

    package func carry(_ state: StateCarrier) throws {
        try state.carry(&data)
        try state.carry(&sysintr)
        try state.carry(&waiters)
        try state.carry(&lostPulse)
    }
}
