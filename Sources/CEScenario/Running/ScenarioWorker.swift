internal import CEMachine
internal import Diagnostics
package import HostSystem
internal import MachineTerms
internal import RunReports
internal import ScenarioFiles

/// The other end of a `WorkerPool`: takes requests line by line and answers each with a result, until its input ends.
package struct ScenarioWorker {
    private let limits: RunLimits
    private let trace: OutputFile?
    /// What its machines hand on to each other.
    private let stock = MachineStock()

    /// - Parameters:
    ///   - limits: of each run.
    ///   - trace: gets every kernel call as text, or nil.
    package init(limits: RunLimits, trace: OutputFile? = nil) {
        self.limits = limits
        self.trace = trace
    }

    /// Makes ready what a scenario needs that will be asked for, while whoever asks is still busy. What is wrong with
    /// the file is told when it is asked for.
    /// - Parameter path: of the scenario's file.
    package func prepare(_ path: String) {
        guard FileAccess().kind(of: path) == .file,
            let scenario = try? Scenario.read(path: path, cell: 0, vocabulary: .machine),
            let cpu = scenario.cpu ?? (try? BoardFile(reading: scenario.board, vocabulary: .machine))?.cpu
        else { return }
        stock.prepare(cpu: cpu)
    }

    /// The answer to a request line.
    /// - Parameter send: takes lines that come before the answer.
    package func answer(_ line: String, send: @escaping (String) -> Void = { _ in }) -> String {
        guard let request = WorkerRequest(line: line) else { return "null" }
        return NamedFiles.$root.withValue(request.root) {
            do throws(InputErrors) {
                let read = try Scenario.read(path: request.path, cell: request.cell, vocabulary: .machine)
                guard let scenario = read else { return "null" }
                var task = ScenarioTask(
                    scenario: scenario, repetition: request.repetition, checkers: request.checkers)
                task.survey = request.survey
                task.failing = request.failing
                task.isFollowed = request.isFollowed
                task.schedule = request.schedule.flatMap(ThreadSchedule.init)
                return run(task, deadline: request.deadline, send).written
            } catch {
                return WorkerAnswer(ScenarioResult(name: request.path, file: request.path, errors: error)).written
            }
        }
    }

    private func run(
        _ task: ScenarioTask, deadline: Double?, _ send: @escaping (String) -> Void
    ) -> WorkerAnswer {
        var limits = limits
        limits.deadline = deadline
        let survey = task.survey.isEmpty ? nil : CallSurvey(task.survey)
        let calls = trace.map { CallText($0) }
        let scenario = task.prepared
        calls?.begin(scenario, repetition: task.repetition)
        var runner = ScenarioRunner(
            limits: limits, stock: stock,
            onCall: survey == nil && calls == nil
                ? nil
                : {
                    survey?.note($0)
                    calls?.add($0)
                })
        if task.isFollowed { runner.feed = OutputFeed(send) }
        let result = runner.run(scenario, repetition: task.repetition)
        calls?.end(result)
        var answer = WorkerAnswer(result)
        answer.sites = survey?.sites ?? []
        answer.traceProblem = calls?.problem
        return answer
    }
}
