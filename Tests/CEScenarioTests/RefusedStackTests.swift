import CEScenario
import RunReports
import ScenarioFiles
import TestSupport
import Testing

@Suite struct RefusedStackTests {
    @Test func `a thread without pages for its stack is refused, and the report says who has them`() throws {
        let file = Fixtures.path("scenarios/wild/stack.scenario.yaml")
        let scenario = try #require(ScenarioDiscovery([file]).scenarios.first)
        let result = ScenarioRunner().run(scenario)
        #expect(result.status == .passed, "\(result.failures)")
        let refusal = try #require(result.observation.refusals.last)
        #expect(refusal.call == "CreateThread")
        #expect(refusal.text.contains("the pool is exhausted"))
        #expect(refusal.text.contains("are held by wild.exe+0x"))
    }
}
