import CEKernel
import CEMemory
import ScenarioFiles
import TestSupport
import Testing

@testable import CEMachine
@testable import CEScenario

/// A machine ends with its run, however that ends: what is left of one holds all of its memory.
@Suite struct MachineLifetimeTests {
    private static let folder = Fixtures.path("scenarios")

    /// What must be gone when a machine is.
    private struct Remains {
        weak var kernel: Kernel?
        weak var memory: PhysicalMemory?
        weak var kernelProcess: Process?

        var isNothing: Bool { kernel == nil && memory == nil && kernelProcess == nil }
    }

    private func run(_ scenario: Scenario, virtualTimeout: UInt64) throws -> Remains {
        let setup = try ScenarioSetup(scenario)
        let kernel = setup.machine.kernel
        _ = try setup.machine.run(virtualTimeout: virtualTimeout)
        return Remains(kernel: kernel, memory: kernel.memory.physical, kernelProcess: kernel.processes.nk)
    }

    /// Each is cut in another place than the one before.
    @Test func `no machine outlives a run that is cut short`() throws {
        let timeouts: [UInt64] = [30_000, 60_000, 200_000, 2_000_000]
        let scenarios = ScenarioDiscovery([Self.folder]).scenarios
        #expect(scenarios.count > 100)
        for (index, scenario) in scenarios.enumerated() {
            let remains = try run(scenario, virtualTimeout: timeouts[index % timeouts.count])
            #expect(remains.isNothing, "\(scenario.selector)")
        }
    }

    /// One cell of each file: the others differ in cores and images.
    @Test func `no machine outlives a whole run`() throws {
        var seen: Set<String> = []
        for scenario in ScenarioDiscovery([Self.folder]).scenarios where seen.insert(scenario.path).inserted {
            let remains = try run(scenario, virtualTimeout: scenario.timeout)
            #expect(remains.isNothing, "\(scenario.selector)")
        }
    }
}
