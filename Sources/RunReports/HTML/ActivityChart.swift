internal import GuestAddress
internal import MachineTerms

/// A picture of who was at work when: devices, interrupts and threads above, what was mapped below, on one time line.
struct ActivityChart {
    private static let laneLimit = 40
    private static let mappingLimit = 12
    private static let width = 960.0
    private static let left = 250.0
    private static let laneHeight = 18.0
    static let colors = [
        "device": "#228833", "interrupt": "#ee6677", "thread": "#4477aa", "mapping": "#ccbb44",
    ]
    static let order = ["device", "interrupt", "thread", "mapping"]

    private struct Row {
        let kind: String
        let name: String
        let spans: [ScenarioObservation.Lane.Span]
    }

    private let rows: [Row]
    private let end: Double

    init(_ run: ScenarioObservation) {
        let lanes = run.lanes.map { Row(kind: $0.kind, name: $0.name, spans: $0.spans) }
        let mappings = run.mappings.filter { $0.kind != .reserved }.prefix(Self.mappingLimit).map { mapping in
            Row(
                kind: "mapping", name: "\(mapping.process) \(mapping.virtual.base)",
                spans: [.init(start: mapping.createdAt, end: mapping.releasedAt ?? run.virtualNanoseconds)])
        }
        let all = (lanes + mappings).enumerated().sorted {
            let left = Self.order.firstIndex(of: $0.element.kind) ?? Self.order.count
            let right = Self.order.firstIndex(of: $1.element.kind) ?? Self.order.count
            return (left, $0.offset) < (right, $1.offset)
        }
        rows = all.prefix(Self.laneLimit).map(\.element)
        end = Double(max(1, rows.reduce(run.virtualNanoseconds) { max($0, $1.spans.last?.end ?? 0) }))
    }

    var svg: String {
        let height = Double(rows.count) * Self.laneHeight + 34
        var svg = "<svg viewBox=\"0 0 \(Self.width) \(height)\" role=\"img\" aria-label=\"Who was at work when\">\n"
        for (index, row) in rows.enumerated() {
            let y = Double(index) * Self.laneHeight
            let label = String("\(row.kind) \(row.name)".prefix(38))
            svg += "<text x=\"0\" y=\"\(y + 13)\">\(HTMLText.escaped(label))</text>\n"
            let color = Self.colors[row.kind] ?? "#aa3377"
            for span in row.spans { svg += bar(span, y: y, color: color, title: row.name) }
        }
        return svg + axis(y: Double(rows.count) * Self.laneHeight) + "</svg>\n"
    }

    private func bar(_ span: ScenarioObservation.Lane.Span, y: Double, color: String, title: String) -> String {
        let start = x(span.start)
        // An interrupt is short: it is to be seen all the same.
        let width = max(2, x(span.end) - start)
        let text = "\(title), \(HTMLText.duration(span.start)) to \(HTMLText.duration(span.end))"
        return "<rect class=\"bar\" x=\"\(start)\" y=\"\(y + 3)\" width=\"\(width)\" height=\"\(Self.laneHeight - 6)\" "
            + "fill=\"\(color)\"><title>\(HTMLText.escaped(text))</title></rect>\n"
    }

    private func axis(y: Double) -> String {
        var svg = ""
        for step in 0...4 {
            let place = Self.left + (Self.width - Self.left) * Double(step) / 4
            let anchor = step == 4 ? "end" : step == 0 ? "start" : "middle"
            svg += "<line class=\"axis\" x1=\"\(place)\" x2=\"\(place)\" y1=\"0\" y2=\"\(y + 6)\"/>"
            svg += "<text x=\"\(place)\" y=\"\(y + 20)\" text-anchor=\"\(anchor)\">"
            svg += "\(HTMLText.duration(UInt64(end * Double(step) / 4)))</text>\n"
        }
        return svg
    }

    /// With two digits behind the point, the same on every run.
    private func x(_ time: UInt64) -> Double {
        ((Self.left + (Self.width - Self.left) * Double(time) / end) * 100).rounded() / 100
    }
}
