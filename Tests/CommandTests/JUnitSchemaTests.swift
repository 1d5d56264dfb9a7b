import CEScenario
import Diagnostics
import HostSystem
import OEMAddrTable
import RunReports
import TestSupport
import Testing

@testable import CEBSPCommands

@Suite struct JUnitSchemaTests {
    private static let validator = "/usr/bin/xmllint"

    @Test(.enabled(if: FileAccess().kind(of: validator) == .file, "xmllint (libxml2-utils) is not installed"))
    func `reports of every kind of result follow the schema`() throws {
        let folder = try TemporaryFolder()
        let place = SourceLocation(file: "a<b>.yaml", line: 3, column: 1)
        let statuses: [ScenarioResult.Status] = [.passed, .failed, .crashed, .timeout, .skipped, .error]
        let results = statuses.map { status in
            ScenarioResult(
                name: "n \"&<>\u{1}\u{FFFF}", file: "f", repetition: 2, status: status,
                failures: [.init("output", expected: "]]>", found: "\u{8}", at: place)], message: "line 1\nline 2",
                problem: status == .error ? .missing : nil, seconds: 1.25,
                observation: .init(output: ["a \u{0}", "<b>"]))
        }
        try folder.write(RunReport(tool: "t", engine: "e", results: results).text(.junit), to: "r.xml")
        let schema = FilePath.join(Fixtures.root, "../schemas/junit.xsd")
        let process = try ChildProcess(
            executable: Self.validator, arguments: ["--noout", "--schema", schema, folder.file("r.xml")])
        while !process.isAtEnd { _ = process.receive() }
        #expect(process.wait() == .exited(0))
    }
}
