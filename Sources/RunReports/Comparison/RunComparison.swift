package import MachineTerms

/// Two runs, scenario by scenario.
package struct RunComparison {
    /// A scenario in both runs, or in one.
    package struct Pair {
        package let before: ScenarioResult?
        package let after: ScenarioResult?
        package let figuresBefore: [RunFigure: UInt64]
        package let figuresAfter: [RunFigure: UInt64]

        fileprivate init(_ before: ScenarioResult?, _ after: ScenarioResult?) {
            self.before = before
            self.after = after
            figuresBefore = before?.figures ?? [:]
            figuresAfter = after?.figures ?? [:]
        }

        /// The scenario's name, as the later run has it.
        package var name: String { (after ?? before)?.name ?? "" }

        /// What patterns of a budget may match: the scenario's name, its file and what `cebsp run` takes.
        package var names: Set<String> {
            Set([before, after].compactMap { $0 }.flatMap { [$0.name, $0.file, $0.selector] })
        }

        /// Whether anything is other than before that does not depend on the host.
        package var differs: Bool {
            before?.status != after?.status
                || RunFigure.allCases.contains { $0 != .hostTime && figuresBefore[$0] != figuresAfter[$0] }
        }
    }

    /// In the order of the later run; what only the earlier one has stands at the end.
    package let pairs: [Pair]

    /// What belongs together has one selector and repetition. What a run has several times is paired in order.
    package init(from old: RunReport, to new: RunReport) {
        struct Key: Hashable {
            var selector: String
            var repetition: Int
            var occurrence: Int
        }
        func keyed(_ results: [ScenarioResult]) -> [(Key, ScenarioResult)] {
            var seen: [Key: Int] = [:]
            return results.map { result in
                var key = Key(selector: result.selector, repetition: result.repetition, occurrence: 0)
                let occurrence = seen[key, default: 0]
                seen[key] = occurrence + 1
                key.occurrence = occurrence
                return (key, result)
            }
        }
        let before = keyed(old.results)
        let after = keyed(new.results)
        let byKey = Dictionary(before) { first, _ in first }
        let kept = Set(after.map(\.0))
        pairs =
            after.map { Pair(byKey[$0], $1) } + before.filter { !kept.contains($0.0) }.map { Pair($0.1, nil) }
    }
}
