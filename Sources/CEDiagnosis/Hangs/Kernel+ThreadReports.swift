package import CEKernel
import CEMemory
import GuestAddress

extension Kernel {
    /// Threads that are told of one by one; the others are counted.
    private static let mostThreads = 64

    /// What each thread is at now, in order of making.
    package func threadReports() -> [ThreadReport] {
        accountForThreads()
        let wakers = WaitWakers(self)
        let first = scheduler.threads.filter { $0.state == .running || $0.state == .ready }.min {
            ($0.priority, $0.state == .running ? 0 : 1, $0.id) < ($1.priority, $1.state == .running ? 0 : 1, $1.id)
        }
        return scheduler.threads.prefix(Self.mostThreads).map { report(of: $0, wakers, first) }
    }

    /// How many threads there are besides those that are told of.
    package var untoldThreads: Int { max(0, scheduler.threads.count - Self.mostThreads) }

    /// - Parameter first: the thread that gets the core before all others.
    private func report(of thread: Thread, _ wakers: WaitWakers, _ first: Thread?) -> ThreadReport {
        var report = ThreadReport(
            id: thread.id, process: thread.owner.name, name: beginning(of: thread), priority: thread.priority,
            state: .ready, call: callName(of: thread))
        switch thread.state {
        case .running: report.state = .running
        case .ready, .ended:
            report.state = .ready
            if let first, first.priority < thread.priority {
                report.waitsFor = ["the core, which \(name(of: first)) of priority \(first.priority) keeps"]
            }
        case .suspended:
            report.state = .suspended
            if let suspender = thread.suspender {
                report.since = suspender.instructions
                report.waitsFor = ["ResumeThread, as it was suspended by \(describe(suspender))"]
            }
            report.wakers = ["ResumeThread, \(thread.suspendCount) time\(thread.suspendCount == 1 ? "" : "s")"]
        case .waiting(let deadline):
            report.state = .waiting
            report.until = deadline
        }
        if let wait = scheduler.wait(of: thread) {
            report.since = wait.since
            report.waitsFor = wakers.targets(of: wait)
            report.wakers = wakers.wakers(of: wait, thread)
        }
        report.stack = stack(of: thread)
        report.time = thread.activity.time
        report.switches = thread.activity.switches
        return report
    }

    /// Where a thread began, and who made it; of the one that does what the scenario says, at which step it is.
    private func beginning(of thread: Thread) -> String {
        let start = namedStart(of: thread)
        if thread.id == boot.threadID { return start + (boot.currentStep.map { ", now to \($0)" } ?? "") }
        return start + (thread.creator.map { ", made by \(describe(place: $0))" } ?? "")
    }

    /// `thread 0x00400042 of app.exe`.
    func name(of thread: Thread) -> String { "thread 0x\(hexadecimal(thread.id)) of \(thread.owner.name)" }
}
