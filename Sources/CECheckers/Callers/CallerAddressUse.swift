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
