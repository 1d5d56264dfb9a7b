/// Runs that do the same work in different ways: what each leaves of the time that it has.
extension HTMLText {
    mutating func sideBySide(_ group: String, _ results: [ScenarioResult]) {
        let shown = results.filter { $0.observation.rhythm != nil }
        guard shown.count > 1 else { return }
        raw("<section class=\"beside\">\n")
        element("h2", "Side by side: \(group)")
        table(
            nil,
            [
                "Run", "Bursts", "A second", "Period", "Each burst", "Left after it", "Applications",
                "Driver and kernel",
                "Left in the end",
            ], shown.map(Self.shares))
        element(
            "p",
            "A burst is what the busiest device moves at once, a frame of a camera. What threads took is for each; "
                + "what is left in the end is the period without the burst and without them.", style: "quiet")
        picture(SideBySideChart(shown).svg)
        raw("</section>\n")
    }

    /// The times of a run for each burst of its busiest device.
    private static func shares(_ result: ScenarioResult) -> [String] {
        let run = result.observation
        guard let lane = run.rhythm, let period = lane.period, lane.count > 0 else { return [result.name] }
        let count = UInt64(lane.count)
        let burst = lane.total / count
        let kernel = run.threads.filter { $0.process == "NK.EXE" || $0.process == "udevice.exe" }
        let driver = kernel.reduce(0) { $0 + $1.time } / count
        let applications = run.threads.reduce(0) { $0 + $1.time } / count - driver
        let after = period > burst ? period - burst : 0
        let taken = applications + driver
        return [
            result.name, "\(count)", decimal(1e9 / Double(max(period, 1))), duration(period), duration(burst),
            duration(after), duration(applications), duration(driver), duration(after > taken ? after - taken : 0),
        ]
    }
}

extension ScenarioObservation {
    /// The device that came most often, again and again; nil of a run without one.
    var rhythm: Lane? {
        lanes.filter { $0.kind == "device" && $0.period != nil }.max { $0.count < $1.count }
    }
}
