internal import ArgumentParser
internal import CEScenario
internal import Diagnostics
internal import RunReports

extension ExitStatus {
    /// What a command throws to end with this status.
    var exitCode: ExitCode { ExitCode(rawValue) }

    /// The status of a run, worst first: a defect, a missing input, a malformed input, a failure.
    init(_ report: RunReport) {
        let problems = report.results.compactMap(\.problem)
        self =
            if problems.contains(.defect) {
                .defect
            } else if problems.contains(.missing) {
                .missingInput
            } else if problems.contains(.malformed) {
                .malformedInput
            } else {
                report.isGood ? .success : .failure
            }
    }
}
