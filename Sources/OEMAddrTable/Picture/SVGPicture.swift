import Diagnostics
internal import GuestAddress

/// The picture as one SVG file without references to anything else.
public struct SVGPicture: Sendable {
    private static let headHeight = 70.0
    private static let glyphWidth = 6.3
    /// Of a bold letter; names have capitals and digits.
    private static let nameGlyphWidth = 8.2

    private let picture: MapPicture
    private let layout: PictureLayout
    private let metrics: PictureMetrics
    /// Whether blocks can be reached with the keyboard, inside an HTML page.
    private let isInteractive: Bool

    public init(_ picture: MapPicture) { self.init(picture, .wide, isInteractive: false) }

    init(_ picture: MapPicture, _ metrics: PictureMetrics, isInteractive: Bool) {
        self.picture = picture
        self.metrics = metrics
        self.isInteractive = isInteractive
        layout = PictureLayout(picture, metrics)
    }

    /// A page may hold two drawings, and each has a pattern of its own: one that is not shown has none to lend.
    private var pattern: String { metrics.isStacked ? "hatch-narrow" : "hatch" }

    /// Facts under the title: in one line, or where that is too narrow in one each.
    private var subtitles: [String] {
        metrics.isStacked ? picture.subtitle : [picture.subtitle.joined(separator: "   ·   ")]
    }

    private var headHeight: Double { Self.headHeight + Double(subtitles.count - 1) * 16 }

    public var text: String {
        let legendTop = headHeight + layout.height
        let legend = legend(top: legendTop + 12)
        let height = legend.bottom + 20 + Double(picture.remarks.count) * 16
        let width = metrics.width
        var out = """
            <svg class="\(metrics.isStacked ? "narrow" : "wide")" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(number(width)) \(number(height))" \
            width="\(number(width))" height="\(number(height))" role="\(isInteractive ? "group" : "img")" \
            aria-label="\(markup("Memory map of " + picture.title))">
            <style>
            \(PicturePalette.styleSheet)</style>
            <defs><pattern id="\(pattern)" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
            <rect class="hatch-back" width="7" height="7"/><line class="hatch-line" x1="0" y1="0" x2="0" y2="7" \
            stroke-width="4"/></pattern></defs>
            <rect class="page" width="100%" height="100%"/>

            """
        let room = Int((width - 2 * metrics.margin) / (metrics.isStacked ? 10 : 8))
        out += line(metrics.margin, 30, "title ink", metrics.isStacked ? clipped(picture.title, room) : picture.title)
        for (index, text) in subtitles.enumerated() {
            out += line(metrics.margin, 51 + Double(index) * 16, "sub soft", text)
        }
        out += "<g transform=\"translate(0 \(number(headHeight)))\">\n"
        out += heads + labels + gaps + ribbons
        for placed in layout.blocks { out += block(placed) }
        for placed in layout.blocks { out += mark(placed) }
        out += "</g>\n" + legend.text
        for (index, remark) in picture.remarks.enumerated() {
            out += line(metrics.margin, legend.bottom + 16 + Double(index) * 16, "fact soft", remark)
        }
        return out + "</svg>\n"
    }

    private var heads: String {
        var out = ""
        for (column, top, head) in [
            (metrics.regions, PictureLayout.laneTop, "CONFIG.BIB"),
            (metrics.rows, PictureLayout.laneTop, metrics.isStacked ? "VIRTUAL" : "VIRTUAL, STATIC MAP"),
            (metrics.physical, layout.physicalTop, "PHYSICAL"),
        ] {
            out += line(column.left, top - 18, "head soft", head)
            let y = number(top - 10)
            out += "<line class=\"rule\" x1=\"\(number(column.left))\" y1=\"\(y)\" "
            out += "x2=\"\(number(column.right))\" y2=\"\(y)\"/>\n"
        }
        return out
    }

    private var labels: String {
        var out = ""
        for label in layout.virtualLabels {
            out += line(metrics.regions.left - 10, label.y + 3.5, "mono soft", label.text, anchor: "end")
        }
        for label in layout.physicalLabels {
            out +=
                metrics.isStacked
                ? line(metrics.physical.left - 10, label.y + 3.5, "mono soft", label.text, anchor: "end")
                : line(metrics.physical.right + 10, label.y + 3.5, "mono soft", label.text)
        }
        return out
    }

    private var gaps: String {
        layout.gaps.reduce(into: "") { out, gap in
            let (middle, end) = (gap.left + gap.width / 2, gap.left + gap.width)
            let half = Double(gap.text.count + 6) * 3
            for (from, to) in [(gap.left, middle - half - 4), (middle + half + 4, end)] {
                out += "<line class=\"rule\" x1=\"\(number(from))\" y1=\"\(number(gap.y))\" x2=\"\(number(to))\" "
                out += "y2=\"\(number(gap.y))\" stroke-dasharray=\"1 4\"/>\n"
            }
            out += line(middle, gap.y + 3.5, "small soft", gap.text + " empty", anchor: "middle")
        }
    }

    private var ribbons: String {
        let left = metrics.rows.right + 1
        let right = metrics.physical.left - 1
        let middle = (left + right) / 2
        return layout.ribbons.reduce(into: "") { out, ribbon in
            let (a, b, c, d) = (ribbon.left.top, ribbon.left.bottom, ribbon.right.top, ribbon.right.bottom)
            out +=
                "<path class=\"ribbon r-\(ribbon.connection.kind.rawValue)\" data-link=\"\(ribbon.connection.link)\" d=\""
            out += "M\(number(left)) \(number(a))C\(number(middle)) \(number(a)) \(number(middle)) \(number(c)) "
            out +=
                "\(number(right)) \(number(c))V\(number(d))C\(number(middle)) \(number(d)) \(number(middle)) \(number(b)) "
            out += "\(number(left)) \(number(b))Z\"/>\n"
        }
    }

    private func block(_ placed: PictureLayout.PlacedBlock) -> String {
        let block = placed.block
        let tip = block.lines.joined(separator: "\n")
        var attributes = "class=\"block k-\(block.kind.rawValue)\""
        if let link = block.link { attributes += " data-link=\"\(link)\"" }
        if isInteractive {
            attributes += " tabindex=\"0\" role=\"img\" data-tip=\"\(markup(tip))\""
            attributes += " data-range=\"\(block.range.lowerBound) \(block.range.upperBound)\""
            attributes += " aria-label=\"\(markup(block.lines.joined(separator: ", ")))\""
        }
        var out = "<g \(attributes)>"
        if !isInteractive { out += "<title>\(markup(tip))</title>" }
        let height = max(1, placed.height - 1)
        out += "<rect x=\"\(number(placed.left))\" y=\"\(number(placed.top + 0.5))\" width=\"\(number(placed.width))\" "
        out += "height=\"\(number(height))\" rx=\"\(height > 8 ? 3 : 1)\"/>"
        out += caption(placed)
        return out + "</g>\n"
    }

    private func caption(_ placed: PictureLayout.PlacedBlock) -> String {
        guard placed.height >= 12 else { return "" }
        let room = Int((placed.width - 12) / Self.glyphWidth)
        let size = sizeText(placed.block.range)
        let title = placed.block.title
        let (left, middle) = (placed.left + 8, placed.top + placed.height / 2)
        if placed.height >= 36 {
            let fact = title.hasSuffix(size) ? extentText(placed.block.range) : size
            let nameRoom = Int((placed.width - 14) / Self.nameGlyphWidth)
            return line(left, middle - 3, "name", clipped(title, nameRoom))
                + line(left, middle + 12, "fact", clipped(fact, room))
        }
        let style = placed.height < 16 ? "small" : "fact"
        let sizeRoom = size.count + 2
        guard !title.hasSuffix(size), room > sizeRoom + 4 else {
            return line(left, middle + 4, style, clipped(title, room))
        }
        return line(left, middle + 4, style, clipped(title, room - sizeRoom))
            + line(placed.left + placed.width - 8, middle + 4, style, size, anchor: "end")
    }

    /// A dot on the edge of a block whose line has findings, in the colour of the worst.
    private func mark(_ placed: PictureLayout.PlacedBlock) -> String {
        guard let severity = placed.block.severity else { return "" }
        return dot(placed.left, placed.top + min(9, placed.height / 2), severity)
    }

    private func dot(_ x: Double, _ y: Double, _ severity: Severity) -> String {
        "<circle class=\"mark m-\(severity.rawValue)\" cx=\"\(number(x))\" cy=\"\(number(y))\" r=\"4.5\"/>\n"
    }

    private func legend(top: Double) -> (text: String, bottom: Double) {
        let present = Set(layout.blocks.map(\.block.kind))
        let severities = Set(layout.blocks.compactMap(\.block.severity))
        var out = ""
        var (left, top) = (metrics.margin, top)
        /// Where an entry of a width goes: behind the last one, or into the next line.
        func place(_ width: Double) -> Double {
            if left > metrics.margin, left + width > metrics.width { (left, top) = (metrics.margin, top + 20) }
            defer { left += width }
            return left
        }
        for kind in PictureBlock.Kind.allCases where present.contains(kind) && kind != .window {
            let x = place(46 + Double(kind.legend.count) * 5.4)
            out += "<g class=\"block k-\(kind.rawValue)\"><rect x=\"\(number(x))\" y=\"\(number(top))\" width=\"14\" "
            out += "height=\"14\" rx=\"3\"/></g>" + line(x + 20, top + 11, "fact ink", kind.legend)
        }
        for severity in [Severity.error, .warning, .note] where severities.contains(severity) {
            let x = place(80)
            out += dot(x + 7, top + 7, severity) + line(x + 20, top + 11, "fact ink", severity.rawValue)
        }
        return (out, top + 22)
    }

    private func line(_ x: Double, _ y: Double, _ style: String, _ text: String, anchor: String? = nil) -> String {
        let anchor = anchor.map { " text-anchor=\"\($0)\"" } ?? ""
        return "<text class=\"\(style)\" x=\"\(number(x))\" y=\"\(number(y))\"\(anchor)>\(markup(text))</text>\n"
    }

    private func clipped(_ text: String, _ room: Int) -> String {
        text.count <= room ? text : String(text.prefix(max(1, room - 1))) + "…"
    }

    /// At most one decimal, so that the file stays small and the same everywhere.
    private func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(Double(tenths) / 10)"
    }
}

/// Text with the characters escaped that mean something in XML; control characters, which XML forbids, become `?`.
package func markup(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "&": out += "&amp;"
        case "<": out += "&lt;"
        case ">": out += "&gt;"
        case "\"": out += "&quot;"
        case "\n": out += "&#10;"
        default:
            out.unicodeScalars.append(
                scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF ? "?" : scalar)
        }
    }
    return out
}
