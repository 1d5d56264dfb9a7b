import HostSystem
import TestSupport
import Testing

@testable import CEBSPCommands

/// `cebsp compare`: two results, a budget, a table.
@Suite struct CompareTests {
    /// A result object with one scenario for each argument.
    private static func result(_ scenarios: [String]) -> String {
        "{\"version\":1,\"tool\":\"cebsp 0.1.0\",\"engine\":\"e\",\"scenarios\":[\(scenarios.joined(separator: ","))]}"
    }

    private static func scenario(
        _ name: String, words: Int? = 100, leaks: Int = 0, free: Int = 90, calls: Int = 10, seconds: Double = 0.01,
        virtual: Double = 0.002, status: String = "passed"
    ) -> String {
        let lists = "\"leaks\":[\((0..<leaks).map { "\"\($0)\"" }.joined(separator: ","))]"
        let counts = words.map { "\"tableWords\":\($0),\"tableWordsCleared\":0,\"tlbInvalidations\":3," } ?? ""
        return """
            {"name":"\(name)","file":"\(name).scenario.yaml","status":"\(status)","seconds":\(seconds),\(counts)
            "virtualSeconds":\(virtual),"calls":[{"name":"Sleep","count":\(calls),"failed":0}],\(lists),"ledger":{
            "total":{"start":100,"peak":100,"end":100},"free":{"start":100,"peak":\(free),"end":100}}}
            """
    }

    private struct Outcome {
        var status: Int32
        var table: [String]
        var messages: [String]
    }

    private func compare(_ old: [String], _ new: [String], budget: String? = nil, all: Bool = false) throws -> Outcome {
        let folder = try TemporaryFolder(["old": Self.result(old), "new": Self.result(new)])
        if let budget { try folder.write("version: 1\n" + budget, to: "budget.yaml") }
        let options = (budget == nil ? "" : " --budget budget.yaml") + (all ? " --all" : "")
        let run = try Program.shell("cebsp compare old new --output table\(options)", in: folder)
        let table = ((try? folder.text("table")) ?? "").split(separator: "\n").map(String.init)
        return Outcome(status: run.status, table: table, messages: run.lines)
    }

    @Test func `what changed is a row with both figures`() throws {
        let outcome = try compare(
            [Self.scenario("a"), Self.scenario("b")],
            [
                Self.scenario("a", words: 110, leaks: 1, free: 80, calls: 5, seconds: 0.02),
                Self.scenario("b", seconds: 9),
            ])
        #expect(outcome.status == 0)
        #expect(
            outcome.table == [
                "| scenario | pages | table words | invalidations | calls | leaks | virtual time | host time |",
                "|---|--:|--:|--:|--:|--:|--:|--:|",
                "| a | 10 → 20 (+100.0 %) | 100 → 110 (+10.0 %) | 3 | 10 → 5 (-50.0 %) | 0 → 1 | 2.000 ms "
                    + "| 10.000 ms → 20.000 ms (+100.0 %) |",
                "2 scenarios compared, 1 differs.",
            ])
    }

    @Test func `equal runs have no row, and all with --all`() throws {
        let runs = [Self.scenario("a"), Self.scenario("b")]
        #expect(try compare(runs, runs).table == ["2 scenarios compared, 0 differ."])
        #expect(try compare(runs, runs, all: true).table.count == 5)
    }

    @Test(arguments: [
        ("growth: { tableWords: 10 }", 110, 0), ("growth: { tableWords: 9 }", 110, 1),
        ("growth: { tableWords: 10% }", 110, 0), ("growth: { tableWords: 9.99% }", 110, 1),
        ("growth: { tableWords: 0 }", 90, 0), ("most: { tableWords: 110 }", 110, 0),
        ("most: { tableWords: 109 }", 110, 1), ("most: { virtualTime: 2ms }", 100, 0),
        ("most: { virtualTime: 1.9ms }", 100, 1), ("most: { hostTime: 5ms }", 100, 1),
        ("scenarios: b\n    most: { tableWords: 1 }", 110, 0),
        ("scenarios: [b, \"a*.yaml\"]\n    most: { tableWords: 1 }", 110, 1),
        ("growth: { pages: 0, calls: 0, leaks: 0, invalidations: 0 }", 110, 0),
    ])
    func `a budget holds what it says`(limit: String, words: Int, status: Int) throws {
        let outcome = try compare(
            [Self.scenario("a")], [Self.scenario("a", words: words)], budget: "limits:\n  - \(limit)\n")
        #expect(outcome.status == Int32(status), "\(outcome.messages)")
    }

    @Test func `what is past the budget stands in the table and on standard error`() throws {
        let outcome = try compare(
            [Self.scenario("a")], [Self.scenario("a", words: 120)], budget: "limits:\n  - growth: { tableWords: 5% }\n")
        #expect(outcome.status == 1)
        #expect(
            outcome.messages == [
                "budget.yaml:3:15: error: a: table words 120, was 100, may grow by 5%"
            ])
        #expect(outcome.table.contains { $0.contains("| **100 → 120 (+20.0 %), may grow by 5%** |") })
        #expect(outcome.table.last == "1 scenario compared, 1 differs, **1 past the budget**.")
    }

    @Test func `scenarios that are gone, skipped, failed or new`() throws {
        let budget = "limits:\n  - { most: { leaks: 0 }, growth: { calls: 0 } }\n"
        let old = [Self.scenario("a"), Self.scenario("b")]
        #expect(try compare(old, [Self.scenario("a")], budget: budget).messages == ["budget.yaml: error: b: is gone"])
        #expect(try compare(old, [Self.scenario("a")], budget: "gone: allow\n" + budget).status == 0)
        let skipped = [Self.scenario("a"), Self.scenario("b", status: "skipped")]
        #expect(try compare(old, skipped, budget: budget).messages == ["budget.yaml: error: b: is skipped"])
        #expect(try compare(skipped, skipped, budget: budget).status == 0)
        let failed = [Self.scenario("a", calls: 1), Self.scenario("b", status: "failed")]
        #expect(try compare(old, failed, budget: budget).messages == ["budget.yaml: error: b: is failed"])
        let more = old + [Self.scenario("c", leaks: 1, calls: 99)]
        #expect(try compare(old, more, budget: budget).messages == ["budget.yaml:3:15: error: c: leaks 1, at most 0"])
        #expect(try compare(old, more).table.contains { $0.hasPrefix("| c (new) | 10 | 100 |") })
        #expect(try compare(more, old).table.contains { $0.hasPrefix("| c (gone) | 10 → ? |") })
    }

    @Test func `a limit that bounds nothing is told, and so is a figure that is not there`() throws {
        let nobody = "limits:\n  - { scenarios: \"z*\", most: { leaks: 0 } }\n"
        let outcome = try compare([Self.scenario("a")], [Self.scenario("a")], budget: nobody)
        #expect(outcome.status == 0)
        #expect(outcome.messages == ["budget.yaml:3:5: warning: no scenario of the runs has one of these names"])
        let old = [Self.scenario("a", words: nil)]
        let budget = "limits:\n  - growth: { tableWords: 0 }\n"
        #expect(
            try compare(old, [Self.scenario("a")], budget: budget).messages == [
                "budget.yaml:3:15: error: a: table words 100, which the earlier run does not tell"
            ])
        #expect(
            try compare(old, old, budget: budget).messages == [
                "budget.yaml:3:15: error: a: table words unknown, which the later run does not tell"
            ])
    }

    @Test func `names are text to a reader of Markdown`() {
        #expect(
            ComparisonTable.escaped("a|b <c> @d [e](f) `g` #1\n")
                == "a\\|b &lt;c&gt; &#64;d \\[e\\]\\(f\\) \\`g\\` &#35;1\u{FFFD}")
    }

    @Test(arguments: [
        ("limits: []", 65), ("limits:\n  - {}", 65), ("limits:\n  - growth: { pages: 5x }", 65),
        ("limits:\n  - growth: { pages: -1 }", 65), ("limits:\n  - most: { pages: 5% }", 65),
        ("limits:\n  - growth: { hostTime: 0.123% }", 65), ("limits:\n  - growth: { page: 1 }", 65),
        ("limit: 3", 65), ("", 65), ("limits:\n  - growth: { pages: 1000000% }", 65),
        ("limits:\n  - growth: { pages: 999999.99% }", 0),
        ("limits:\n" + String(repeating: "  - most: { pages: 1 }\n", count: 501), 65),
        ("limits:\n  - { scenarios: \(String(repeating: "a", count: 201)), most: { pages: 1 } }", 65),
    ])
    func `a budget that is none ends with 65`(budget: String, status: Int) throws {
        #expect(try compare([Self.scenario("a")], [Self.scenario("a")], budget: budget).status == Int32(status))
    }

    @Test func `files that are missing or none end with 66 and 65`() throws {
        let folder = try TemporaryFolder(["a": Self.result([]), "b": "{}"])
        #expect(CommandLine.status("compare", folder.file("a"), folder.file("c")) == 66)
        #expect(CommandLine.status("compare", folder.file("a"), folder.file("b")) == 65)
        #expect(CommandLine.status("compare", folder.file("a"), folder.file("a"), "--budget", folder.file("c")) == 66)
        #expect(CommandLine.status("compare", folder.file("a")) == 64)
        #expect(CommandLine.status("compare", folder.file("a"), folder.file("a"), "--output", "/nowhere/x") == 66)
    }

    @Test func `a real run has every figure`() throws {
        let folder = try TemporaryFolder()
        let run = try Program.shell(
            """
            cebsp run $fixtures/scenarios/hello-static.scenario.yaml --json a > log
            cebsp compare a a --all | tail -n 3 | head -n 1
            """, in: folder)
        let row = try #require(run.lines.first)
        #expect(
            row.hasPrefix("| Hello World through the static map | 71 | 17,188 | 3 | 25 | 0 | 0.062 ms | "), "\(row)")
    }
}
