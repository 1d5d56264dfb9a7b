internal import GuestAddress
internal import MachineTerms

/// Runs that are compared, on one time line: of each who was at work when, from the first burst of its busiest device
/// on, for some of its periods.
struct SideBySideChart {
    private static let periods: UInt64 = 6
    private static let rowLimit = 16
    private static let width = 960.0
    private static let left = 250.0
    private static let rowHeight = 18.0
    private static let headHeight = 24.0

    private struct Row {
        let kind: String
        let name: String
        /// From the run's first burst on.
        let spans: [ScenarioObservation.Lane.Span]
    }

    private let runs: [(name: String, rows: [Row])]
    /// Nanoseconds that are shown.
    private let end: UInt64

    /// - Parameter results: with a device each that came again and again.
    init(_ results: [ScenarioResult]) {
        let end = results.compactMap { $0.observation.rhythm?.period }.max().map { $0 * Self.periods } ?? 1
        self.end = max(1, end)
        runs = results.map { ($0.name, Self.rows(of: $0.observation, end)) }
    }

    private static func rows(of run: ScenarioObservation, _ end: UInt64) -> [Row] {
        let begin = run.rhythm?.first ?? 0
        let lanes = run.lanes.map { Row(kind: $0.kind, name: shortened($0.name), spans: cut($0.spans, begin, end)) }
        let mappings = run.mappings.filter { $0.kind != .reserved }.map { mapping in
            let span = ScenarioObservation.Lane.Span(
                start: mapping.createdAt, end: mapping.releasedAt ?? run.virtualNanoseconds)
            return Row(
                kind: "mapping", name: "\(mapping.process) \(mapping.virtual.base)", spans: cut([span], begin, end))
        }
        let order = ActivityChart.order
        let shown = (lanes + mappings).filter { !$0.spans.isEmpty }.enumerated().sorted {
            let left = order.firstIndex(of: $0.element.kind) ?? order.count
            let right = order.firstIndex(of: $1.element.kind) ?? order.count
            return (left, $0.offset) < (right, $1.offset)
        }
        return shown.prefix(rowLimit).map(\.element)
    }

    /// Where a thread began, without its number: `camera.dll+0x1dbc`.
    private static func shortened(_ name: String) -> String {
        String(name.prefix { $0 != "," })
    }

    /// What of the spans is in the part that is shown, from its beginning on.
    private static func cut(
        _ spans: [ScenarioObservation.Lane.Span], _ begin: UInt64, _ length: UInt64
    ) -> [ScenarioObservation.Lane.Span] {
        spans.filter { $0.end > begin && $0.start < begin + length }.map {
            .init(start: max($0.start, begin) - begin, end: min($0.end, begin + length) - begin)
        }
    }

    var svg: String {
        let rows = runs.reduce(0) { $0 + $1.rows.count }
        let height = Double(rows) * Self.rowHeight + Double(runs.count) * Self.headHeight
        var svg = "<svg viewBox=\"0 0 \(Self.width) \(height + 34)\" role=\"img\" aria-label=\"Runs side by side\">\n"
        svg += axis(y: height)
        var y = 0.0
        for run in runs {
            svg += "<text class=\"head\" x=\"0\" y=\"\(y + 16)\">\(HTMLText.escaped(run.name))</text>\n"
            y += Self.headHeight
            for row in run.rows {
                let label = HTMLText.escaped(String("\(row.kind) \(row.name)".prefix(38)))
                svg += "<text x=\"0\" y=\"\(y + 13)\">\(label)</text>\n"
                let color = ActivityChart.colors[row.kind] ?? "#aa3377"
                for span in row.spans { svg += bar(span, y: y, color: color, title: row.name) }
                y += Self.rowHeight
            }
        }
        return svg + "</svg>\n"
    }

    private func bar(_ span: ScenarioObservation.Lane.Span, y: Double, color: String, title: String) -> String {
        let start = x(span.start)
        let text = "\(title), \(HTMLText.duration(span.start)) to \(HTMLText.duration(span.end))"
        return "<rect class=\"bar\" x=\"\(start)\" y=\"\(y + 3)\" width=\"\(max(2, x(span.end) - start))\" "
            + "height=\"\(Self.rowHeight - 6)\" fill=\"\(color)\"><title>\(HTMLText.escaped(text))</title></rect>\n"
    }

    /// A line for each period.
    private func axis(y: Double) -> String {
        var svg = ""
        for step in 0...Self.periods {
            let time = end / Self.periods * step
            let anchor = step == Self.periods ? "end" : step == 0 ? "start" : "middle"
            svg += "<line class=\"axis\" x1=\"\(x(time))\" x2=\"\(x(time))\" y1=\"0\" y2=\"\(y + 6)\"/>"
            svg +=
                "<text x=\"\(x(time))\" y=\"\(y + 20)\" text-anchor=\"\(anchor)\">\(HTMLText.duration(time))</text>\n"
        }
        return svg
    }

    /// With two digits behind the point, the same on every run.
    private func x(_ time: UInt64) -> Double {
        ((Self.left + (Self.width - Self.left) * Double(time) / Double(end)) * 100).rounded() / 100
    }
}
