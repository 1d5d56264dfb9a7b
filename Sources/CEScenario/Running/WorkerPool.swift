package import HostSystem
internal import RunReports
internal import ScenarioFiles

/// Runs scenarios in processes of their own, several at once: what kills one of them ends one scenario, not the run.
/// Workers stay between runs and end with the pool.
package final class WorkerPool {
    /// What makes a program a worker.
    package struct Program: Sendable {
        package var executable: String
        package var arguments: [String]
        /// A descriptor that workers write to as their number 3, or nil.
        package var further: Int32?

        package init(executable: String, arguments: [String], further: Int32? = nil) {
            self.executable = executable
            self.arguments = arguments
            self.further = further
        }
    }

    /// How much longer than a scenario may take an answer may take: workers end a scenario by themselves, and have to
    /// say so.
    private static let grace = 1.0

    private let program: Program
    private let jobs: Int
    private let seconds: Double
    private let isInterrupted: () -> Bool
    private let onTurn: () -> Void
    private var workers: [Worker] = []
    /// Why fewer workers run than were asked for, or nil.
    package private(set) var shortage: FileError?

    private final class Worker {
        let process: ChildProcess
        var task: Int?
        /// When it was given its task, on `Host.monotonicSeconds`.
        var start = 0.0

        init(_ process: ChildProcess) { self.process = process }
    }

    /// - Parameters:
    ///   - program: what serves as worker, see `ScenarioWorker`.
    ///   - jobs: how many run at once, at least 1.
    ///   - seconds: how long a scenario may take on the host. A worker that has no answer a second later is killed.
    ///   - shouldStop: asked again and again; true ends everything.
    ///   - onTurn: told again and again while the pool looks after its workers.
    package init(
        _ program: Program, jobs: Int, seconds: Double, shouldStop: @escaping () -> Bool,
        onTurn: @escaping () -> Void = {}
    ) {
        self.program = program
        self.jobs = max(1, jobs)
        self.seconds = seconds
        isInterrupted = shouldStop
        self.onTurn = onTurn
    }

    /// Starts a first worker, which then makes itself ready while the caller reads files. What keeps it from starting
    /// is told when it is needed.
    package func prepare() {
        if workers.isEmpty, let process = try? start() { workers.append(Worker(process)) }
    }

    /// Runs the tasks.
    /// - Parameters:
    ///   - tasks: in the order in which they begin.
    ///   - printed: gets output of tasks that are followed, with the task's position.
    ///   - finished: gets each answer as it comes, with the task's position; false ends the run.
    /// - Throws: `FileError` when no worker can be started.
    package func run(
        _ tasks: [ScenarioTask], printed: (Int, PrintedLines) -> Void = { _, _ in },
        finished: (Int, WorkerAnswer) -> Bool
    ) throws(FileError) {
        try work(on: tasks, printed, finished)
        if isInterrupted() { windUp(tasks, printed, finished) }
    }

    /// How long an interrupted worker may take to say how far it has come, in seconds.
    private static let parting = 1.5

    /// Has the workers end what they are busy with, and takes what they say of it.
    private func windUp(
        _ tasks: [ScenarioTask], _ printed: (Int, PrintedLines) -> Void, _ finished: (Int, WorkerAnswer) -> Bool
    ) {
        for worker in workers where worker.task != nil { worker.process.requestEnd() }
        let end = Host.monotonicSeconds + Self.parting
        while case let busy = workers.filter({ $0.task != nil }), !busy.isEmpty, Host.monotonicSeconds < end {
            onTurn()
            for position in ChildProcess.ready(busy.map(\.process), milliseconds: 50) {
                let worker = busy[position]
                // One that has not begun is ended by the wish.
                _ = listen(to: worker, tasks, printed) { task, answer in
                    if answer.isWorkers { _ = finished(task, answer) }
                    return true
                }
            }
        }
        workers.removeAll { $0.task != nil }
    }

    private func work(
        on tasks: [ScenarioTask], _ printed: (Int, PrintedLines) -> Void, _ finished: (Int, WorkerAnswer) -> Bool
    ) throws(FileError) {
        var next = 0
        // A run that ended early left some that are busy with what nobody wants any more.
        defer { if !isInterrupted() { workers.removeAll { $0.task != nil } } }
        while !isInterrupted() {
            onTurn()
            try hire(min(jobs, tasks.count - next + workers.count { $0.task != nil }))
            for worker in workers where worker.task == nil && next < tasks.count {
                give(tasks[next], next, to: worker)
                next += 1
            }
            let busy = workers.filter { $0.task != nil }
            if busy.isEmpty { return }
            for position in ChildProcess.ready(busy.map(\.process), milliseconds: 100) {
                if !listen(to: busy[position], tasks, printed, finished) { return }
            }
            let now = Host.monotonicSeconds
            for worker in busy where now - worker.start > seconds + Self.grace {
                guard let task = worker.task else { continue }
                let isStopped = worker.process.isStopped()
                dismiss(worker)
                if !finished(task, WorkerAnswer(late(tasks[task], isStopped: isStopped))) { return }
            }
        }
    }

    /// Starts workers until there are `count`, or as many as the system allows.
    private func hire(_ count: Int) throws(FileError) {
        while workers.count < count, shortage == nil || workers.isEmpty {
            do { workers.append(Worker(try start())) } catch {
                guard !workers.isEmpty else { throw error }
                shortage = error
            }
        }
    }

    private func start() throws(FileError) -> ChildProcess {
        try ChildProcess(executable: program.executable, arguments: program.arguments, further: program.further)
    }

    private func give(_ task: ScenarioTask, _ position: Int, to worker: Worker) {
        worker.task = position
        worker.start = Host.monotonicSeconds
        let request = WorkerRequest(task, root: NamedFiles.root, deadline: worker.start + seconds)
        // A worker that does not read has died; its end is seen later, and the task gets its result there.
        _ = worker.process.send(request.line)
    }

    /// Takes what a worker has to say, or its end.
    /// - Returns: false when the run is to end.
    private func listen(
        to worker: Worker, _ tasks: [ScenarioTask], _ printed: (Int, PrintedLines) -> Void,
        _ finished: (Int, WorkerAnswer) -> Bool
    ) -> Bool {
        for line in worker.process.receive() {
            guard let task = worker.task else { continue }
            if let lines = PrintedLines(line: line) {
                printed(task, lines)
                continue
            }
            worker.task = nil
            let nonsense = "the worker process answered with something that is no result"
            let answer =
                WorkerAnswer(line: line)
                ?? WorkerAnswer(tasks[task].result(.error, nonsense, problem: .defect))
            if !finished(task, answer) { return false }
        }
        guard worker.process.isAtEnd else { return true }
        let task = worker.task
        let end = dismiss(worker)
        guard let task else { return true }
        let result = tasks[task].result(.error, "the worker process \(end)", problem: .defect)
        return finished(task, WorkerAnswer(result))
    }

    /// Ends a worker.
    @discardableResult private func dismiss(_ worker: Worker) -> ChildProcess.Termination {
        worker.task = nil
        workers.removeAll { $0 === worker }
        worker.process.kill()
        return worker.process.wait()
    }

    private func late(_ task: ScenarioTask, isStopped: Bool) -> ScenarioResult {
        let what = isStopped ? "was stopped by a signal" : "did not end by itself"
        return task.result(
            .timeout,
            "took more than \(seconds) s of the host's time; its worker process \(what) and was killed")
    }
}
