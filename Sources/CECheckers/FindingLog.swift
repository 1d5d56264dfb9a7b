import SavedState

/// The findings of a run, in order. Bounded: of a guest that errs without end the first ones tell enough.
final class FindingLog: SavedPart {
    static let capacity = 1000

    private(set) var findings: [MachineFinding] = []

    /// Keeps a finding, unless the very same is there already.
    /// - Returns: its position when it is new.
    func add(_ finding: MachineFinding) -> Int? {
        guard findings.count < Self.capacity, !findings.contains(finding) else { return nil }
        findings.append(finding)
        return findings.count - 1
    }

    /// Says more of a finding that is there.
    func revise(_ position: Int, _ message: String, hint: String?) {
        guard findings.indices.contains(position) else { return }
        findings[position].message = message
        findings[position].hint = hint
    }

    func carry(_ state: StateCarrier) throws { try state.carry(&findings) }
}
