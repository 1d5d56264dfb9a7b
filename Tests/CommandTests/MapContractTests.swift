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
            let path = folder.file("result.json")
            let status = try CommandRun(["run", folder.file("a.scenario.yaml"), "--json", path]).status
            let bytes = (try? FileAccess().read(path)) ?? []
            let result = try? JSONValue(parsing: bytes)["scenarios"]?.elements?.first
            return (status, result?["failures"]?.elements ?? [])
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

    @Test(arguments: [
        "{ only: [a.dll], maps: NOTHING }", "{ only: [a.dll] }", "{ never: [cached], of: SHARED }", "{ }",
        "{ noUserAccess: 0x80000000 }", "{ only: [a.dll], maps: 0x2-0x1 }", "{ noUserAccess: 0x0-0x100000000 }",
        "{ only: [a.dll], maps: SHARED, noUserAccess: SHARED }",
    ]) func `a rule that cannot be held is no board`(_ rule: String) throws {
        let trial = try Trial(rules: "  - \(rule)\n", application: "smdapp.exe", arguments: "")
        #expect(try trial.run().status == 65)
    }
}
