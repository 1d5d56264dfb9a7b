import CEScenario
import HostSystem
import JSON
import MachineTerms
import RunReports
import TestSupport
import Testing

/// The three reports of one run say the same.
@Suite struct ReportAgreementTests {
    /// One scenario of each status but "crashed" and "timeout", which are failures as well.
    private static func folder() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let fixtures = Fixtures.root
        func write(_ name: String, image: String = "printf.exe", _ more: String = "") throws {
            try folder.write(
                """
                version: 1
                name: "\(name) <&>"
                board: \(fixtures)/boards/s3c2440/board.yaml
                timeout: 1ms
                files: [\(fixtures)/guests/bin/armv4i/\(image)]
                processes: [{ image: \(image) }]
                \(more)
                """, to: "\(name).scenario.yaml")
        }
        try write("a-passed")
        try write("b-failed", "expect: { output: [{ contains: nothing like it }, { absent: \"%\" }], leaks: 3 }")
        try write("c-skipped", "skip: not today")
        try write("d-timeout", image: "loop.exe")
        try write("e-error", "inject: [{ call: NoSuchFunction, error: 5 }]")
        try write("f-matrix", "matrix: { n: [1, 2] }")
        try folder.write("version: 1\nnam: x\n", to: "g-broken.scenario.yaml")
        return folder
    }

    @Test func `JSON, JUnit and HTML agree`() throws {
        let folder = try Self.folder()
        #expect(
            CommandLine.status(
                "run", folder.path, "--jobs", "1", "--json", folder.file("r.json"), "--junit", folder.file("r.xml"),
                "--html", folder.file("r.html")) == 65)
        let report = try #require(RunReport(json: try JSONValue(parsing: try FileAccess().read(folder.file("r.json")))))
        #expect(
            report.results.map(\.status) == [.passed, .failed, .skipped, .timeout, .error, .passed, .passed, .error])
        let junit = try JUnitDocument(parsing: try FileAccess().read(folder.file("r.xml")), path: "r.xml")
        #expect(junit.cases.map(\.name) == report.results.map(\.name))
        #expect(junit.cases.map(\.selector) == report.results.map(\.selector))
        #expect(junit.results.map(\.status) == report.results.map(\.status))
        #expect(junit.results.map(\.problem) == report.results.map(\.problem))
        #expect(
            junit.cases.map(\.output)
                == report.results.map { result in
                    let lines = result.observation.output
                    return lines.isEmpty ? nil : lines.joined(separator: "\n")
                })
        for (test, result) in zip(junit.cases, report.results) {
            #expect(abs(Double(test.milliseconds) / 1000 - result.seconds) <= 0.001)
            for failure in result.failures {
                #expect(test.problem?.details.contains(failure.description) == true, "\(result.name)")
            }
        }
        try Self.compare(report, html: try folder.text("r.html"))
    }

    private static func compare(_ report: RunReport, html: String) throws {
        #expect(html.contains("<h1>Scenarios: \(report.summary)</h1>"))
        let sections = html.split(separator: "<details class=\"scenario\" data-status=\"").dropFirst()
        #expect(sections.count == report.results.count)
        for (section, result) in zip(sections, report.results) {
            #expect(section.hasPrefix("\(result.status.rawValue)\""))
            #expect(section.contains("<span class=\"name\">\(escaped(result.name))</span>"), "\(result.name)")
            #expect(section.contains(escaped(result.selector)))
            for failure in result.failures {
                #expect(section.contains("<td>\(escaped(failure.expected))</td>"), "\(failure)")
                #expect(section.contains("<td>\(escaped(failure.found))</td>"), "\(failure)")
            }
            for line in result.observation.output { #expect(section.contains(escaped(line))) }
            for call in result.observation.calls {
                #expect(section.contains("<tr><td>\(call.name)</td><td>\(call.count)</td><td>\(call.failed)</td>"))
            }
            for figure in result.observation.ledger {
                let figures = "<td>\(figure.start)</td><td>\(figure.peak)</td><td>\(figure.end)</td>"
                let row = "<td>\(figure.use.rawValue)</td>" + figures
                #expect(section.contains(row), "\(result.name) \(figure.use.rawValue)")
            }
        }
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
    }
}
