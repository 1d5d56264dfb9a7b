import CEKernel
internal import CEMachine
import RunReports

extension ScenarioObservation.Thread {
    /// - Parameter nanoseconds: of so many instructions.
    init(_ summary: ThreadSummary, _ nanoseconds: (UInt64) -> UInt64) {
        self.init()
        id = summary.id
        process = summary.process
        name = summary.name
        priority = summary.priority
        time = nanoseconds(summary.activity.time)
        switches = Int(clamping: summary.activity.switches)
        interrupts = Int(clamping: summary.activity.interrupts)
        let latencies = summary.activity.latencies.sorted().map { nanoseconds(UInt64($0)) }
        latencyLeast = latencies.first
        latencyMedian = latencies.isEmpty ? nil : latencies[latencies.count / 2]
        latencyMost = latencies.last
    }
}

extension ScenarioObservation.Lane {
    /// - Parameter nanoseconds: of so many instructions.
    init(_ lane: ActivityLane, _ nanoseconds: (UInt64) -> UInt64) {
        self.init()
        kind = lane.kind.rawValue
        name = lane.name
        count = lane.count
        total = nanoseconds(lane.total)
        first = nanoseconds(lane.first ?? 0)
        last = nanoseconds(lane.last)
        spans = lane.spans.map { Span(start: nanoseconds($0.start), end: nanoseconds($0.end)) }
    }
}
