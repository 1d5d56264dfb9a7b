/// What CE calls an access or instruction that was refused, as scenarios and results name it.
package enum FaultKind: String, Hashable, Sendable, CaseIterable, Codable {
    case dataAbort = "data-abort"
    case prefetchAbort = "prefetch-abort"
    case undefinedInstruction = "undefined-instruction"
    case supervisorCall = "supervisor-call"
    case breakpoint
    case busError = "bus-error"
    /// The thread called what the machine does not provide.
    case notProvided = "not-provided"
    case raised = "raised-exception"
}
