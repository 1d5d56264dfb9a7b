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

    /// A line is no longer than this where a comparison can be put on the next one.
    private static let lineLength = 120

    /// Aligned columns; the last goes on below itself.
    var text: String {
        let all = [Self.headings] + rows
        let widths = Self.headings.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        return all.map { row in
            let cells = row.dropLast().enumerated().map { index, cell in
                cell.padded(to: widths[index], right: index > 0)
            }
            let start = cells.joined(separator: "  ") + "  "
            let parts = Self.wrapped(row.last ?? "", to: Self.lineLength - start.count)
            return parts.enumerated().map { index, part in
                let line = (index == 0 ? start : String(repeating: " ", count: start.count)) + part
                return String(line.reversed().drop { $0 == " " }.reversed()) + "\n"
            }.joined()
        }.joined()
    }

    /// Breaks a list at its commas.
    private static func wrapped(_ list: String, to width: Int) -> [String] {
        var lines: [String] = []
        for item in list.split(separator: ", ") {
            if let last = lines.last, last.count + 2 + item.count < width {
                lines[lines.count - 1] = last + ", " + item
            } else {
                if let last = lines.popLast() { lines.append(last + ",") }
                lines.append(String(item))
            }
        }
        return lines.isEmpty ? [""] : lines
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
        text += Legend(self).lines.map { $0 + "\n" }.joined()
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
