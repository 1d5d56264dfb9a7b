/// The rows that the table for people, Markdown and CSV have in common.
struct ResultTable {
    static let headings = ["workload", "size", "median", "a page", "p95", "spread", "words", "compared"]
    let rows: [[String]]

    init(_ report: BenchReport) {
        rows = report.measurements.map { measurement in
            let seconds = measurement.seconds
            return [
                measurement.name, Units.size(measurement.size), Units.seconds(seconds.median),
                measurement.size == 0 ? "-" : Units.seconds(seconds.median / Double(measurement.pageCount)),
                Units.seconds(seconds.p95), Units.decimal(seconds.spread * 100, places: 0) + "%",
                Units.grouped(Int64(clamping: measurement.counts.descriptors)), Self.ratios(measurement),
            ]
        }
    }

    /// `1.40 x floor, 0.011 x mmap`; a ratio that noise made worthless says so.
    private static func ratios(_ measurement: Measurement) -> String {
        measurement.ratios.map { named in
            named.ratio.isTrusted
                ? "\(Units.significant(named.ratio.value)) x \(named.baseline)" : "\(named.baseline): too noisy"
        }.joined(separator: ", ")
    }

    /// Aligned columns; the last is as wide as it is.
    var text: String {
        let all = [Self.headings] + rows
        let widths = Self.headings.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        return all.map { row in
            let cells = row.enumerated().map { index, cell in
                index == 0 || index == row.count - 1
                    ? cell.padded(to: index == 0 ? widths[index] : 0)
                    : cell.padded(to: widths[index], right: true)
            }
            return cells.joined(separator: "  ") + "\n"
        }.joined()
    }

    var markdown: String {
        let alignment = ["---"] + [String](repeating: "--:", count: Self.headings.count - 2) + ["---"]
        return ([Self.headings, alignment] + rows).map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
    }
}

extension BenchReport {
    /// The table for people.
    package var text: String {
        var text = "\(engine) on \(machine); board \(board)\n\n" + ResultTable(self).text + "\n"
        text += "x floor: a plain loop that stores (release: clears) the same page-table words. Below 1 is faster.\n"
        for note in notes { text += note + "\n" }
        return text
    }

    /// The same as a Markdown document.
    package var markdown: String {
        var text = "\(engine) on \(machine); board \(board).\n\n" + ResultTable(self).markdown + "\n"
        for note in notes { text += "- \(note)\n" }
        return text
    }

    /// One line for each measurement, with the numbers as they are in JSON.
    package var csv: String {
        let baselines = measurements.flatMap { $0.ratios.map(\.baseline) }.reduce(into: [String]()) {
            if !$0.contains($1) { $0.append($1) }
        }
        var lines = [
            ["name", "size", "samples", "min", "median", "p95", "p99", "q1", "q3", "outliers"] + OperationCounts.names
                + baselines.map { "ratio:\($0)" }
        ]
        for measurement in measurements {
            let seconds = measurement.seconds
            var line = [measurement.name, String(measurement.size), String(seconds.count)]
            line += [
                seconds.minimum, seconds.median, seconds.p95, seconds.p99, seconds.lowerQuartile, seconds.upperQuartile,
            ].map { "\($0)" }
            line.append(String(seconds.outliers))
            line += measurement.counts.values.map { String($0) }
            line += baselines.map { baseline in
                measurement.ratio(to: baseline).flatMap { $0.isTrusted ? "\($0.value)" : nil } ?? ""
            }
            lines.append(line)
        }
        return lines.map { $0.map(Self.field).joined(separator: ",") + "\r\n" }.joined()
    }

    /// A field of CSV (RFC 4180).
    private static func field(_ text: String) -> String {
        guard text.contains(where: { ",\"\r\n".contains($0) }) else { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
