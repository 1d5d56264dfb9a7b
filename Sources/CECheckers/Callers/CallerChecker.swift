import CEKernel
import GuestAddress

/// A driver uses an address of the user's half that its caller did not hand over in this call.
struct CallerAddressUse {
    let address: VirtualAddress
    /// Where.
    let place: String
    /// Whether the access is known to fault.
    let faults: Bool
    /// The call that the driver works for; nil on a thread of its own.
    let call: CallerPointers.Call?
    /// The buffer of a returned call that holds the address.
    let former: CallerBuffer?
    /// `a thread of the driver's own`.
    let user: String

    /// Whether the former buffer is of the process that is served now.
    var isOfSameProcess: Bool { former != nil && call?.process == former?.process }
}

/// A driver has read a byte of its caller's memory twice, and it had changed.
struct SecondFetch {
    let watcher: AccessWatcher
    let address: UInt32
    let change: FetchedBytes.Change
    /// Which one of the call: 0 is the input buffer, the others are embedded ones.
    let buffer: Int
    /// Where the buffer begins.
    let first: UInt32
    let caller: Process
}

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
