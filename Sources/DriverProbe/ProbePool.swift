package import HostSystem

/// Tries drivers in processes of their own, several at once: what kills one of them ends one trial.
package final class ProbePool {
    /// How long a driver may take on the host, in seconds.
    private static let seconds = 60.0

    private let executable: String
    private let arguments: [String]
    private let jobs: Int
    private var workers: [Worker] = []

    private final class Worker {
        let process: ChildProcess
        var task: Int?
        var start = 0.0

        init(_ process: ChildProcess) { self.process = process }
    }

    package init(executable: String, arguments: [String], jobs: Int) {
        self.executable = executable
        self.arguments = arguments
        self.jobs = max(1, jobs)
    }

    /// Tries all drivers.
    /// - Parameter finished: gets the reports of each as they come, with its position.
    /// - Throws: `FileError` when no worker can be started.
    package func run(
        _ requests: [ProbeRequest], finished: (Int, [ProbeReport]) -> Void
    ) throws(FileError) {
        var next = 0
        while true {
            while next < requests.count, let worker = try free(requests.count - next) {
                worker.task = next
                worker.start = Host.monotonicSeconds
                _ = worker.process.send(requests[next].line)
                next += 1
            }
            let busy = workers.filter { $0.task != nil }
            if busy.isEmpty { break }
            for position in ChildProcess.ready(busy.map(\.process), milliseconds: 100) {
                listen(to: busy[position], requests, finished)
            }
            for worker in busy where Host.monotonicSeconds - worker.start > Self.seconds {
                guard let task = worker.task else { continue }
                dismiss(worker)
                finished(
                    task,
                    [
                        ProbeReport(
                            file: requests[task].driver, status: .hung,
                            reason: "took more than \(Int(Self.seconds)) s of the host's time")
                    ])
            }
        }
        for worker in workers { dismiss(worker) }
    }

    /// A worker without a task; nil when all are busy.
    private func free(_ wanted: Int) throws(FileError) -> Worker? {
        if let worker = workers.first(where: { $0.task == nil }) { return worker }
        guard workers.count < jobs else { return nil }
        do throws(FileError) {
            let worker = Worker(try ChildProcess(executable: executable, arguments: arguments))
            workers.append(worker)
            return worker
        } catch {
            guard !workers.isEmpty else { throw error }
            return nil
        }
    }

    private func listen(
        to worker: Worker, _ requests: [ProbeRequest], _ finished: (Int, [ProbeReport]) -> Void
    ) {
        for line in worker.process.receive() {
            guard let task = worker.task else { continue }
            worker.task = nil
            finished(
                task,
                ProbeAnswer.reports(line)
                    ?? [
                        ProbeReport(
                            file: requests[task].driver, status: .none, reason: "the worker answered with nonsense")
                    ])
        }
        guard worker.process.isAtEnd else { return }
        let task = worker.task
        let end = dismiss(worker)
        guard let task else { return }
        finished(
            task, [ProbeReport(file: requests[task].driver, status: .none, reason: "the worker process \(end)")])
    }

    @discardableResult private func dismiss(_ worker: Worker) -> ChildProcess.Termination {
        worker.task = nil
        workers.removeAll { $0 === worker }
        worker.process.kill()
        return worker.process.wait()
    }
}
