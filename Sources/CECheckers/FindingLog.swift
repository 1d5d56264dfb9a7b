import SavedState

/// The findings of a run, in order. Bounded: of a guest that errs without end the first ones tell enough.
final class FindingLog: SavedPart {
    static let capacity = 1000

    private(set) var findings: [MachineFinding] = []

    /// Keeps a finding, unless the very same is there already.
    func add(_ finding: MachineFinding) {
        guard findings.count < Self.capacity, !findings.contains(finding) else { return }
        findings.append(finding)
    }

    func carry(_ state: StateCarrier) throws { try state.carry(&findings) }
}
