internal import ArgumentParser
internal import CEScenario
internal import Diagnostics
internal import HostSystem
internal import MachineTerms
internal import RunReports
internal import ScenarioFiles

/// One `cebsp run`: the tasks, which workers run, and what is told while they run.
struct RunSession {
    let scenarios: [Scenario]
    let broken: [ScenarioDiscovery.Broken]
    let repetitions: Int
    let failFast: Bool
    /// The checkers that run in place of the files', or nil.
    let checkers: [String]?
    /// The schedule in place of the files', or nil.
    var schedule: ThreadSchedule?
    let pool: WorkerPool
    /// Where workers write kernel calls, or nil.
    let trace: OutputFile?
    /// How the terminal is told.
    let view: ConsoleReporter.View
    /// Told again and again while something is done.
    let onProgress: () -> Void

    /// What came of a run.
    struct Outcome {
        /// All results in the order of the scenarios; what was not run any more is skipped.
        var report: RunReport
        /// Whether every kernel call that was asked for is written.
        var isTraced = true
    }

    /// Runs everything and tells it on the terminal.
    /// - Throws: an exit status, after the reason was printed.
    func run() throws -> Outcome {
        var tasks = scenarios.flatMap { scenario in
            (1...repetitions).map { ScenarioTask(scenario: scenario, repetition: $0, checkers: checkers) }
        }
        var console = ConsoleReporter(
            total: tasks.count + broken.count, view: view, isSingle: tasks.count == 1 && broken.isEmpty)
        for index in tasks.indices {
            tasks[index].isFollowed = console.isFollowing
            tasks[index].schedule = schedule
        }
        let brokenResults = broken.map { ScenarioResult(name: $0.path, file: $0.path, errors: $0.errors) }
        for result in brokenResults { console.report(result) }
        Interruption.observe()
        defer { Interruption.stopObserving() }
        let progress = Progress(count: tasks.count)
        if !(failFast && !brokenResults.isEmpty), !tasks.isEmpty { try run(tasks, progress, &console) }
        let reason = Interruption.isRequested ? "interrupted" : "an earlier scenario did not pass"
        let all = zip(tasks, progress.results).map { task, result in
            result
                ?? ScenarioResult(
                    name: task.scenario.name, file: task.scenario.path, selector: task.scenario.selector,
                    repetition: task.repetition, status: .skipped, message: reason)
        }
        let report = RunReport(
            tool: "cebsp \(ProgramVersion.text)", engine: ScenarioRunner.engineVersion, results: brokenResults + all,
            store: progress.store)
        try stopping { () throws(FileError) in try console.finish(report, onProgress: onProgress) }
        GitHubAnnotations.print(report, to: view.stream)
        if Interruption.isRequested { StandardStream.error.write("cebsp: interrupted\n") }
        return Outcome(report: report, isTraced: progress.isTraced)
    }

    /// What the workers have answered so far.
    private final class Progress {
        var results: [ScenarioResult?]
        let store = ResultStore()
        var comparison = RepetitionComparison()
        var isTraced = true
        var failure: FileError?

        init(count: Int) { results = Array(repeating: nil, count: count) }

        /// Keeps an answer.
        /// - Returns: the result in full, compared with earlier ones.
        func take(_ answer: WorkerAnswer, _ position: Int, of task: ScenarioTask) throws(FileError)
            -> ScenarioResult
        {
            let result = try comparison.checked(answer.result, of: task.scenario, at: position) {
                [self] earlier throws(FileError) in
                guard let summary = results[earlier] else { return answer.result }
                return try store.whole(summary)
            }
            results[position] = try store.add(result, of: answer)
            return result
        }
    }

    private func run(_ tasks: [ScenarioTask], _ progress: Progress, _ console: inout ConsoleReporter) throws {
        do {
            try pool.run(tasks) { position, printed in
                console.show(printed, of: tasks[position], at: position)
            } finished: { position, answer in
                do throws(FileError) {
                    let result = try progress.take(answer, position, of: tasks[position])
                    note(answer, progress)
                    console.report(result, at: position)
                    return !(failFast && !result.isGood) && !Interruption.isRequested
                } catch {
                    progress.failure = error
                    return false
                }
            }
        } catch {
            StandardStream.error.write("cebsp: error: cannot start a worker: \(error.message)\n")
            throw ExitStatus.missingInput.exitCode
        }
        if let shortage = pool.shortage {
            StandardStream.error.write("cebsp: note: fewer workers than asked for: \(shortage.message)\n")
        }
        if let failure = progress.failure {
            StandardStream.error.write("cebsp: error: the results cannot be kept: \(failure)\n")
            throw ExitStatus.missingInput.exitCode
        }
    }

    /// Tells what went wrong with the trace; what a worker could not end is ended here.
    private func note(_ answer: WorkerAnswer, _ progress: Progress) {
        guard let trace else { return }
        var problem = answer.traceProblem
        if problem == nil, !answer.isWorkers {
            do throws(FileError) {
                try trace.write("\n# \(answer.result.message ?? "no end")\n")
                try trace.flush()
            } catch { problem = error.description }
        }
        guard let problem else { return }
        if progress.isTraced { StandardStream.error.write("cebsp: error: \(problem)\n") }
        progress.isTraced = false
    }

    private func stopping(_ work: () throws(FileError) -> Void) throws {
        do throws(FileError) { try work() } catch {
            StandardStream.error.write("cebsp: error: \(error)\n")
            throw ExitStatus.missingInput.exitCode
        }
    }
}
