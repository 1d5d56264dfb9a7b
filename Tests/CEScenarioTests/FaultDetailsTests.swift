import CEScenario
import JSON
import RunReports
import TestSupport
import Testing

/// The same report as text, in the JSON result and on the HTML page.
@Suite struct FaultDetailsTests {
    private static let scenario = Fixtures.path("scenarios/faults/names-released.scenario.yaml")

    private func result() throws -> ScenarioResult {
        ScenarioRunner().run(try #require(ScenarioDiscovery([Self.scenario]).scenarios.first))
    }

    @Test func `the JSON result has every part of the text`() throws {
        let fault = try #require(try result().observation.faults.first)
        let details = fault.details
        let texts: [(String, String)] = [
            ("access", "read"), ("address", "0xd0020000"), ("instruction", "ldr r0, [r0]"),
            ("function", "ReadFrame+0x0, sym.c:41"), ("programCounter", "sym.dll+0x10ec"),
            ("belongsTo", "nothing in NK.EXE"), ("faultStatus", "0x00000007"), ("faultMeaning", "page translation"),
            ("faultAddress", "0xd0020000"), ("code", "0xc0000005"),
            ("hint", "a pointer was kept after its memory was released: clear it where the memory is given back"),
        ]
        for (name, expected) in texts { #expect(details[name] == .string(expected), "\(name)") }
        #expect(details["size"] == .count(UInt32(4)))
        #expect(details["usedRegisters"] == ["r0": "0xd0020000"])
        // Every other line of the text ends with what a member says.
        for name in ["belongedTo", "nearest"] {
            guard case .string(let text)? = details[name] else {
                Issue.record("no \(name)")
                continue
            }
            #expect(fault.text.contains(": \(text)\n"), "\(name)")
        }
        guard case .array(let walk)? = details["walk"], case .array(let callers)? = details["backtrace"] else {
            Issue.record("no walk or backtrace")
            return
        }
        #expect(walk.count == 2)
        #expect(callers.first == .string("sym.dll+0x1074 (SYM_IOControl+0x40, sym.c:81)"))
    }

    @Test func `the page shows the whole text`() throws {
        let result = try result()
        let html = try RunReport(tool: "t", engine: "e", results: [result]).text(.html)
        let fault = try #require(result.observation.faults.first)
        for line in fault.text.split(separator: "\n") {
            let escaped = line.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("'", with: "&#39;")
            #expect(html.contains(escaped), "\(line)")
        }
    }
}
