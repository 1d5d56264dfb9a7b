import CEMachine
import JSON
import RunReports
import ScenarioFiles
import TestSupport
import Testing

@testable import CEScenario

/// Machines that take each other's cores.
@Suite struct MachineStockTests {
    /// All but those that take half a minute and more.
    private static let scenarios = ScenarioDiscovery([Fixtures.path("scenarios")]).scenarios
        .filter { scenario in !["three-thousand", "megabyte", "camera/two"].contains { scenario.path.contains($0) } }

    /// All of a result but the time that it took.
    private static func record(_ result: ScenarioResult) -> String {
        var result = result
        result.seconds = 0
        return result.json.serialized()
    }

    /// Scenarios in random order, each in one half, with all checkers or with none: whatever one leaves behind in a
    /// core, the next one does not notice.
    @Test(arguments: [0, 1]) func `a machine of a used core gives what a machine of its own gives`(half: Int) throws {
        var random = RandomSource(seed: 20_061_101)
        let used = ScenarioRunner(stock: MachineStock())
        let shuffled = Self.scenarios.shuffled(using: &random).enumerated()
        for (_, scenario) in shuffled.lazy.filter({ $0.offset % 2 == half }) {
            // Checkers make seconds of those that run until they are stopped.
            let isEndless = ["isolation/", "hangs/", "camera/"].contains { scenario.path.contains($0) }
            let isChecked = Bool.random(using: &random) && !isEndless
            let checked = scenario.checked(by: [isChecked ? "all" : "none"])
            #expect(
                Self.record(used.run(checked)) == Self.record(ScenarioRunner().run(checked)), "\(scenario.selector)")
        }
    }

    /// In a process of its own: what other tests take does not count.
    @Test func `a stock keeps no machine and none of its memory`() async {
        await #expect(processExitsWith: .success) { try Self.runAgainAndAgain() }
    }

    private static func runAgainAndAgain() throws {
        let stock = MachineStock()
        let scenario = try #require(Self.scenarios.first { $0.path.hasSuffix("/foreign-a32.scenario.yaml") })
        let runner = ScenarioRunner(stock: stock)
        for _ in 0..<3 { #expect(runner.run(scenario).status == .passed) }
        let before = HostProcess.residentPages
        for _ in 0..<20 { #expect(runner.run(scenario).status == .passed) }
        #expect(HostProcess.residentPages - before < 1 << 12)
    }
}
