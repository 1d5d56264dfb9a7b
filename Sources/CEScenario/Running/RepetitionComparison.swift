package import HostSystem
package import RunReports
package import ScenarioFiles

/// Holds the runs of a scenario against each other: the same scenario must give the same run.
package struct RepetitionComparison {
    /// Of each scenario the run that ended first: what it did, as a number, and its position.
    private var first: [String: (hash: Int, position: Int)] = [:]

    package init() {}

    /// The result, with a failure added when it differs from the scenario's run that ended first.
    /// - Parameters:
    ///   - position: which result it is.
    ///   - earlier: gives an earlier result in full.
    package mutating func checked(
        _ result: ScenarioResult, of scenario: Scenario, at position: Int,
        earlier: (Int) throws(FileError) -> ScenarioResult
    ) throws(FileError) -> ScenarioResult {
        guard result.problem == nil else { return result }
        let hash = result.observation.hashValue
        guard let known = first[scenario.selector] else {
            first[scenario.selector] = (hash, position)
            return result
        }
        guard known.hash != hash else { return result }
        let reference = try earlier(known.position)
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
