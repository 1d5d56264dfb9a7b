import CEScenario
import Testing

@testable import CEBSPCommands

@Suite struct RepetitionTests {
    @Test func `every scenario passes, and runs the same again`() {
        let scenarios = ScenarioDiscovery(["\(CommandLine.fixtures)/scenarios"]).scenarios
        #expect(scenarios.count > 60)
        for scenario in scenarios where !scenario.tags.contains("timeout") {
            let first = ScenarioRunner().run(scenario)
            #expect(first.failures.map(\.description) == [], "\(scenario.name)")
            #expect(first.message == nil)
            let second = ScenarioRunner().run(scenario)
            let isSame = first.observation == second.observation
            #expect(isSame, "\(scenario.name)")
        }
    }
}
