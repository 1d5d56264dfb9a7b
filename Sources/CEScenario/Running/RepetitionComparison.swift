/// Holds the runs of a scenario against each other: the same scenario must give the same run.
public struct RepetitionComparison {
    private var first: [String: ScenarioResult] = [:]

    public init() {}

    /// The result, with a failure added when it differs from the scenario's run that ended first.
    public mutating func checked(_ result: ScenarioResult, of scenario: Scenario) -> ScenarioResult {
        guard let reference = first[scenario.selector] else {
            first[scenario.selector] = result
            return result
        }
        guard result.problem == nil, reference.problem == nil, result.observation != reference.observation else {
            return result
        }
        var changed = result
        if changed.status == .passed { changed.status = .failed }
        changed.failures.append(
            ExpectationFailure(
                "run \(result.repetition) compared with run \(reference.repetition)", expected: "the same run",
                found: Self.difference(reference.observation, result.observation), at: scenario.location))
        return changed
    }

    private static func difference(_ old: ScenarioObservation, _ new: ScenarioObservation) -> String {
        if old.output != new.output {
            let line = zip(old.output, new.output).enumerated().first { $0.element.0 != $0.element.1 }?.offset
            return "other output from line \((line ?? min(old.output.count, new.output.count)) + 1)"
        }
        if old.instructions != new.instructions {
            return "\(new.instructions) instructions instead of \(old.instructions)"
        }
        if old.calls != new.calls { return "other kernel calls" }
        if old.mappings != new.mappings { return "other mappings" }
        if old.ledger != new.ledger { return "other page figures" }
        return "another end"
    }
}
