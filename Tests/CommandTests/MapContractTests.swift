import Foundation
import HostSystem
import JSON
import TestSupport
import Testing

@testable import CEBSPCommands

/// Rules of the map, held at every mapping of a run.
@Suite struct MapContractTests {
    /// A board with rules and a scenario on it, in a folder of the test.
    private struct Trial {
        let folder: TemporaryFolder

        init(rules: String = "", expect: String = "", application: String = "chkapp.exe", arguments: String) throws {
            folder = try TemporaryFolder()
            let board = Fixtures.path("boards/omap-1g")
            var text = String(decoding: try FileAccess().read(board + "/board.yaml"), as: UTF8.self)
            for file in ["oemaddrtab_cfg.inc", "config.bib", "image_cfg.h"] {
                text = text.replacing(file, with: "\(board)/\(file)")
            }
            try folder.write(text + (rules.isEmpty ? "" : "rules:\n\(rules)"), to: "board.yaml")
            let guests = Fixtures.path("guests/bin/armv7")
            let driver = application == "chkapp.exe" ? "chk.dll" : "smd.dll"
            let values = driver == "smd.dll" ? ", values: { Mode: static, VirtBase: 0x81F00000, Size: 0x02000000 }" : ""
            try folder.write(
                """
                version: 1
                name: rules
                board: board.yaml
                timeout: 5s
                files: [\(guests)/\(driver), \(guests)/\(application)]
                drivers:
                  - { name: D, dll: \(driver), prefix: \(driver.prefix(3).uppercased()), index: 1\(values) }
                processes:
                  - { image: \(application), arguments: "\(arguments)" }
                expect:
                  exit: { \(application): 0 }
                \(expect)
                """, to: "a.scenario.yaml")
        }

        func run() throws -> (status: Int32, failures: [JSONValue]) {
            let (status, result) = try result()
            return (status, result?["failures"]?.elements ?? [])
        }

        func result() throws -> (status: Int32, result: JSONValue?) {
            let path = folder.file("result.json")
            let status = try CommandRun(["run", folder.file("a.scenario.yaml"), "--json", path]).status
            let bytes = (try? FileAccess().read(path)) ?? []
            return (status, try? JSONValue(parsing: bytes)["scenarios"]?.elements?.first)
        }
    }

    private static let shared = "  - { only: [other.dll], maps: SHARED }\n"

    @Test func `a module that may not map a region fails the scenario at the rule, and the call is named`() throws {
        let trial = try Trial(rules: Self.shared, application: "smdapp.exe", arguments: "")
        let (status, failures) = try trial.run()
        #expect(status == 1)
        #expect(failures.count == 1)
        let failure = try #require(failures.first)
        #expect(failure["text"]?.text == "map")
        #expect(failure["expected"]?.text == "only other.dll maps SHARED")
        let found = try #require(failure["found"]?.text)
        #expect(found.hasPrefix("0x81f00000-0x83efffff is mapped by smd.dll+0x"))
        #expect(found.hasSuffix(" in VirtualCopyEx"))
        #expect(failure["file"]?.text?.hasSuffix("/board.yaml") == true)
    }

    @Test func `who may map it does, in any case, and another region is not meant`() throws {
        for rule in ["{ only: [SMD.DLL, b.dll], maps: SHARED }", "{ only: [other.dll], maps: DISPLAY }"] {
            let trial = try Trial(rules: "  - \(rule)\n", application: "smdapp.exe", arguments: "")
            #expect(try trial.run().status == 0)
        }
    }

    @Test func `a scenario has rules of its own, whatever checkers it chooses`() throws {
        let map = "  map:\n    - { noUserAccess: 0x82000000-0x82000fff }\n"
        let trial = try Trial(expect: map + "checkers: none\n", application: "smdapp.exe", arguments: "")
        let (status, failures) = try trial.run()
        #expect(status == 1)
        #expect(
            failures.first?["found"]?.text?.hasPrefix("0x82000000-0x82000fff is mapped into a process by smd.dll")
                == true)
    }

    @Test func `never cached and uncached at once`() throws {
        let rule = "  - { never: [cached, uncached], of: 0x80000000-0xbfffffff }\n"
        let bad = try Trial(rules: rule, arguments: "attributes").run()
        #expect(bad.status == 1)
        let found = try #require(bad.failures.first?["found"]?.text)
        #expect(
            found.contains(" is mapped cached by chk.dll+0x") || found.contains(" is mapped uncached by chk.dll+0x"))
        #expect(found.components(separatedBy: "VirtualCopyEx").count == 3)
        #expect(try Trial(rules: rule, application: "smdapp.exe", arguments: "").run().status == 0)
    }

    @Test func `no process reaches page tables`() throws {
        let rule = "  - { noUserAccess: pageTables }\n"
        let bad = try Trial(rules: rule, arguments: "tables").run()
        #expect(bad.status == 1)
        #expect(bad.failures.first?["expected"]?.text == "no process reaches pageTables")
        #expect(try Trial(rules: rule, application: "smdapp.exe", arguments: "").run().status == 0)
    }

    @Test func `SARIF has the violation on the rule's line, with the call`() throws {
        let trial = try Trial(rules: Self.shared, application: "smdapp.exe", arguments: "")
        let path = trial.folder.file("out.sarif")
        #expect(try CommandRun(["run", trial.folder.file("a.scenario.yaml"), "--sarif", path]).status == 1)
        let document = try JSONValue(parsing: try FileAccess().read(path))
        let result = try #require(document["runs"]?.elements?.first?["results"]?.elements?.first)
        #expect(result["ruleId"]?.text == "CE0820")
        #expect(result["message"]?["text"]?.text?.contains("smd.dll+0x") == true)
        let place = result["locations"]?.elements?.first?["physicalLocation"]
        #expect(place?["artifactLocation"]?["uri"]?.text?.hasSuffix("/board.yaml") == true)
        #expect((place?["region"]?["startLine"]?.int ?? 0) > 15)
    }

    @Test func `the result has each rule, how often it was held, and what broke it`() throws {
        let rules = Self.shared + "  - { only: [other.dll], maps: DISPLAY }\n"
        let map = "  map:\n    - { noUserAccess: pageTables }\n"
        let (_, result) = try Trial(rules: rules, expect: map, application: "smdapp.exe", arguments: "").result()
        let found = try #require(result?["mapRules"]?.elements)
        #expect(
            found.map { $0["rule"]?.text } == [
                "only other.dll maps SHARED", "only other.dll maps DISPLAY", "no process reaches pageTables",
            ])
        #expect(found.map { $0["held"]?.int } == [1, 0, 1])
        #expect(found.map { $0["violations"]?.elements?.count } == [1, 0, 0])
        #expect(found[0]["violations"]?.elements?[0].text?.contains(" is mapped by smd.dll+0x") == true)
        #expect(found[2]["file"]?.text?.hasSuffix("/a.scenario.yaml") == true)
        #expect((found[2]["line"]?.int ?? 0) > 10)
        let plain = try Trial(application: "smdapp.exe", arguments: "").result().result
        #expect(plain != nil && plain?["mapRules"] == nil)
    }

    @Test func `rows that map a place with and without the cache break a rule at boot`() throws {
        let board = Fixtures.path("boards/am33x-wec7")
        let guests = Fixtures.path("guests/bin/armv7")
        let folder = try TemporaryFolder()
        for file in try FileAccess().entries(of: board) {
            try folder.write(String(decoding: try FileAccess().read("\(board)/\(file)"), as: UTF8.self), to: file)
        }
        try folder.write(
            try folder.text("board.yaml") + "rules:\n  - { never: [cached, uncached], of: 0x81000000-0x811fffff }\n",
            to: "board.yaml")
        try folder.write(
            "version: 1\nname: boot\nboard: board.yaml\ntimeout: 5s\nfiles: [\(guests)/printf.exe]\n"
                + "processes:\n  - { image: printf.exe }\n", to: "a.scenario.yaml")
        #expect(try CommandRun(["run", folder.file("a.scenario.yaml")]).status == 0)
        let table = try folder.text("oemaddrtab_cfg.inc")
        try folder.write(
            table.replacing("0x403000, 0x00010000", with: "0x811000, 0x00001000"), to: "oemaddrtab_cfg.inc")
        let path = folder.file("result.json")
        #expect(try CommandRun(["run", folder.file("a.scenario.yaml"), "--json", path]).status == 1)
        let result = try JSONValue(parsing: try FileAccess().read(path))["scenarios"]?.elements?.first
        let found = try #require(result?["mapRules"]?.elements?.first?["violations"]?.elements?.first?.text)
        #expect(found.hasPrefix("0x81100000-0x81100fff is mapped cached by the row at "))
    }

    @Test func `SARIF knows what its rules mean, and has what checkers found`() throws {
        let scenario = Fixtures.path("scenarios/broken/close-leaks.scenario.yaml")
        let folder = try TemporaryFolder()
        let path = folder.file("out.sarif")
        #expect(try CommandRun(["run", scenario, "--sarif", path]).status == 0)
        let run = try #require(try JSONValue(parsing: try FileAccess().read(path))["runs"]?.elements?.first)
        let results = try #require(run["results"]?.elements)
        #expect(results.contains { $0["ruleId"]?.text == "CE0801" && $0["level"]?.text == "note" })
        let rules = try #require(run["tool"]?["driver"]?["rules"]?.elements)
        #expect(rules.allSatisfy { ($0["fullDescription"]?["text"]?.text?.count ?? 0) > 40 })
        let schema = try FileAccess().read(FilePath.join(Fixtures.package, "schemas/sarif-2.1.0-subset.schema.json"))
        let document = try JSONValue(parsing: try FileAccess().read(path))
        #expect(SchemaCheck(try JSONValue(parsing: schema), document).complaints == [])
    }

    @Test(arguments: [
        "{ only: [a.dll], maps: NOTHING }", "{ only: [a.dll] }", "{ never: [cached], of: SHARED }", "{ }",
        "{ noUserAccess: 0x80000000 }", "{ only: [a.dll], maps: 0x2-0x1 }", "{ noUserAccess: 0x0-0x100000000 }",
        "{ only: [a.dll], maps: SHARED, noUserAccess: SHARED }",
    ]) func `a rule that cannot be held is no board`(_ rule: String) throws {
        let trial = try Trial(rules: "  - \(rule)\n", application: "smdapp.exe", arguments: "")
        #expect(try trial.run().status == 65)
    }
}
