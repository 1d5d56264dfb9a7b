import CEScenario
import RunReports
import TestSupport
import Testing

/// What a scenario does depends on its files alone: these values were taken once, and debug and release builds of all
/// machines have them.
@Suite struct TraceHashTests {
    @Test(
        arguments: [
            ("hello-static", 0xD0C4_F9F4_96EB_D55F, 6431), ("foreign-thumb2", 0x4D59_87B5_B1CC_3DB8, 878_310),
        ] as [(String, UInt64, UInt64)])
    func `a scenario leaves the same trace on every machine`(name: String, hash: UInt64, instructions: UInt64) throws {
        let folder = Fixtures.path("scenarios")
        let scenario = try #require(ScenarioDiscovery(["\(folder)/\(name).scenario.yaml"]).scenarios.first)
        for _ in 1...2 {
            let result = ScenarioRunner().run(scenario)
            #expect(result.observation.traceHash == hash)
            #expect(result.observation.instructions == instructions)
        }
    }
}
