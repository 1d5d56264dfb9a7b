import CEScenario
import RunReports
import ScenarioFiles
import Testing

/// Runs every scenario under fixtures/scenarios, each of which says by itself what must happen.
@Suite struct FixtureScenarioTests {
    private static let folder =
        "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/fixtures/scenarios"

    @Test func `every fixture scenario meets its expectations`() {
        let found = ScenarioDiscovery([Self.folder])
        #expect(found.broken.isEmpty)
        #expect(found.scenarios.count >= 20)
        for scenario in found.scenarios {
            let result = ScenarioRunner().run(scenario)
            #expect(
                result.status == .passed, "\(scenario.name): \(result.failures) \(result.observation.output.suffix(5))")
        }
    }
}
