package import CEDiagnosis
package import CEKernel
import CEMemory
package import MachineTerms
import Unicorn

/// Where guest code spends its time, by samples.
package struct HotPlace: Hashable, Sendable {
    package var thread: UInt32
    package var place: String
    /// Of the thread's samples, in percent.
    package var percent: Int
}

/// What the threads of a machine are at that has not come to its end.
extension Machine {
    /// Has threads take turns by a schedule; to be given before guests run.
    package func follow(_ schedule: ThreadSchedule) { kernel.control.switches = ScheduledSwitches(schedule) }

    /// Whether the engine can follow a schedule.
    package static var canFollowSchedules: Bool { Kernel.canFollowSchedules }

    /// The switches of the schedule by which somebody got the core.
    package var takenSwitches: [ScheduledSwitches.Taken] { kernel.control.switches?.taken ?? [] }

    package var threadReports: [ThreadReport] { kernel.threadReports() }
    package var untoldThreads: Int { kernel.untoldThreads }
    package var waitCircles: [String] { kernel.waitCircles() }

    /// A prime, so that no loop of a guest keeps step with it.
    private static let sampleDistance: UInt64 = 997
    private static let samples = 1003
    private static let placesTold = 4

    /// Runs on for a million instructions and looks again and again where the thread is that has the core. Nobody hears
    /// of what happens meanwhile, and the machine is of no use afterwards.
    /// - Parameter limit: ends it before.
    /// - Throws: what the engine throws.
    package func hotPlaces(limit: any RunLimit) throws -> [HotPlace] {
        kernel.observers.silence()
        kernel.memory.physical.listening = []
        kernel.control.renew(limit)
        var counts: [UInt32: [String: Int]] = [:]
        for _ in 0..<Self.samples {
            let result = try kernel.run(limit: kernel.engine.instructions + Self.sampleDistance)
            guard result == .timeout, !limit.isReached else { break }
            guard let thread = kernel.scheduler.running, thread.state == .ready || thread.state == .running else {
                continue
            }
            counts[thread.id, default: [:]][kernel.runningPlace(of: thread), default: 0] += 1
        }
        return counts.keys.sorted().flatMap { thread in Self.places(of: thread, counts[thread] ?? [:]) }
    }

    private static func places(of thread: UInt32, _ counts: [String: Int]) -> [HotPlace] {
        let all = counts.values.reduce(0, +)
        let sorted = counts.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
        return sorted.prefix(placesTold).map {
            HotPlace(thread: thread, place: $0.key, percent: ($0.value * 100 + all / 2) / max(all, 1))
        }.filter { $0.percent > 0 }
    }
}
