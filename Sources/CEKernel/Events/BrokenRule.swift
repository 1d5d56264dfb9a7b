import CEMemory
package import GuestAddress

/// Why a call is refused, where no rule of memory says it. It is made where the rule is checked, when the rule is
/// broken and somebody listens, and goes with the end of the call.
package enum BrokenRule {
    /// A rule with a stable name, in words.
    case words(rule: String, text: String)
    /// An address that the call could not reach.
    case pointer(VirtualAddress)
    /// A word that is no handle of what the call takes, as `a mutex`; where it was, if it is no argument.
    case handle(UInt32, takes: String, place: String?)
    /// A number that is the id of no such thing, as `process`.
    case identifier(UInt32, of: String)
    /// An address at which no block of a heap begins.
    case block(UInt32, heap: UInt32)
    /// An address that is not what the call takes, as `the beginning of a view`.
    case address(VirtualAddress, takes: String)
    /// A file that somebody has open.
    case opened(GuestFile)
    /// There are as many handles as there can be.
    case noHandles

    /// The stable name that reports have for it.
    package var name: String {
        switch self {
        case .words(let rule, _): rule
        case .pointer: "pointer"
        case .handle: "handle"
        case .identifier: "id"
        case .block: "block"
        case .address: "address"
        case .opened: "open"
        case .noHandles: "handles"
        }
    }
}
