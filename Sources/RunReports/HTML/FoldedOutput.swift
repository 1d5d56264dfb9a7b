/// A guest's output for a page that shows its faults in full as well: of a report in the output only CE's own lines stay.
struct FoldedOutput {
    let lines: [String]

    init(_ run: ScenarioObservation) {
        // Two reports may begin alike.
        let texts = Set(run.faults.map(\.text)).sorted()
        let reports = Dictionary(
            grouping: texts.map { $0.split(separator: "\n").map(String.init) }.filter { !$0.isEmpty }, by: \.[0])
        var lines: [String] = []
        var next = 0
        while next < run.output.count {
            let rest = run.output[next...]
            if let report = reports[run.output[next]]?.first(where: { rest.starts(with: $0) }) {
                let own = report.prefix { !$0.hasPrefix("  ") }
                lines += own
                if own.count < report.count { lines.append("  (explained above)") }
                next += report.count
            } else {
                lines.append(run.output[next])
                next += 1
            }
        }
        self.lines = lines
    }
}
