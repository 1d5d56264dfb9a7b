public import HostSystem
internal import JSON

/// A scenario to be run, once.
public struct ScenarioTask: Hashable, Sendable {
    public var scenario: Scenario
    /// Which run of it, from 1.
    public var repetition: Int
    /// The checkers that run in place of the file's, or nil.
    public var checkers: [String]?

    public init(scenario: Scenario, repetition: Int, checkers: [String]? = nil) {
        self.checkers = checkers
        self.scenario = scenario
        self.repetition = repetition
    }
}

/// Runs scenarios in processes of their own, several at once: what kills one of them ends one scenario, not the run.
public struct WorkerPool {
    let executable: String
    let arguments: [String]
    let jobs: Int
    /// How long a worker may take for an answer.
    let patience: Duration
    /// Asked between results; true ends the run and the workers.
    let shouldStop: () -> Bool

    /// - Parameters:
    ///   - executable: the program that serves as worker.
    ///   - arguments: what makes it a worker, see `ScenarioWorker`.
    ///   - jobs: how many run at once, at least 1.
    ///   - patience: how long a worker may take for an answer before it is killed: it ends scenarios by itself, but it may hang.
    ///   - shouldStop: asked again and again; true ends everything.
    public init(
        executable: String, arguments: [String], jobs: Int, patience: Duration, shouldStop: @escaping () -> Bool
    ) {
        self.executable = executable
        self.patience = patience
        self.arguments = arguments
        self.jobs = max(1, jobs)
        self.shouldStop = shouldStop
    }

    private final class Worker {
        let process: ChildProcess
        var task: Int?
        /// When it was given its task.
        var start = ContinuousClock.now

        init(_ process: ChildProcess) { self.process = process }
    }

    /// Runs the tasks.
    /// - Parameters:
    ///   - tasks: in the order in which they begin.
    ///   - finished: gets each result as it comes, with the task's position; false ends the run.
    /// - Throws: `FileError` when no worker can be started.
    public func run(_ tasks: [ScenarioTask], finished: (Int, ScenarioResult) -> Bool) throws(FileError) {
        var next = 0
        var workers: [Worker] = []
        while workers.count < min(jobs, tasks.count) { workers.append(Worker(try start())) }
        while !shouldStop() {
            for worker in workers where worker.task == nil && next < tasks.count {
                worker.task = next
                worker.start = .now
                // A worker that does not read has died; its end is seen below, and the task gets its result there.
                _ = worker.process.send(WorkerRequest(tasks[next]).line)
                next += 1
            }
            let busy = workers.filter { $0.task != nil }
            if busy.isEmpty { return }
            for position in ChildProcess.ready(busy.map(\.process), milliseconds: 100) {
                let worker = busy[position]
                for line in worker.process.receive() {
                    guard let task = worker.task else { continue }
                    worker.task = nil
                    if !finished(task, Self.result(of: tasks[task], answer: line)) { return }
                }
                guard worker.process.isAtEnd else { continue }
                if let task = worker.task {
                    worker.task = nil
                    worker.process.kill()
                    if !finished(task, Self.died(tasks[task], worker.process.wait())) { return }
                }
                workers.removeAll { $0 === worker }
                if next < tasks.count { workers.append(Worker(try start())) }
            }
            let now = ContinuousClock.now
            for worker in busy where now - worker.start > patience {
                guard let task = worker.task else { continue }
                worker.task = nil
                worker.process.kill()
                _ = worker.process.wait()
                workers.removeAll { $0 === worker }
                if !finished(task, Self.hung(tasks[task], patience)) { return }
                if next < tasks.count { workers.append(Worker(try start())) }
            }
        }
    }

    private func start() throws(FileError) -> ChildProcess {
        try ChildProcess(executable: executable, arguments: arguments)
    }

    private static func result(of task: ScenarioTask, answer: String) -> ScenarioResult {
        if let json = try? JSONValue(parsing: answer.utf8), let result = ScenarioResult(json: json) { return result }
        return ScenarioResult(
            name: task.scenario.name, file: task.scenario.path, selector: task.scenario.selector,
            repetition: task.repetition, status: .error,
            message: "the worker process answered with something that is no result", problem: .defect)
    }

    private static func hung(_ task: ScenarioTask, _ patience: Duration) -> ScenarioResult {
        ScenarioResult(
            name: task.scenario.name, file: task.scenario.path, selector: task.scenario.selector,
            repetition: task.repetition, status: .error,
            message: "the worker process did not answer for \(patience) and was killed", problem: .defect)
    }

    private static func died(_ task: ScenarioTask, _ termination: ChildProcess.Termination) -> ScenarioResult {
        ScenarioResult(
            name: task.scenario.name, file: task.scenario.path, selector: task.scenario.selector,
            repetition: task.repetition, status: .error,
            message: "the worker process \(termination)", problem: .defect)
    }
}

/// What a worker is asked for, one line.
struct WorkerRequest: Hashable {
    var path: String
    var cell: Int
    var repetition: Int
    var checkers: [String]?

    init(_ task: ScenarioTask) {
        path = task.scenario.path
        cell = task.scenario.cell
        repetition = task.repetition
        checkers = task.checkers
    }

    init?(line: String) {
        guard let json = try? JSONValue(parsing: line.utf8), let path = json["path"]?.text,
            let cell = json["cell"]?.int, let repetition = json["repetition"]?.int
        else { return nil }
        self.path = path
        self.cell = Int(clamping: cell)
        self.repetition = Int(clamping: repetition)
        checkers = json["checkers"]?.elements?.compactMap(\.text)
    }

    var line: String {
        let json: JSONValue = [
            "path": .string(path), "cell": .count(cell),
            "checkers": checkers.map { .array($0.map(JSONValue.string)) } ?? .null, "repetition": .count(repetition),
        ]
        return json.serialized()
    }
}

/// The other end of a `WorkerPool`: takes requests line by line and answers each with a result, until its input ends.
public struct ScenarioWorker {
    let run: (ScenarioTask) -> ScenarioResult

    public init(run: @escaping (ScenarioTask) -> ScenarioResult) { self.run = run }

    /// The answer to a request line.
    public func answer(_ line: String) -> String {
        guard let request = WorkerRequest(line: line) else { return "null" }
        let result: ScenarioResult
        do {
            let scenarios = try Scenario.read(path: request.path)
            guard scenarios.indices.contains(request.cell) else { return "null" }
            result = run(
                ScenarioTask(
                    scenario: scenarios[request.cell].checked(by: request.checkers), repetition: request.repetition))
        } catch {
            result = ScenarioResult(name: request.path, file: request.path, errors: error)
        }
        return result.json.serialized()
    }
}
