package import CEKernel
import GuestAddress

extension Kernel {
    /// Threads that are told of one by one; the others are counted.
    private static let mostThreads = 64

    /// What each thread is at now, in order of making.
    package func threadReports() -> [ThreadReport] {
        accountForThreads()
        let wakers = WaitWakers(self)
        return scheduler.threads.prefix(Self.mostThreads).map { report(of: $0, wakers) }
    }

    /// How many threads there are besides those that are told of.
    package var untoldThreads: Int { max(0, scheduler.threads.count - Self.mostThreads) }

    private func report(of thread: Thread, _ wakers: WaitWakers) -> ThreadReport {
        var report = ThreadReport(
            id: thread.id, process: thread.owner.name, name: startPlace(of: thread), priority: thread.priority,
            state: .ready, call: callName(of: thread))
        switch thread.state {
        case .running: report.state = .running
        case .ready, .ended: report.state = .ready
        case .suspended:
            report.state = .suspended
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

    /// `thread 0x00400042 of app.exe`.
    func name(of thread: Thread) -> String { "thread 0x\(hexadecimal(thread.id)) of \(thread.owner.name)" }
}
