package import Diagnostics
package import RunReports
package import ScenarioFiles

extension ScenarioResult {
    /// The result of a scenario whose files are wrong.
    package init(name: String, file: String, errors: InputErrors) {
        self.init(
            name: name, file: file, status: .error, message: errors.description,
            problem: errors.isMissing ? .missing : .malformed)
    }

    /// The status that a run with these failures has.
    package static func status(
        of observation: ScenarioObservation, failures: [ExpectationFailure], expected: Expectations.Result
    ) -> Status {
        if failures.isEmpty { return .passed }
        switch observation.ending {
        case .crashed where expected != .crash: return .crashed
        case .timeout where expected != .timeout, .deadlock where expected != .timeout: return .timeout
        default: return .failed
        }
    }
}
