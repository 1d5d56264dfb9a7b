package import Diagnostics

/// What a checker has to say.
package struct MachineFinding: Hashable, Sendable {
    package var checker: Checker
    package var severity: Severity
    /// The process whose code did it.
    package var process: String
    /// `smd.dll+0x1234 in VirtualFree`.
    package var place: String
    package var message: String
    package var hint: String?
}

/// The findings of a run, in order. Bounded: of a guest that errs without end the first ones tell enough.
final class FindingLog {
    static let capacity = 1000

    private(set) var findings: [MachineFinding] = []

    /// Keeps a finding, unless the very same is there already.
    func add(_ finding: MachineFinding) {
        guard findings.count < Self.capacity, !findings.contains(finding) else { return }
        findings.append(finding)
    }
}
