internal import GuestAddress

/// What the threads of a run were at that ended before its time, for a person.
package struct ThreadText {
    /// Without line feeds at the ends; empty of a run that came to its end.
    package let lines: [String]

    package init(_ run: ScenarioObservation) {
        var lines: [String] = []
        for thread in run.threads where thread.state != nil { lines += Self.lines(of: thread) }
        if run.untoldThreads > 0 { lines.append("and \(run.untoldThreads) more threads") }
        if !run.waitCircles.isEmpty {
            lines.append("threads that wait for each other:")
            for circle in run.waitCircles { lines += circle.split(separator: "\n").map { "  \($0)" } }
        }
        self.lines = lines
    }

    private static func lines(of thread: ScenarioObservation.Thread) -> [String] {
        let call = thread.call.map { " in \($0)" } ?? ""
        var head = "thread 0x\(hexadecimal(thread.id)) of \(thread.process), priority \(thread.priority), "
        head += "began at \(thread.name): \(thread.state ?? "")\(call)"
        if let since = thread.since { head += " since \(seconds(since))" }
        if let until = thread.until { head += " until \(seconds(until))" }
        if thread.state == "waiting", thread.since != nil, thread.until == nil { head += ", without a timeout" }
        return [head] + thread.waitsFor.map { "  for: \($0)" }
            + thread.wakers.map { "  could be woken by: \($0)" }
            + thread.backtrace.enumerated().map { "  \($0.offset == 0 ? "at" : "called from"): \($0.element)" }
            + thread.hotPlaces.map { "  busy: \($0)" }
    }
}
