internal import CEScenario
import Diagnostics
internal import HostSystem
internal import PrintableText
internal import RunReports

/// Workflow commands that make GitHub show failures at their lines.
enum GitHubAnnotations {
    /// Prints them when the environment says that GitHub reads them.
    static func print(_ report: RunReport, to stream: StandardStream) {
        guard Environment.value("GITHUB_ACTIONS") == "true" else { return }
        stream.write(commands: lines(report).map { $0 + "\n" }.joined())
    }

    /// One command a failure, or one for a scenario that could not be run.
    static func lines(_ report: RunReport) -> [String] {
        report.results.filter { !$0.isGood }.flatMap { result in
            if result.failures.isEmpty {
                let text = "\(result.name): \(result.message ?? result.status.rawValue)"
                return ["::error file=\(property(result.file))::\(data(text))"]
            }
            return result.failures.map { failure in
                let place = "file=\(property(failure.location.file)),line=\(max(1, failure.location.line))"
                let text = "\(result.name): \(failure.text): expected \(failure.expected), found \(failure.found)"
                return "::error \(place)::\(data(text))"
            }
        }
    }

    private static func data(_ text: String) -> String { escaped(text, ["%": "%25", "\n": "%0A"]) }

    private static func property(_ text: String) -> String {
        escaped(text, ["%": "%25", "\n": "%0A", ":": "%3A", ",": "%2C"])
    }

    /// Scalar by scalar: a carriage return and a line feed are one character of a Swift string, which equals neither.
    private static func escaped(_ text: String, _ escapes: [Unicode.Scalar: String]) -> String {
        var result = ""
        for scalar in printable(text, keepsLines: true).unicodeScalars {
            if let escape = escapes[scalar] { result += escape } else { result.unicodeScalars.append(scalar) }
        }
        return result
    }
}
