import CEScenario
import Diagnostics
import OEMAddrTable
import RunReports
import Testing

@testable import CEBSPCommands

@Suite struct GitHubAnnotationTests {
    @Test func `failures are placed at their lines, with line feeds and colons escaped`() {
        let report = RunReport(
            tool: "", engine: "",
            results: [
                ScenarioResult(
                    name: "n", file: "f", status: .failed,
                    failures: [
                        .init(
                            "output", expected: "100%\n", found: "x",
                            at: SourceLocation(file: "a,b:c.yaml", line: 7, column: 3))
                    ]),
                ScenarioResult(name: "m", file: "g", status: .error, message: "no"),
                ScenarioResult(name: "ok", file: "h", status: .passed),
            ])
        #expect(
            GitHubAnnotations.lines(report) == [
                "::error file=a%2Cb%3Ac.yaml,line=7::n: output: expected 100%25%0A, found x", "::error file=g::m: no",
            ])
    }

    @Test func `no text gets out of its command`() {
        let name = "n\r\n::error::x\u{1B}[1m%"
        let report = RunReport(
            tool: "", engine: "",
            results: [ScenarioResult(name: name, file: "f\r\n::x", status: .error, message: "\u{9B}m")])
        #expect(
            GitHubAnnotations.lines(report) == [
                "::error file=f\u{FFFD}%0A%3A%3Ax::n\u{FFFD}%0A::error::x\u{FFFD}[1m%25: \u{FFFD}m"
            ])
    }
}
