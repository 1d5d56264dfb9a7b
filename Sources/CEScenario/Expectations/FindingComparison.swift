internal import Diagnostics
internal import RunReports
internal import ScenarioFiles

/// Holds the findings of a run against the expected ones, one by one and in their order.
struct FindingComparison {
    private let found: [ScenarioObservation.Finding]

    init(_ found: [ScenarioObservation.Finding]) { self.found = found }

    /// The first difference, or none.
    func failures(of expected: Expectations.Located<[Expectations.Finding]>) -> [ExpectationFailure] {
        for number in 0..<max(found.count, expected.value.count) {
            let want = expected.value.indices.contains(number) ? expected.value[number] : nil
            let have = found.indices.contains(number) ? found[number] : nil
            if let want, let have, matches(want, have) { continue }
            return [
                ExpectationFailure(
                    "finding \(number + 1) of \(found.count)", expected: want.map(describe) ?? "no further one",
                    found: have.map { "\($0.id) at \($0.place) (\($0.severity): \($0.message))" } ?? "none",
                    at: want?.location ?? expected.location)
            ]
        }
        return []
    }

    private func matches(_ want: Expectations.Finding, _ have: ScenarioObservation.Finding) -> Bool {
        want.id == have.id && want.severity ?? have.severity == have.severity
            && (want.process ?? have.process).lowercased() == have.process.lowercased()
            && want.place.map(have.place.contains) ?? true && want.message.map(have.message.contains) ?? true
    }

    private func describe(_ finding: Expectations.Finding) -> String {
        var text = finding.id
        if let severity = finding.severity { text += ", \(severity)" }
        if let process = finding.process { text += ", in \(process)" }
        if let place = finding.place { text += ", at a place with \"\(place)\"" }
        if let message = finding.message { text += ", with \"\(message)\" in the message" }
        return text
    }
}
