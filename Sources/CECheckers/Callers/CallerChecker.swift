import CEKernel

/// A checker of what drivers do with addresses of their callers. To be derived from.
class CallerChecker: RunningChecker {
    init(
        _ checker: Checker, _ setup: CheckerSetup, wanting wants: CallerTracker.Wants, events: MachineEvents = []
    ) {
        let tracker = setup.callers
        super.init(checker, setup, events)
        tracker.add(self, wants, setup)
    }

    func used(_ use: CallerAddressUse) {}
    func fetchedAgain(_ fetch: SecondFetch) {}

    /// A driver in the kernel has returned to its caller.
    /// - Parameter before: the beginning of the output buffer before the call.
    func returned(_ work: DriverWork, before: [UInt8], _ thread: Thread) {}
}
