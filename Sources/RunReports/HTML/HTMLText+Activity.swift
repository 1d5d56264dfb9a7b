/// Threads, interrupts and devices of a run.
extension HTMLText {
    mutating func activity(_ run: ScenarioObservation) {
        element("h3", "Devices, interrupts, threads and mappings over time")
        picture(ActivityChart(run).svg)
        table(
            nil, ["At work", "What", "Times", "A second", "Period", "Each", "Left of the period"],
            run.lanes.filter { $0.kind != "thread" }.map(Self.rhythm))
        threads(run)
    }

    /// How often something came, how long it took, and what that leaves of the time until it came again.
    private static func rhythm(_ lane: ScenarioObservation.Lane) -> [String] {
        let each = lane.count > 0 ? lane.total / UInt64(lane.count) : 0
        let rate = lane.period.map { decimal(1e9 / Double(max($0, 1))) } ?? ""
        return [
            lane.kind, lane.name, "\(lane.count)", rate, lane.period.map(duration) ?? "", duration(each),
            lane.period.map { duration($0 > each ? $0 - each : 0) } ?? "",
        ]
    }

    /// What each thread took, and what that is for each burst of the busiest device: a frame of a camera.
    private mutating func threads(_ run: ScenarioObservation) {
        let frames = run.lanes.filter { $0.kind == "device" }.map(\.count).max() ?? 0
        table(
            "Threads",
            ["Thread", "Priority", "Time", "A burst", "Switches", "Interrupts", "Latency: least", "median", "most"],
            run.threads.map { thread in
                [
                    thread.name, "\(thread.priority)", Self.duration(thread.time),
                    frames > 0 ? Self.duration(thread.time / UInt64(frames)) : "", "\(thread.switches)",
                    "\(thread.interrupts)", thread.latencyLeast.map(Self.duration) ?? "",
                    thread.latencyMedian.map(Self.duration) ?? "", thread.latencyMost.map(Self.duration) ?? "",
                ]
            })
    }
}
