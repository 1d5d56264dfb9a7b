import CEScenario
import RunReports
import ScenarioFiles
import TestSupport
import Testing

/// The scenarios in which a guest does what it may not: their reports are compared whole.
@Suite struct FaultScenarioTests {
    private static let folder = Fixtures.path("scenarios/faults")
    private static let scenarios = ScenarioDiscovery([folder]).scenarios

    @Test func `there is a scenario for each class of fault`() {
        #expect(Self.scenarios.count >= 38)
    }

    @Test(arguments: scenarios)
    func `a fault is explained as its scenario says`(scenario: Scenario) {
        let result = ScenarioRunner().run(scenario)
        #expect(result.failures.map(\.description) == [])
        #expect(result.status == .passed, "\(result.message ?? "")")
    }
}

/// A driver that makes one mistake at a time, with every checker on.
@Suite struct CheckerScenarioTests {
    private static let folder = Fixtures.path("scenarios/checkers")
    private static let scenarios = ScenarioDiscovery([folder]).scenarios

    @Test(arguments: scenarios)
    func `the checkers find the mistake and nothing else`(scenario: Scenario) {
        let result = ScenarioRunner().run(scenario)
        #expect(result.failures.map(\.description) == [])
        #expect(result.status == .passed, "\(result.message ?? "")")
    }
}
