/// Cost against size, both logarithmic: making and releasing a mapping, touching its pages, and copying the same bytes.
/// Where a line crosses that of the copy, sharing begins to pay.
package struct CostPlot {
    private struct Line {
        let name: String
        /// Of the style sheet.
        let style: String
        let points: [(size: Double, seconds: Double)]
    }

    private let lines: [Line]
    /// The size in bytes from which on a mapping, made and released, costs less than one copy; nil when the measured
    /// sizes do not show it.
    package let breakEven: Double?
    /// The same with every page touched by the guest, which fills the emulated core's translation buffer.
    package let touchedBreakEven: Double?

    private static let width = 760.0
    private static let height = 460.0
    private static let left = 96.0
    private static let right = 160.0
    private static let top = 40.0
    private static let bottom = 64.0
    private static let names = [
        ("copy-map", "map"), ("release", "free"), ("first-touch", "touch"), ("remap", "remap"),
    ]
    /// What is told apart by colour is told by its name at the end of the line, too.
    private static let style = """
        <style>
        svg { background: #ffffff; color: #202020; }
        text { fill: currentColor; } polyline { fill: none; stroke-width: 2; stroke: currentColor; }
        .grid { stroke: #e0e0e0; } .mark { stroke: #606060; stroke-dasharray: 5 4; }
        .paper { fill: #ffffff; } .point { fill: currentColor; }
        .map { color: #1b6ca8; } .free { color: #2f7f7a; } .touch { color: #8a6508; } .remap { color: #7b3fa0; }
        .both { color: #0b4f3f; } .copy { color: #b03030; }
        @media (prefers-color-scheme: dark) {
        svg { background: #16181c; color: #e6e6e6; } .paper { fill: #16181c; }
        .grid { stroke: #34383f; } .mark { stroke: #a0a0a0; }
        .map { color: #6db6ee; } .free { color: #6fc9c2; } .touch { color: #e0b84c; } .remap { color: #c79be6; }
        .both { color: #7fdcbc; } .copy { color: #f08080; }
        }
        </style>

        """

    package init(_ report: BenchReport) {
        var lines: [Line] = Self.names.compactMap { name, style in
            let points = report.measurements.filter { $0.name == name && $0.size > 0 && $0.seconds.median > 0 }
                .map { (size: Double($0.size), seconds: $0.seconds.median) }
            return points.isEmpty ? nil : Line(name: name, style: style, points: points.sorted { $0.size < $1.size })
        }
        var copies: [Double: Double] = [:]
        for measurement in report.measurements {
            guard let ratio = measurement.ratio(to: "memcpy"), ratio.value > 0, measurement.size > 0 else { continue }
            copies[Double(measurement.size)] = measurement.seconds.median / ratio.value
        }
        let copy = copies.map { (size: $0.key, seconds: $0.value) }.sorted { $0.size < $1.size }
        if !copy.isEmpty { lines.append(Line(name: "memcpy", style: "copy", points: copy)) }
        func points(_ name: String) -> [(size: Double, seconds: Double)] {
            lines.first { $0.name == name }?.points ?? []
        }
        let releases = points("release")
        let mapping = points("copy-map").compactMap { made in
            releases.first { $0.size == made.size }.map { (size: made.size, seconds: made.seconds + $0.seconds) }
        }
        if !mapping.isEmpty { lines.append(Line(name: "map + release", style: "both", points: mapping)) }
        self.lines = lines
        breakEven = Self.crossing(mapping, copies)
        touchedBreakEven = Self.crossing(points("remap"), copies)
    }

    /// Where the quotient of mapping and copying passes 1, interpolated in both logarithms.
    private static func crossing(
        _ mapping: [(size: Double, seconds: Double)], _ copies: [Double: Double]
    ) -> Double? {
        let quotients = mapping.compactMap { point in
            copies[point.size].map { (size: point.size, value: point.seconds / $0) }
        }
        guard let first = quotients.first else { return nil }
        if first.value <= 1 { return first.size }
        for (before, after) in zip(quotients, quotients.dropFirst()) where before.value > 1 && after.value <= 1 {
            let share = logarithm(before.value) / (logarithm(before.value) - logarithm(after.value))
            return power(logarithm(before.size) + share * (logarithm(after.size) - logarithm(before.size)))
        }
        return nil
    }

    /// The picture.
    package var svg: String {
        let points = lines.flatMap(\.points)
        var svg =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(Int(Self.width)) \(Int(Self.height))\" "
            + "font-family=\"sans-serif\" font-size=\"12\">\n<title>Cost against size</title>\n"
            + Self.style + "<rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n"
            + "<text x=\"\(Int(Self.left))\" y=\"22\" font-size=\"15\">What a mapping costs, by its size</text>\n"
        guard let x = Axis(points.map(\.size), Self.left, Self.width - Self.right, step: 4),
            let y = Axis(points.map(\.seconds), Self.height - Self.bottom, Self.top, step: 10)
        else { return svg + "<text x=\"96\" y=\"60\">nothing was measured by size</text>\n</svg>\n" }
        for tick in x.ticks {
            let place = Units.decimal(x.position(tick), places: 1)
            svg += Self.line(place, "\(Self.top)", place, "\(Self.height - Self.bottom)", "grid")
            svg +=
                "<text x=\"\(place)\" y=\"\(Int(Self.height - Self.bottom) + 18)\" text-anchor=\"middle\">"
                + "\(Units.size(UInt64(tick)))</text>\n"
        }
        for tick in y.ticks {
            let place = Units.decimal(y.position(tick), places: 1)
            svg += Self.line("\(Self.left)", place, "\(Self.width - Self.right)", place, "grid")
            svg +=
                "<text x=\"\(Int(Self.left) - 8)\" y=\"\(place)\" "
                + "text-anchor=\"end\">\(Units.powerOfTen(tick))</text>\n"
        }
        for line in lines {
            let path = line.points.map {
                Units.decimal(x.position($0.size), places: 1) + "," + Units.decimal(y.position($0.seconds), places: 1)
            }
            svg +=
                "<polyline points=\"\(path.joined(separator: " "))\" class=\"\(line.style)\"/>\n"
        }
        return svg + titles + labels(x, y) + crossings(x, y) + "</svg>\n"
    }

    /// What the axes show.
    private var titles: String {
        let middle = Units.decimal((Self.left + Self.width - Self.right) / 2, places: 1)
        let height = Units.decimal((Self.top + Self.height - Self.bottom) / 2, places: 1)
        return
            "<text x=\"\(middle)\" y=\"\(Int(Self.height) - 16)\" text-anchor=\"middle\">size of the mapping</text>\n"
            + "<text transform=\"translate(20 \(height)) rotate(-90)\" text-anchor=\"middle\">"
            + "time of one operation (median)</text>\n"
    }

    /// Where the lines of mapping cross that of the copy: a point on it, and what it says.
    private func crossings(_ x: Axis, _ y: Axis) -> String {
        let places = [
            (breakEven, "map + release costs less than one copy", 1.0),
            (touchedBreakEven, "with every page touched (remap)", 2.0),
        ]
        return places.compactMap { size, text, row in
            guard let size, x.contains(size), let copy = copySeconds(size) else { return nil }
            let place = Units.decimal(x.position(size), places: 1)
            let point = Units.decimal(y.position(copy), places: 1)
            return Self.line(place, point, place, "\(Self.height - Self.bottom)", "mark")
                + "<circle class=\"point copy\" cx=\"\(place)\" cy=\"\(point)\" r=\"4\"/>\n"
                + "<text x=\"\(Int(Self.left) + 8)\" y=\"\(Units.decimal(Self.top + 16 * row, places: 1))\">"
                + "\(text) from \(Units.significant(size / 1024)) KB on</text>\n"
        }.joined()
    }

    /// The time of a copy between the measured sizes, on the line that is drawn.
    private func copySeconds(_ size: Double) -> Double? {
        let points = lines.first { $0.style == "copy" }?.points ?? []
        for (before, after) in zip(points, points.dropFirst()) where before.size <= size && size <= after.size {
            let share = (logarithm(size) - logarithm(before.size)) / (logarithm(after.size) - logarithm(before.size))
            return power(logarithm(before.seconds) + share * (logarithm(after.seconds) - logarithm(before.seconds)))
        }
        return points.first { $0.size == size }?.seconds
    }

    /// The names at the ends of the lines, moved apart where lines end close together.
    private func labels(_ x: Axis, _ y: Axis) -> String {
        let ends = lines.compactMap { line in
            line.points.last.map { (line, x: x.position($0.size) + 8, y: y.position($0.seconds) + 4) }
        }.sorted { $0.y < $1.y }
        var svg = ""
        var lowest = -Double.infinity
        for (line, left, wanted) in ends {
            let baseline = max(wanted, lowest + 14)
            lowest = baseline
            svg +=
                "<text x=\"\(Units.decimal(left, places: 1))\" y=\"\(Units.decimal(baseline, places: 1))\" "
                + "style=\"fill:currentColor\" class=\"\(line.style)\">\(line.name)</text>\n"
        }
        return svg
    }

    private static func line(
        _ x1: String, _ y1: String, _ x2: String, _ y2: String, _ style: String
    ) -> String {
        "<line x1=\"\(x1)\" y1=\"\(y1)\" x2=\"\(x2)\" y2=\"\(y2)\" class=\"\(style)\"/>\n"
    }
}
