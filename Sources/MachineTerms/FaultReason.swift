/// Why an access or instruction was refused, as scenarios and results name it.
package enum FaultReason: String, Hashable, Sendable, CaseIterable, Codable {
    case alignment, translation, domain, permission, external, undefined, breakpoint, raised, unknown
    case accessFlag = "access-flag"
    case guardPage = "guard-page"
    case stackOverflow = "stack-overflow"
    case stackOverrun = "stack-overrun"
    case supervisorCall = "supervisor call"
    case notProvided = "not provided"
}
