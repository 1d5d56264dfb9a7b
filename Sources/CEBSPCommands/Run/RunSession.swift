internal import ArgumentParser
internal import CEScenario
internal import HostSystem

/// One `cebsp run`: the tasks, how they are run, and what is told while they run.
struct RunSession {
    let scenarios: [Scenario]
    let broken: [ScenarioDiscovery.Broken]
    let repetitions: Int
    let jobs: Int
    let failFast: Bool
    /// Whether the output of every guest is printed, and the boot log.
    let isVerbose: Bool
    /// Whether the figures of physical pages are printed.
    let showsLedger: Bool
    /// Physical addresses whose pages are told of.
    let pages: [UInt32]
    /// Collects the kernel calls; scenarios then run one after the other.
    let calls: CallText?
    /// The checkers that run in place of the files', or nil.
    let checkers: [String]?
    /// How long a scenario may take on the host, in seconds.
    let hostTimeout: Double

    /// More scenarios than this go to a worker even one at a time: a process that makes machine after machine grows by what
    /// they leave in its heap, and workers are started so that theirs does not.
    private static let inProcessLimit = 64

    /// How much longer than a scenario may take a worker may be silent: it ends the scenario by itself, and has to start and to write.
    private static let grace = Duration.seconds(30)

    /// Runs everything and tells it on the terminal.
    /// - Returns: all results in the order of the scenarios; what was not run any more is skipped.
    func run() throws -> RunReport {
        let tasks = scenarios.flatMap { scenario in
            (1...repetitions).map {
                ScenarioTask(scenario: scenario.checked(by: checkers), repetition: $0, checkers: checkers)
            }
        }
        let isSingle = tasks.count == 1 && broken.isEmpty
        var console = ConsoleReporter(
            total: tasks.count + broken.count, showsOutput: isVerbose || isSingle, showsBootLog: isVerbose,
            showsLedger: showsLedger, pages: pages, showsFindings: checkers != nil)
        var brokenResults: [ScenarioResult] = []
        for file in broken {
            let result = ScenarioResult(name: file.path, file: file.path, errors: file.errors)
            console.report(result)
            brokenResults.append(result)
        }
        Interruption.observe()
        var results = [ScenarioResult?](repeating: nil, count: tasks.count)
        var comparison = RepetitionComparison()
        func finished(_ position: Int, _ result: ScenarioResult) -> Bool {
            let checked = comparison.checked(result, of: tasks[position].scenario)
            results[position] = checked
            console.report(checked)
            return !(failFast && !checked.isGood) && !Interruption.isRequested
        }
        let limits = RunLimits(seconds: hostTimeout) { Interruption.isRequested }
        if !(failFast && !brokenResults.isEmpty) {
            if calls == nil, jobs > 1 && tasks.count > 1 || tasks.count > Self.inProcessLimit {
                try runInWorkers(tasks, finished)
            } else {
                for (position, task) in tasks.enumerated() {
                    let result =
                        calls?.run(task.scenario, repetition: task.repetition, limits: limits)
                        ?? ScenarioRunner(limits: limits).run(task.scenario, repetition: task.repetition)
                    if !finished(position, result) { break }
                }
            }
        }
        let reason = Interruption.isRequested ? "interrupted" : "an earlier scenario did not pass"
        let all = zip(tasks, results).map { task, result in
            result
                ?? ScenarioResult(
                    name: task.scenario.name, file: task.scenario.path, selector: task.scenario.selector,
                    repetition: task.repetition, status: .skipped, message: reason)
        }
        let report = RunReport(
            tool: "cebsp \(CebspCommand.version)", engine: ScenarioRunner.engineVersion, results: brokenResults + all)
        console.finish(report)
        GitHubAnnotations.print(report)
        if Interruption.isRequested { StandardStream.error.write("cebsp: interrupted\n") }
        return report
    }

    private func runInWorkers(_ tasks: [ScenarioTask], _ finished: (Int, ScenarioResult) -> Bool) throws {
        let pool = WorkerPool(
            executable: Host.executablePath, arguments: [RunWorkerCommand.name, "\(hostTimeout)"],
            jobs: min(jobs, tasks.count), patience: .seconds(hostTimeout) + Self.grace,
            shouldStop: { Interruption.isRequested })
        do { try pool.run(tasks, finished: finished) } catch {
            StandardStream.error.write("cebsp: error: cannot start a worker: \(error)\n")
            throw ExitStatus.defect.exitCode
        }
    }
}
