import HostSystem
import JSON
import TestSupport
import Testing

@testable import CEScenario
@testable import RunReports
@testable import ScenarioFiles

/// Runs that do the same work in different ways stand side by side in the HTML report.
@Suite struct SideBySideTests {
    /// A camera of 30 frames a second, each written in 5 ms, and threads that take so many microseconds of each.
    private func result(_ name: String, application: UInt64, group: String? = "a camera") -> ScenarioResult {
        var result = ScenarioResult(name: name, file: "\(name).scenario.yaml", status: .passed)
        result.sideBySide = group
        var lane = ScenarioObservation.Lane()
        (lane.kind, lane.name, lane.count) = ("device", "camera0", 31)
        (lane.total, lane.first, lane.last) = (31 * 5_000_000, 100_000_000, 1_100_000_000)
        lane.spans = (0..<31).map { index in
            let start = 100_000_000 + UInt64(index) * 1_000_000_000 / 30
            return .init(start: start, end: start + 5_000_000)
        }
        result.observation.lanes = [lane]
        result.observation.virtualNanoseconds = 1_200_000_000
        result.observation.threads = [("NK.EXE", 10), ("camapp.exe", application)].map { process, time in
            var thread = ScenarioObservation.Thread()
            (thread.process, thread.name, thread.time) = (process, process, time * 31_000)
            return thread
        }
        return result
    }

    private func page(_ results: [ScenarioResult]) throws -> String {
        var text = ""
        let report = RunReport(tool: "cebsp", engine: "unicorn", results: results)
        try report.write(.html) { text += $0 }
        return text
    }

    @Test func `what each run leaves of the period is in a table, and both are on one time line`() throws {
        let text = try page([result("shared", application: 1_300), result("copied", application: 2_000)])
        #expect(text.contains("<h2>Side by side: a camera</h2>"))
        for (name, application, left) in [("shared", "1.3 ms", "27.0 ms"), ("copied", "2.0 ms", "26.3 ms")] {
            let cells = [name, "31", "30.000", "33.3 ms", "5.0 ms", "28.3 ms", application, "10 µs", left]
            #expect(text.contains(cells.map { "<td>\($0)</td>" }.joined()), "\(name)")
        }
        #expect(text.ranges(of: "aria-label=\"Runs side by side\"").count == 1)
        // Six periods of each, from its first frame on.
        #expect(text.ranges(of: "<title>camera0, ").count >= 12)
        #expect(text.contains("<title>camera0, 0 µs to 5.0 ms</title>"))
        #expect(text.contains("<title>camera0, 166.6 ms to 171.6 ms</title>"))
    }

    @Test func `a run alone, one without a rhythm, and those of other words stand beside nothing`() throws {
        var quiet = result("quiet", application: 1)
        quiet.observation.lanes = []
        for results in [
            [result("one", application: 1)], [result("one", application: 1), quiet],
            [result("one", application: 1), result("two", application: 1, group: "another")],
            [result("one", application: 1, group: nil), result("two", application: 1, group: nil)],
        ] {
            #expect(!(try page(results)).contains("Side by side"))
        }
    }

    @Test func `words are text, and go into the record and back`() throws {
        var bad = result("a", application: 1, group: "<b>&")
        #expect(try page([bad, result("b", application: 1, group: "<b>&")]).contains("Side by side: &lt;b&gt;&amp;"))
        bad.observation = ScenarioObservation()
        #expect(ScenarioResult(json: bad.json)?.sideBySide == "<b>&")
        let plain = result("a", application: 1, group: nil)
        #expect(plain.json["sideBySide"] == nil)
    }

    @Test func `the scenarios of the camera by sharing and by copying are compared`() throws {
        let paths = ["sixty", "read"].map { "\(Fixtures.path("scenarios"))/camera/\($0).scenario.yaml" }
        let words = ScenarioDiscovery(paths).scenarios.map(\.sideBySide)
        #expect(
            words == [
                "sixty frames of a camera, shared and copied, armv4i",
                "sixty frames of a camera, shared and copied, armv7",
                "sixty frames of a camera, shared and copied, armv4i",
                "sixty frames of a camera, shared and copied, armv7",
            ])
    }
}
