internal import ArgumentParser
internal import CEScenario

/// The exit status of both programs. Numbers from 64 on are those of sysexits.h.
enum ExitStatus: Int32 {
    case success = 0
    /// Findings of error severity, or a scenario that did not meet its expectations.
    case failure = 1
    /// The selection fits none of the scenarios.
    case nothingSelected = 2
    case usage = 64
    /// An input that cannot be read as what it should be.
    case malformedInput = 65
    /// An input that is not there, an output that cannot be written, or no room for a worker.
    case missingInput = 66
    /// A defect in the program itself.
    case defect = 70

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
