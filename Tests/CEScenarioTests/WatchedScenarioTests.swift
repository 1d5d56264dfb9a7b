import CECheckers
import CEDiagnosis
import ScenarioFiles
import TestSupport
import Testing

@testable import CEKernel
@testable import CEMachine
@testable import CEScenario
@testable import Unicorn

/// Scenarios whose hook for accesses comes and goes all the time: a random forty of them (all take three minutes in a
/// debug build). `alignment` would keep the hook.
@Suite struct WatchedScenarioTests {
    /// What a run leaves.
    private struct Outcome: Equatable {
        var how: Machine.Outcome
        var hash: UInt64
        var instructions: UInt64
        var output: [String]
        var findings: [String]
        var faults: [[String]]
    }

    private static let scenarios = ScenarioDiscovery([Fixtures.path("scenarios")]).scenarios
        .filter { scenario in !["three-thousand", "megabyte"].contains { scenario.path.contains($0) } }
    private static let checkers = Checker.allCases.map(\.name).filter { $0 != "alignment" }

    private func run(_ scenario: Scenario, patience: UInt64) throws -> Outcome? {
        let setup: ScenarioSetup
        do { setup = try ScenarioSetup(scenario) } catch { return nil }
        let machine = setup.machine
        machine.kernel.engine.accessWatch?.patience = patience
        let how = try machine.run(virtualTimeout: scenario.timeout)
        return withExtendedLifetime(setup) {
            Outcome(
                how: how, hash: machine.traceHash, instructions: machine.instructions, output: machine.outputLines,
                findings: machine.findings.map { "\($0.checker.id) \($0.place) \($0.message)" },
                faults: machine.faults.map(\.text))
        }
    }

    @Test func `findings are the same whether the hook stays or goes`() throws {
        var random = RandomSource(seed: 7)
        for scenario in Self.scenarios.shuffled(using: &random).prefix(40) {
            let checked = scenario.checked(by: Self.checkers)
            let steady = try run(checked, patience: .max)
            #expect(try run(checked, patience: 500) == steady, "\(scenario.selector)")
        }
    }
}
