import Diagnostics
import HostSystem
import JSON
import OEMAddrTable
import TestSupport
import Testing

@testable import CEBSPCommands

/// `check --format sarif` against the part of the standard's schema that it uses.
struct SARIFCommandTests {
    private static func schema() throws -> JSONValue {
        let path = FilePath.join(Fixtures.package, "schemas/sarif-2.1.0-subset.schema.json")
        return try JSONValue(parsing: try FileAccess().read(path))
    }

    @Test func `findings of a board with mistakes keep to the schema`() throws {
        var findings: [Finding] = []
        for seed in BoardSeed.all where seed.image == nil {
            var files = try BoardFiles(seed.board)
            try files.apply(seed.setup + seed.mistakes)
            findings += try files.found()
        }
        #expect(Set(findings.map(\.id)).count > 40)
        let document = SARIFReport(toolVersion: "1.0.0").document(of: findings)
        #expect(SchemaCheck(try Self.schema(), document).complaints == [])
        #expect(findings.contains { $0.fix != nil })
    }

    @Test func `the command writes it`() throws {
        let folder = try TemporaryFolder(["a b.inc": SampleFiles.outside])
        let run = try CommandRun(["check", folder.file("a b.inc"), "--format", "sarif"], writesReport: true)
        #expect(run.status == 1)
        let document = try run.document()
        #expect(SchemaCheck(try Self.schema(), document).complaints == [])
        let result = try #require(document["runs"]?.elements?.first?["results"]?.elements?.first)
        #expect(result["ruleId"]?.text == "CE0101")
        let place = result["locations"]?.elements?.first?["physicalLocation"]
        #expect(place?["artifactLocation"]?["uri"]?.text == "file://\(folder.path)/a%20b.inc")
        #expect(place?["region"]?["startLine"]?.int == 3)
        #expect(result["fixes"]?.elements?.count == 1)
        let clean = try TemporaryFolder(["t.inc": SampleFiles.good])
        let empty = try CommandRun(["check", clean.file("t.inc"), "--format", "sarif"], writesReport: true)
        #expect(empty.status == 0)
        #expect(SchemaCheck(try Self.schema(), try empty.document()).complaints == [])
    }

    @Test func `the check of the schema finds mistakes`() throws {
        let schema = try Self.schema()
        #expect(SchemaCheck(schema, ["version": "2.0.0", "runs": []]).complaints == [".version: not allowed"])
        #expect(SchemaCheck(schema, ["version": "2.1.0"]).complaints == [": no runs"])
        #expect(
            SchemaCheck(schema, ["version": "2.1.0", "runs": [["tool": 1]]]).complaints == [
                ".runs[0].tool: not of type object"
            ])
        #expect(SchemaCheck(schema, ["version": "2.1.0", "runs": [], "x": 1]).complaints == [": unknown x"])
    }
}
