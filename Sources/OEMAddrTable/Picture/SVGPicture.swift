import Diagnostics
internal import GuestAddress

/// The picture as one SVG file without references to anything else.
public struct SVGPicture: Sendable {
    private static let headHeight = 70.0
    private static let glyphWidth = 6.3

    private let picture: MapPicture
    private let layout: PictureLayout
    /// Whether blocks can be reached with the keyboard, inside an HTML page.
    private let isInteractive: Bool

    public init(_ picture: MapPicture) { self.init(picture, isInteractive: false) }

    init(_ picture: MapPicture, isInteractive: Bool) {
        self.picture = picture
        self.isInteractive = isInteractive
        layout = PictureLayout(picture)
    }

    public var text: String {
        let legendTop = Self.headHeight + layout.height
        let height = legendTop + 46 + Double(picture.remarks.count) * 16
        let width = PictureLayout.width
        var out = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(number(width)) \(number(height))" \
            width="\(number(width))" height="\(number(height))" role="\(isInteractive ? "group" : "img")" \
            aria-label="\(markup("Memory map of " + picture.title))">
            <style>
            \(PicturePalette.styleSheet)</style>
            <defs><pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
            <rect class="hatch-back" width="7" height="7"/><line class="hatch-line" x1="0" y1="0" x2="0" y2="7" \
            stroke-width="4"/></pattern></defs>
            <rect class="page" width="100%" height="100%"/>

            """
        out += line(20, 30, "title ink", picture.title)
        out += line(20, 51, "sub soft", picture.subtitle.joined(separator: "   ·   "))
        out += "<g transform=\"translate(0 \(number(Self.headHeight)))\">\n"
        out += heads + labels + gaps + ribbons
        for placed in layout.blocks { out += block(placed) }
        out += "</g>\n" + legend(top: legendTop + 12)
        for (index, remark) in picture.remarks.enumerated() {
            out += line(20, legendTop + 50 + Double(index) * 16, "fact soft", remark)
        }
        return out + "</svg>\n"
    }

    private var heads: String {
        var out = ""
        for (left, width, head) in [
            (PictureLayout.regionLeft, PictureLayout.regionWidth, "CONFIG.BIB"),
            (PictureLayout.rowLeft, PictureLayout.rowWidth, "VIRTUAL, STATIC MAP"),
            (PictureLayout.physicalLeft, PictureLayout.physicalWidth, "PHYSICAL"),
        ] {
            out += line(left, 36, "head soft", head)
            out += "<line class=\"rule\" x1=\"\(number(left))\" y1=\"44\" x2=\"\(number(left + width))\" y2=\"44\"/>\n"
        }
        return out
    }

    private var labels: String {
        var out = ""
        for label in layout.virtualLabels {
            out += line(PictureLayout.regionLeft - 10, label.y + 3.5, "mono soft", label.text, anchor: "end")
        }
        for label in layout.physicalLabels {
            out += line(
                PictureLayout.physicalLeft + PictureLayout.physicalWidth + 10, label.y + 3.5, "mono soft", label.text)
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
        let left = PictureLayout.rowLeft + PictureLayout.rowWidth + 1
        let right = PictureLayout.physicalLeft - 1
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
        let range = extentText(block.range)
        let place = block.location.map { "\n" + $0.description } ?? ""
        let tip = ([block.title, range] + block.details).joined(separator: "\n") + place
        var attributes = "class=\"block k-\(block.kind.rawValue)\""
        if let link = block.link { attributes += " data-link=\"\(link)\"" }
        if isInteractive {
            let spoken = ([block.title, range] + block.details + [block.location?.description ?? ""])
            attributes += " tabindex=\"0\" role=\"img\" data-tip=\"\(markup(tip))\""
            attributes += " aria-label=\"\(markup(spoken.filter { !$0.isEmpty }.joined(separator: ", ")))\""
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
            return line(left, middle - 3, "name", clipped(title, room))
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

    private func legend(top: Double) -> String {
        let present = Set(layout.blocks.map(\.block.kind))
        var out = ""
        var left = 20.0
        for kind in PictureBlock.Kind.allCases where present.contains(kind) && kind != .window {
            out +=
                "<g class=\"block k-\(kind.rawValue)\"><rect x=\"\(number(left))\" y=\"\(number(top))\" width=\"14\" "
            out += "height=\"14\" rx=\"3\"/></g>" + line(left + 20, top + 11, "fact ink", kind.legend)
            left += 46 + Double(kind.legend.count) * 5.4
        }
        return out
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
func markup(_ text: String) -> String {
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
