/// A run beside what a board has measured.
package struct DeviceComparison {
    private let rows: [[String]]
    private let costs: DeviceCosts
    private let engine: String

    /// How many workloads both know at the same size.
    package var compared: Int { rows.count }

    package init(_ device: DeviceReport, _ report: BenchReport) {
        costs = DeviceCosts(device)
        engine = report.engine
        rows = report.measurements.compactMap { [costs] measurement in
            guard let cost = costs.cost(measurement.name, measurement.size), cost.isMeasured else { return nil }
            let here = measurement.seconds.median
            return [
                measurement.name, Units.size(measurement.size), Units.seconds(here), Units.seconds(cost.seconds),
                here > 0 ? Units.significant(cost.seconds / here) : "-",
            ]
        }
    }

    /// The table, and what mapping costs on the board.
    package var text: String {
        let all = [["workload", "size", "here", "board", "board / here"]] + rows
        let widths = all[0].indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        var text = "here: \(engine); board: \(costs.device.board)\n\n"
        text += all.map { row in
            row.enumerated().map { $1.padded(to: widths[$0], right: $0 > 0) }.joined(separator: "  ") + "\n"
        }.joined()
        if let answer = costs.answer { text += "\nOn the board: \(answer)\n" }
        return text
    }
}
