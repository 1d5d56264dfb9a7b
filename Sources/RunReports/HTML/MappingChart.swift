internal import GuestAddress
internal import MachineTerms

/// A picture of what was mapped when and by whom: time to the right, a lane for each address range.
struct MappingChart {
    /// More lanes than this say nothing to the eye; the table below the picture has the rest.
    private static let laneLimit = 60
    private static let width = 960.0
    private static let left = 250.0
    private static let laneHeight = 18.0
    /// Told apart by people who see colours differently, on light and on dark.
    private static let colors = ["#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377"]

    private let mappings: [ScenarioObservation.Mapping]
    private let end: Double

    /// - Parameter end: the end of the run, nanoseconds of virtual time.
    init(_ mappings: [ScenarioObservation.Mapping], end: UInt64) {
        self.mappings = mappings
        let last = mappings.reduce(end) { max($0, $1.createdAt, $1.releasedAt ?? 0) }
        self.end = Double(max(last, 1))
    }

    private struct Lane: Hashable {
        let process: String
        let base: VirtualAddress
        let size: UInt64
    }

    var svg: String {
        var lanes: [Lane: Int] = [:]
        let sorted = Set(mappings.map(lane)).sorted { ($0.process, $0.base, $0.size) < ($1.process, $1.base, $1.size) }
        for (index, lane) in sorted.prefix(Self.laneLimit).enumerated() { lanes[lane] = index }
        let processes = Set(sorted.map(\.process)).sorted()
        let height = Double(lanes.count) * Self.laneHeight + 34
        var svg =
            "<svg viewBox=\"0 0 \(number(Self.width)) \(number(height))\" role=\"img\" aria-label=\"Mappings over time\">\n"
        for (lane, index) in lanes.sorted(by: { $0.value < $1.value }) {
            let y = Double(index) * Self.laneHeight
            let label = "\(lane.process) \(lane.base) \(ByteCount(lane.size))"
            svg += "<text x=\"0\" y=\"\(number(y + 13))\">\(HTMLText.escaped(String(label.prefix(38))))</text>\n"
            svg += "<line class=\"axis\" x1=\"\(number(Self.left))\" x2=\"\(number(Self.width))\" "
            svg += "y1=\"\(number(y + Self.laneHeight))\" y2=\"\(number(y + Self.laneHeight))\"/>\n"
        }
        for mapping in mappings {
            guard let index = lanes[lane(mapping)] else { continue }
            let color = Self.colors[(processes.firstIndex(of: mapping.process) ?? 0) % Self.colors.count]
            svg += bar(mapping, y: Double(index) * Self.laneHeight, color: color)
        }
        return svg + axis(y: Double(lanes.count) * Self.laneHeight) + "</svg>\n"
    }

    private func lane(_ mapping: ScenarioObservation.Mapping) -> Lane {
        Lane(process: mapping.process, base: mapping.virtual.base, size: mapping.virtual.size)
    }

    private func bar(_ mapping: ScenarioObservation.Mapping, y: Double, color: String) -> String {
        let start = x(mapping.createdAt)
        let stop = mapping.releasedAt.map(x) ?? Self.width
        let title =
            "\(mapping.kind.rawValue) \(mapping.virtual)\(mapping.physical.map { " to \($0)" } ?? ""), \(mapping.attributes), "
            + "made by \(mapping.createdBy) at \(seconds(mapping.createdAt))"
            + (mapping.releasedBy.map { ", released by \($0)" } ?? ", never released")
        // Pages and copy-maps are solid, a bare reservation is light.
        let opacity = mapping.kind == .reserved ? "0.35" : "0.9"
        return
            "<rect class=\"bar\" x=\"\(number(start))\" y=\"\(number(y + 3))\" width=\"\(number(max(2, stop - start)))\" "
            + "height=\"\(number(Self.laneHeight - 6))\" fill=\"\(color)\" fill-opacity=\"\(opacity)\">"
            + "<title>\(HTMLText.escaped(title))</title></rect>\n"
    }

    private func axis(y: Double) -> String {
        var svg = ""
        for step in 0...4 {
            let time = end * Double(step) / 4
            let anchor = step == 4 ? "end" : step == 0 ? "start" : "middle"
            let place = Self.left + (Self.width - Self.left) * Double(step) / 4
            svg +=
                "<line class=\"axis\" x1=\"\(number(place))\" x2=\"\(number(place))\" y1=\"0\" y2=\"\(number(y + 6))\"/>"
            svg += "<text x=\"\(number(place))\" y=\"\(number(y + 20))\" text-anchor=\"\(anchor)\">"
            svg += "\(HTMLText.duration(UInt64(time)))</text>\n"
        }
        return svg
    }

    private func x(_ time: UInt64) -> Double { Self.left + (Self.width - Self.left) * Double(time) / end }
}

/// A picture of the pages in each use: start, peak and end side by side.
struct LedgerChart {
    private let figures: [ScenarioObservation.LedgerFigure]

    init(_ ledger: [ScenarioObservation.LedgerFigure]) {
        figures = ledger.filter { $0.use != .total && $0.use != .free }
    }

    var svg: String {
        let largest = Double(max(1, figures.map { max($0.start, $0.peak, $0.end) }.max() ?? 1))
        let height = Double(figures.count) * 48 + 4
        var svg = "<svg viewBox=\"0 0 960 \(number(height))\" role=\"img\" aria-label=\"Physical pages\">\n"
        for (index, figure) in figures.enumerated() {
            let top = Double(index) * 48
            svg += "<text x=\"0\" y=\"\(number(top + 28))\">\(HTMLText.escaped(figure.use.rawValue))</text>\n"
            let bars = [("start", figure.start, "0.35"), ("peak", figure.peak, "0.9"), ("end", figure.end, "0.6")]
            for (row, bar) in bars.enumerated() {
                let y = top + Double(row) * 14 + 2
                let width = max(1, 560 * Double(bar.1) / largest)
                svg += "<rect x=\"250\" y=\"\(number(y))\" width=\"\(number(width))\" height=\"12\" fill=\"#4477aa\" "
                svg += "fill-opacity=\"\(bar.2)\"/><text x=\"\(number(256 + width))\" y=\"\(number(y + 10))\">"
                svg += "\(bar.0) \(bar.1) pages</text>\n"
            }
        }
        return svg + "</svg>\n"
    }
}

/// A coordinate with at most two digits behind the point, the same on every run.
private func number(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    let hundredths = Int64((min(max(value, -1e12), 1e12) * 100).rounded())
    let fraction = abs(hundredths % 100)
    let whole = (hundredths < 0 ? "-" : "") + String(abs(hundredths / 100))
    return fraction == 0 ? whole : whole + "." + String(100 + fraction).dropFirst()
}
