internal import CECheckers
internal import Diagnostics
internal import HostSystem
internal import JSON
internal import OEMAddrTable
internal import RunReports

/// A run in SARIF: what its scenarios expected and did not get, each on the line that expects it, and what the checkers
/// found, at the scenario. Rules of the map are expectations that have a name.
struct FailureReport {
    private static let expectation = "expectation"

    let document: JSONValue

    /// - Throws: `FileError` when a result cannot be read back.
    init(_ report: RunReport) throws(FileError) {
        var findings: [Finding] = []
        for result in report.results {
            let whole = try report.whole(result)
            findings += Self.failures(of: whole)
            findings += Self.findings(of: whole)
        }
        document = SARIFReport(toolVersion: ProgramVersion.text, rules: Self.rules).document(of: findings)
    }

    private static func failures(of result: ScenarioResult) -> [Finding] {
        let circumstances =
            ThreadText(result.observation).lines + RefusalText(result.observation).entries
        return result.failures.enumerated().map { index, failure in
            Finding(
                isRule(failure) ? Checker.mapContracts.id : expectation, .error, at: failure.location,
                "\(result.name): \(failure.text): expected \(failure.expected), found \(failure.found)",
                // Told once, with the first.
                notes: index == 0 ? circumstances.map { Finding.Note($0) } : [])
        }
    }

    /// A rule of the map has a name of its own, which `explain` knows.
    private static func isRule(_ failure: ExpectationFailure) -> Bool { failure.text == "map" }

    /// What a scenario that passes found it expects, or does not mind: a note.
    private static func findings(of result: ScenarioResult) -> [Finding] {
        result.observation.findings.filter { $0.id != Checker.mapContracts.id }.map { finding in
            Finding(
                finding.id, result.isGood ? .note : finding.severity, at: SourceLocation(file: result.file, line: 1),
                "\(result.name): \(finding.place): \(finding.message)", hint: finding.hint)
        }
    }

    private static var rules: [String: SARIFReport.Rule] {
        var rules = Dictionary(
            Checker.allCases.map {
                ($0.id, SARIFReport.Rule(title: $0.title, explanation: $0.explanation, severity: .error))
            }, uniquingKeysWith: { first, _ in first })
        rules[expectation] = SARIFReport.Rule(
            title: "an expectation of a scenario is not met",
            explanation: "What 'expect' in the scenario file says did not happen in the run, or something else did.",
            severity: .error)
        return rules
    }
}
