import CEScenario
import Diagnostics
import GuestAddress
import JSON
import MachineTerms
import OEMAddrTable
import RunReports
import Testing

private var report: RunReport {
    RunReport(
        tool: "cebsp 0.1.0", engine: "unicorn 2.0.1",
        results: [
            ScenarioResult(
                name: "good", file: "a.scenario.yaml", status: .passed, seconds: 0.0125,
                observation: .init(
                    output: ["Hello"],
                    mappings: [
                        .init(
                            process: "smdapp.exe",
                            virtual: .init(base: VirtualAddress(0x0010_0000), clampedSize: 0x200_0000),
                            physical: .init(base: PhysicalAddress(0xA1F0_0000), clampedSize: 0x200_0000),
                            kind: .physical, attributes: "rw-n", createdBy: "VirtualCopyEx", releasedBy: nil,
                            createdAt: 0,
                            releasedAt: nil)
                    ],
                    ledger: [.init(.free, start: 3, peak: 2, end: 3)], instructions: 77,
                    virtualNanoseconds: 1_500_000_000)),
            ScenarioResult(
                name: "bad <&\">", file: "b.scenario.yaml", status: .failed,
                failures: [
                    .init(
                        "output", expected: "\"x\"", found: "no output",
                        at: SourceLocation(file: "b.scenario.yaml", line: 7))
                ],
                seconds: 1, observation: .init(output: ["a\u{1}b]]>"])),
            ScenarioResult(name: "off", file: "c.scenario.yaml", status: .skipped, message: "no board"),
        ])
}

@Suite struct ReportTests {
    @Test func `the result object has the documented members`() throws {
        let json = try JSONValue(parsing: try report.text(.json).utf8)
        #expect(json["version"] == 1)
        #expect(json["tool"] == "cebsp 0.1.0")
        let scenarios = try #require(json["scenarios"]?.elements)
        #expect(scenarios.map { $0["status"]?.text } == ["passed", "failed", "skipped"])
        #expect(scenarios[0]["virtualSeconds"] == .number(1.5))
        #expect(scenarios[0]["instructions"] == 77)
        #expect(scenarios[0]["ledger"] == ["free": ["start": 3, "peak": 2, "end": 3]])
        #expect(
            scenarios[0]["mappings"]?.elements?[0]["physical"] == ["base": "0xa1f00000", "size": 33_554_432])
        #expect(scenarios[0]["mappings"]?.elements?[0]["releasedBy"] == .null)
        #expect(
            scenarios[1]["failures"]?.elements?[0] == [
                "text": "output", "expected": "\"x\"", "found": "no output", "file": "b.scenario.yaml", "line": 7,
                "column": 0,
            ])
    }

    @Test func `JUnit holds a test case a scenario, with everything escaped`() throws {
        #expect(
            try report.text(.junit) == """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites name="cebsp" tests="3" failures="1" errors="0" time="1.013">
                  <testsuite name="cebsp" tests="3" failures="1" errors="0" skipped="1" time="1.013">
                    <properties>
                      <property name="tool" value="cebsp 0.1.0"/>
                      <property name="engine" value="unicorn 2.0.1"/>
                    </properties>
                    <testcase name="good" classname="a.scenario.yaml" time="0.013">
                      <system-out>Hello</system-out>
                    </testcase>
                    <testcase name="bad &lt;&amp;&quot;&gt;" classname="b.scenario.yaml" time="1.000">
                      <failure message="output: expected &quot;x&quot;, found no output" type="failed">\
                b.scenario.yaml:7: error: output: expected "x", found no output</failure>
                      <system-out>a\u{FFFD}b]]&gt;</system-out>
                    </testcase>
                    <testcase name="off" classname="c.scenario.yaml" time="0.000">
                      <skipped message="no board"/>
                    </testcase>
                  </testsuite>
                </testsuites>

                """)
    }

    @Test func `a result survives its JSON`() throws {
        for result in report.results {
            let text = result.json.serialized()
            #expect(ScenarioResult(json: try JSONValue(parsing: text.utf8)) == result)
        }
    }

    @Test func `the summary counts what there is`() throws {
        #expect(report.summary == "1 passed, 1 failed, 1 skipped")
        #expect(!report.isGood)
    }
}
