import CEScenario
import GuestAddress
import JSON
import MachineTerms
import OEMAddrTable
import RunReports
import Testing

private func mapping(_ base: UInt32, from start: UInt64, to end: UInt64?) -> ScenarioObservation.Mapping {
    .init(
        process: "smdapp.exe", virtual: .init(base: VirtualAddress(base), clampedSize: 0x1_0000), physical: nil,
        kind: .reserved, attributes: "PAGE_NOACCESS", createdBy: "VirtualAllocEx by NK.EXE",
        releasedBy: end.map { _ in "VirtualFreeEx" }, createdAt: start, releasedAt: end)
}

@Suite struct HTMLReportTests {
    private func page(_ result: ScenarioResult) throws -> String {
        try RunReport(tool: "cebsp 0.1.0", engine: "unicorn 2.0.1", results: [result]).text(.html)
    }

    @Test func `a guest's output cannot become markup`() throws {
        let html = try page(
            .init(
                name: "<script>alert(1)</script>", file: "a\"b.yaml", status: .failed, message: "<b>'",
                observation: .init(output: ["</pre><img src=x onerror=alert(1)>\u{1B}[0m"])))
        #expect(!html.contains("<script>alert"))
        #expect(!html.contains("<img"))
        #expect(html.contains("&lt;img src=x onerror=alert(1)&gt;\u{FFFD}[0m"))
        #expect(html.contains("a&quot;b.yaml"))
    }

    @Test func `the page asks for nothing from elsewhere`() throws {
        let html = try page(.init(name: "n", file: "f", status: .passed))
        for word in ["http:", "https:", "src=", "href=", "@import", "url("] { #expect(!html.contains(word)) }
    }

    @Test func `a fault is explained once`() throws {
        let text = "Exception 'Data Abort' (4): a\nPC=1\n  what: read\n  hint: none"
        let lines = text.split(separator: "\n").map(String.init)
        var run = ScenarioObservation(
            output: ["before"] + lines + ["Exception 'Data Abort' (4): a", "after"],
            faults: [.init(kind: .dataAbort, process: "p", reason: .translation, text: text)])
        run.outputEntries = [
            .init(.guest, from: 0, lines: 1), .init(.fault, from: 1, lines: 2, fault: 0),
            .init(.explanation, from: 3, lines: 2, fault: 0), .init(.guest, from: 5, lines: 2),
        ]
        let html = try page(.init(name: "n", file: "f", status: .crashed, observation: run))
        #expect(html.ranges(of: "  what: read").count == 1)
        #expect(
            html.contains(
                """
                <pre class="output">before
                Exception &#39;Data Abort&#39; (4): a
                PC=1
                  (explained above)
                Exception &#39;Data Abort&#39; (4): a
                after</pre>
                """))
    }

    @Test func `what a guest prints stays, even when it looks like a fault`() throws {
        let text = "Exception 'Data Abort' (4): a\n  what: read"
        var run = ScenarioObservation(
            output: text.split(separator: "\n").map(String.init),
            faults: [.init(kind: .dataAbort, process: "p", reason: .translation, text: text)])
        let printed = "<pre class=\"output\">Exception &#39;Data Abort&#39; (4): a\n  what: read</pre>"
        run.outputEntries = [.init(.guest, from: 0, lines: 2)]
        #expect(try page(.init(name: "n", file: "f", status: .crashed, observation: run)).contains(printed))
        // Nor is an explanation left out whose fault the page does not have, or that lies outside the output.
        for (from, lines, fault) in [(1, 1, nil), (1, 1, 1), (1, 2, 0), (-1, 1, 0), (1, 0, 0), (Int.max, Int.max, 0)] {
            run.outputEntries = [.init(.explanation, from: from, lines: lines, fault: fault)]
            #expect(try page(.init(name: "n", file: "f", status: .crashed, observation: run)).contains(printed))
        }
    }

    @Test func `failures are open, the rest is closed`() throws {
        #expect(try page(.init(name: "n", file: "f", status: .failed)).contains("data-status=\"failed\" open>"))
        #expect(try page(.init(name: "n", file: "f", status: .passed)).contains("data-status=\"passed\">"))
    }

    @Test func `mappings are drawn from their making to their release`() throws {
        let html = try page(
            .init(
                name: "n", file: "f", status: .passed,
                observation: .init(
                    mappings: [mapping(0x10000, from: 0, to: 500_000), mapping(0x20000, from: 500_000, to: nil)],
                    virtualNanoseconds: 1_000_000)))
        #expect(html.contains("x=\"250\" y=\"3\" width=\"355\""))
        #expect(html.contains("x=\"605\" y=\"21\" width=\"355\""))
        #expect(html.contains("never released"))
    }
}

@Suite struct MergingTests {
    private func result(_ file: String, _ selector: String, _ repetition: Int = 1) -> ScenarioResult {
        .init(name: selector, file: file, selector: selector, repetition: repetition, status: .passed)
    }

    @Test func `parts merge to the order of a whole run`() throws {
        let all = [
            result("a/b.yaml", "a/b.yaml#2"), result("a/b.yaml", "a/b.yaml#10"), result("a/c.yaml", "a/c.yaml", 1),
            result("a/c.yaml", "a/c.yaml", 2), result("a.yaml", "a.yaml"),
        ]
        let whole = RunReport(tool: "t", engine: "e", results: all)
        let parts = [[all[3], all[1]], [all[4]], [all[2], all[0]]].map {
            RunReport(tool: "t", engine: "e", results: $0)
        }
        #expect(try #require(RunReport(merging: parts)).results == whole.results)
        #expect(whole.results == all)
    }

    @Test func `what is no result object does not merge`() throws {
        #expect(RunReport(json: ["version": 2, "tool": "t", "engine": "e", "scenarios": []]) == nil)
        #expect(RunReport(json: ["version": 1, "tool": "t", "engine": "e", "scenarios": [[:]]]) == nil)
    }
}
