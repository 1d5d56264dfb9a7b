package import ARMMMU
package import GuestAddress
package import Unicorn

/// A guest access or instruction that the core, the MMU or the kernel refused.
package struct FaultReport: Sendable {
    /// What CE calls it.
    package enum Kind: String, Hashable, Sendable {
        case dataAbort = "data-abort"
        case prefetchAbort = "prefetch-abort"
        case undefinedInstruction = "undefined-instruction"
        case supervisorCall = "supervisor-call"
        case breakpoint
        case busError = "bus-error"
        /// The thread called what the machine does not provide.
        case notProvided = "not-provided"
        case raised = "raised-exception"

        /// Name and number in the first line of CE's text.
        var exception: (name: String, id: Int) {
            switch self {
            case .dataAbort, .busError: ("Data Abort", 4)
            case .prefetchAbort: ("Prefetch Abort", 3)
            case .undefinedInstruction, .breakpoint: ("Undefined Instruction", 1)
            case .supervisorCall: ("SWI", 2)
            case .notProvided, .raised: ("Raised Exception", -1)
            }
        }
    }

    package var kind: Kind
    /// `translation`, `permission`, `domain`, `external`, …
    package var reason: String
    /// The process whose code ran.
    package var process: String
    package var threadID: UInt32
    package var access: AccessKind?
    /// The bad virtual address.
    package var address: VirtualAddress?
    package var registers: CoreRegisters
    package var fault: Fault?
    package var walk: Walk?
    /// `ldr r3, [r1, #4]`.
    package var instruction: String?
    package var programCounter: String
    package var returnAddress: String
    package var instructions: UInt64
    /// CE's lines and what explains them.
    package var text: [String]
    /// Whether somebody handled it: the caller of a driver that faulted goes on.
    package var wasHandled = false
}
