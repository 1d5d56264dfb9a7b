/// A run's output for a page that shows its faults in full as well: there CE's lines stay, and what explains them does
/// not.
struct FoldedOutput {
    let lines: [String]

    /// A result of another program may say anything of its lines: what cannot be is shown as it stands.
    init(_ run: ScenarioObservation) {
        var lines: [String] = []
        var next = 0
        for entry in run.outputEntries where entry.kind == .explanation {
            guard let fault = entry.fault, run.faults.indices.contains(fault), entry.lines > 0, entry.from >= next,
                run.output.count - entry.from >= entry.lines
            else { continue }
            lines += run.output[next..<entry.from]
            lines.append("  (explained above)")
            next = entry.from + entry.lines
        }
        self.lines = lines + run.output[next...]
    }
}
