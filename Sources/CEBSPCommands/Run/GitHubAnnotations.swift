internal import CEScenario
internal import HostSystem
internal import OEMAddrTable

/// Workflow commands that make GitHub show failures at their lines.
enum GitHubAnnotations {
    /// Prints them when the environment says that GitHub reads them.
    static func print(_ report: RunReport) {
        guard Environment.value("GITHUB_ACTIONS") == "true" else { return }
        StandardStream.output.write(lines(report).map { $0 + "\n" }.joined())
    }

    /// One command a failure, or one for a scenario that could not be run.
    static func lines(_ report: RunReport) -> [String] {
        report.results.filter { !$0.isGood }.flatMap { result in
            if result.failures.isEmpty {
                return [
                    "::error file=\(property(result.file))::\(data("\(result.name): \(result.message ?? result.status.rawValue)"))"
                ]
            }
            return result.failures.map { failure in
                let place = "file=\(property(failure.location.file)),line=\(max(1, failure.location.line))"
                let text = "\(result.name): \(failure.text): expected \(failure.expected), found \(failure.found)"
                return "::error \(place)::\(data(text))"
            }
        }
    }

    private static func data(_ text: String) -> String {
        text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }

    private static func property(_ text: String) -> String {
        data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
}
