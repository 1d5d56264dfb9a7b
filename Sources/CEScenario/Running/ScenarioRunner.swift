package import CEKernel
package import CEMachine
internal import Diagnostics
internal import MachineTerms
internal import PEImage
package import RunReports
package import ScenarioFiles

/// Runs one scenario on a machine of its own.
package struct ScenarioRunner {
    /// Gets every kernel call of a run.
    private let onCall: ((CallRecord) -> Void)?
    private let limits: RunLimits
    private let stock: MachineStock
    /// Gets the output while the guests run; nil when nobody waits for it.
    var feed: OutputFeed?

    package init(limits: RunLimits = RunLimits(), stock: MachineStock = MachineStock()) {
        self.init(limits: limits, stock: stock, onCall: nil)
    }

    /// - Parameters:
    ///   - stock: what machines hand on to each other.
    ///   - onCall: gets every kernel call of a run when it has been made; nil when nobody wants them.
    package init(
        limits: RunLimits = RunLimits(), stock: MachineStock = MachineStock(), onCall: ((CallRecord) -> Void)?
    ) {
        self.onCall = onCall
        self.limits = limits
        self.stock = stock
    }

    /// The emulator and its version, for reports.
    package static var engineVersion: String { Machine.engineVersion }
    /// Why no scenario runs on this engine, and what to do; nil when they do.
    package static var engineRefusal: String? { Machine.engineRefusal }

    /// The function whose name is nearest to a mistyped one, or nil when none is near.
    package static func functionName(near name: String) -> String? {
        nearestName(to: name, among: Machine.functionNames)
    }

    /// Builds the machine, runs it and compares what happened with what is expected. Whatever goes wrong is in the
    /// result.
    package func run(_ scenario: Scenario, repetition: Int = 1) -> ScenarioResult {
        let clock = ContinuousClock()
        let start = clock.now
        var result = outcome(scenario)
        stock.settle()
        result.selector = scenario.selector
        result.shows = scenario.summary
        result.sideBySide = scenario.sideBySide
        result.repetition = repetition
        result.seconds = (clock.now - start) / .seconds(1)
        return result
    }

    private func outcome(_ scenario: Scenario) -> ScenarioResult {
        if let reason = scenario.skip {
            return ScenarioResult(name: scenario.name, file: scenario.path, status: .skipped, message: reason)
        }
        do {
            let setup = try ScenarioSetup(scenario, stock: stock)
            do {
                return try run(scenario, on: setup)
            } catch {
                return ScenarioResult(
                    name: scenario.name, file: scenario.path, status: .error, message: "the emulator stopped: \(error)",
                    problem: .defect)
            }
        } catch {
            return ScenarioResult(name: scenario.name, file: scenario.path, errors: error)
        }
    }

    /// The result of a run that its limits have ended, with what it had done until then.
    private func stopped(_ scenario: Scenario, _ observation: ScenarioObservation) -> ScenarioResult {
        let isInterrupted = limits.isInterrupted()
        return ScenarioResult(
            name: scenario.name, file: scenario.path, status: isInterrupted ? .skipped : .timeout,
            message: isInterrupted ? "interrupted" : "took more than \(limits.seconds) s of the host's time",
            observation: observation)
    }

    /// How long the machine may run on, in seconds of the host, to see where threads spend their time; and behind the
    /// end of the host's time, when somebody waits.
    private static let sampling = 5.0
    private static let lateSampling = 0.25

    /// Runs the machine.
    /// - Returns: how that ended; nil when the limits have ended it.
    private func outcome(of machine: Machine, _ timeout: UInt64) throws -> Machine.Outcome? {
        do { return try machine.run(virtualTimeout: timeout) } catch is Machine.Stopped { return nil }
    }

    /// Adds where the threads spend their time in a run that has ended before its time.
    private func addHotPlaces(
        _ observation: inout ScenarioObservation, _ machine: Machine, within seconds: Double
    ) throws {
        guard observation.threads.contains(where: { $0.state == "ready" || $0.state == "running" }) else { return }
        observation.add(try machine.hotPlaces(limit: RunLimits(seconds: seconds).watch()))
    }

    private func run(_ scenario: Scenario, on setup: ScenarioSetup) throws -> ScenarioResult {
        let machine = setup.machine
        if let onCall { machine.onCall(onCall) }
        machine.kernel.control.limit = limits.watch { [feed] in feed?.turn() }
        if let feed {
            feed.boot(machine.bootLog)
            machine.onOutputLine = { feed.add($0) }
        }
        let memory = MachineMemory(machine: machine, expected: scenario.expectations.memory)
        machine.save(with: memory)
        let before = machine.ledger
        let outcome = try outcome(of: machine, scenario.timeout)
        var observation = ScenarioObservation(machine, outcome: outcome ?? .timeout, ledgerBefore: before)
        if outcome == nil || outcome == .timeout || outcome == .deadlock { observation.addHang(machine) }
        observation.schedule = scenario.schedule?.text
        observation.addSwitches(of: machine)
        observation.notInjected = scenario.injections.compactMap { $0.omission(machine) }
        observation.mapRules = MapContractPlaces.records(of: machine, setup.rules)
        guard let outcome else {
            try addHotPlaces(&observation, machine, within: Self.lateSampling)
            return stopped(scenario, observation)
        }
        let failures =
            setup.journal.failures
            + MapContractPlaces.failures(machine.contractViolations, of: setup.rules)
            + ExpectationEvaluator(scenario.expectations, observation, memory: memory).failures()
            + DeviceComparison(machine).failures(of: scenario.expectations.devices)
        if outcome == .timeout { try addHotPlaces(&observation, machine, within: Self.sampling) }
        return ScenarioResult(
            name: scenario.name, file: scenario.path,
            status: ScenarioResult.status(
                of: observation, failures: failures, expected: scenario.expectations.result.value),
            failures: failures, observation: observation)
    }
}
