internal import CEScenario
internal import Diagnostics
internal import HostSystem
internal import MachineTerms
internal import PrintableText
internal import RunReports
internal import ScenarioFiles

/// `cebsp run --schedules N`: each scenario under other turns of its threads, and a failure with as few switches as it
/// takes.
struct ScheduleSearch {
    /// Runs that shrinking may take.
    private static let mostTrials = 120
    /// Characters of a line of a guest that a row tells.
    private static let lineLength = 100

    let count: Int
    let checkers: [String]?
    let pool: WorkerPool

    /// Runs the scenarios and prints what came of it.
    /// - Returns: success when every schedule passes.
    /// - Throws: `FileError` when no worker can be started.
    func run(_ scenarios: [Scenario]) throws(FileError) -> ExitStatus {
        var status = ExitStatus.success
        for scenario in scenarios where !Interruption.isRequested {
            StandardStream.output.write(printable("\(scenario.name) (\(scenario.selector))") + "\n")
            let usual = try usualRun(scenario)
            if let usual, !usual.isGood { StandardStream.output.write(Self.failsAnyhow(usual)) }
            let usualLines = Set(usual?.observation.output ?? [])
            let schedules = (1...count).map { ThreadSchedule(seed: UInt32(clamping: $0)) }
            var failed: [ScenarioResult] = []
            var rows = [String?](repeating: nil, count: count)
            var next = 0
            try pool.run(schedules.map { task(scenario, $0) }) { position, answer in
                let result = answer.result
                let switches = result.observation.switches.count
                rows[position] =
                    "  \(result.status.rawValue)  schedule \(schedules[position].text), \(switches) switches"
                    + Self.difference(result, usualLines) + "\n"
                while next < count, let row = rows[next] {
                    StandardStream.output.write(row)
                    next += 1
                }
                if !result.isGood { failed.append(result) }
                return result.problem == nil
            }
            if let problem = failed.first(where: { $0.problem != nil }) {
                StandardStream.error.write(printable(problem.message ?? "cannot be run", keepsLines: true) + "\n")
                return ExitStatus(RunReport(tool: "", engine: "", results: [problem]))
            }
            if let first = failed.min(by: Self.isSimpler) {
                status = .failure
                try shrink(first, scenario)
            }
        }
        return status
    }

    /// The scenario with its threads taking turns as always.
    private func usualRun(_ scenario: Scenario) throws(FileError) -> ScenarioResult? {
        var found: ScenarioResult?
        try pool.run([ScenarioTask(scenario: scenario, repetition: 1, checkers: checkers)]) { _, answer in
            found = answer.result
            return true
        }
        return found
    }

    /// The row of a scenario that fails without what a table tries on it: nothing in the table shows a cause then.
    static func failsAnyhow(_ reference: ScenarioResult) -> String {
        let reason = reference.failures.first.map { ": \($0)" } ?? ""
        return printable("  note: the scenario fails as it is\(reason)") + "\n"
    }

    /// What a run that passes prints and the usual one does not: nobody expected it, and it hangs on the order of
    /// threads. The same lines in another order are none.
    private static func difference(_ result: ScenarioResult, _ usual: Set<String>) -> String {
        let others = result.observation.output.filter { !usual.contains($0) }
        guard result.isGood, let first = others.first else { return "" }
        let more = others.count > 1 ? ", and \(others.count - 1) more lines" : ""
        return ": prints \"\(printable(String(first.prefix(lineLength))))\"\(more) unlike the usual order"
    }

    /// Whether a failure has fewer switches, or as many and the lower seed: the order of answers decides nothing.
    private static func isSimpler(_ left: ScenarioResult, _ right: ScenarioResult) -> Bool {
        func key(_ result: ScenarioResult) -> (Int, UInt32) {
            (
                result.observation.switches.count,
                result.observation.schedule.flatMap(ThreadSchedule.init)?.seed ?? 0
            )
        }
        return key(left) < key(right)
    }

    private func task(_ scenario: Scenario, _ schedule: ThreadSchedule) -> ScenarioTask {
        var task = ScenarioTask(scenario: scenario, repetition: 1, checkers: checkers)
        task.schedule = schedule
        return task
    }

    /// Prints the schedule that is left of a failing one without what it fails without.
    private func shrink(_ failed: ScenarioResult, _ scenario: Scenario) throws(FileError) {
        guard let schedule = failed.observation.schedule.flatMap(ThreadSchedule.init) else { return }
        var trials = 0
        var best = failed
        /// Whether the scenario still fails with these switches only.
        func fails(_ numbers: [Int]) throws(FileError) -> Bool {
            trials += 1
            guard trials <= Self.mostTrials, !Interruption.isRequested else { return false }
            var found: ScenarioResult?
            try pool.run([task(scenario, ThreadSchedule(seed: schedule.seed, only: numbers))]) { _, answer in
                found = answer.result
                return true
            }
            guard let found, !found.isGood, found.problem == nil else { return false }
            best = found
            return true
        }
        var numbers = failed.observation.switches.map(\.number)
        // Halves first, then quarters, down to one switch after the other.
        var size = max(1, numbers.count / 2)
        while trials < Self.mostTrials, !numbers.isEmpty {
            var start = 0
            var hasShrunk = false
            while start < numbers.count, trials < Self.mostTrials {
                let end = min(start + size, numbers.count)
                let rest = Array(numbers[..<start] + numbers[end...])
                if try fails(rest) {
                    numbers = rest
                    hasShrunk = true
                } else {
                    start = end
                }
            }
            if size == 1 && !hasShrunk { break }
            size = max(1, size / 2)
        }
        tell(best, ThreadSchedule(seed: schedule.seed, only: numbers), trials)
    }

    private func tell(_ result: ScenarioResult, _ schedule: ThreadSchedule, _ trials: Int) {
        let switches = result.observation.switches
        var text = "  fewest switches that fail, after \(trials) runs: \(switches.count)\n"
        for taken in switches.prefix(20) { text += "    \(seconds(taken.at)): \(taken.place) makes room\n" }
        for failure in result.failures.prefix(10) { text += "    \(failure)\n" }
        text += "  again with: cebsp run \(result.selector) --schedule \(schedule.text)\n"
        StandardStream.output.write(printable(text, keepsLines: true))
    }
}
