import CEKernel
internal import CEMachine
import RunReports

extension ScenarioObservation.Thread {
    init(_ summary: ThreadSummary, _ clock: VirtualClock) {
        self.init()
        id = summary.id
        process = summary.process
        name = summary.name
        priority = summary.priority
        time = clock.nanoseconds(summary.activity.time)
        switches = Int(clamping: summary.activity.switches)
        interrupts = Int(clamping: summary.activity.interrupts)
        let latencies = summary.activity.latencies.sorted().map { clock.nanoseconds(UInt64($0)) }
        latencyLeast = latencies.first
        latencyMedian = latencies.isEmpty ? nil : latencies[latencies.count / 2]
        latencyMost = latencies.last
    }
}

extension ScenarioObservation.Lane {
    init(_ lane: ActivityLane, _ clock: VirtualClock) {
        self.init()
        kind = lane.kind.rawValue
        name = lane.name
        count = lane.count
        total = clock.nanoseconds(lane.total)
        first = clock.nanoseconds(lane.first ?? 0)
        last = clock.nanoseconds(lane.last)
        spans = lane.spans.map { Span(start: clock.nanoseconds($0.start), end: clock.nanoseconds($0.end)) }
    }
}
