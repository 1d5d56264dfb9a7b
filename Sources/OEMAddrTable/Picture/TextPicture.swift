import Diagnostics
internal import GuestAddress
internal import PrintableText

/// The picture for a terminal: one line a block, bars on a compressed scale.
public struct TextPicture: Sendable {
    private static let leastWidth = 60
    private static let mostWidth = 160

    private let picture: MapPicture
    private let width: Int
    private let style: TerminalStyle

    /// - Parameters:
    ///   - picture: what is drawn.
    ///   - width: columns of the terminal.
    ///   - colored: whether control sequences for colours are wanted.
    public init(_ picture: MapPicture, width: Int, colored: Bool) {
        self.picture = picture
        self.width = min(max(width, Self.leastWidth), Self.mostWidth)
        style = TerminalStyle(isOn: colored)
    }

    public var text: String {
        var out = style.bold(printable(picture.title)) + "\n"
        for part in picture.subtitle { out += style.dim("  " + printable(part)) + "\n" }
        out += section("virtual: static map", picture.rows)
        out += section("virtual: config.bib", picture.regions)
        out += section("physical", picture.physical)
        for remark in picture.remarks { out += style.dim("  " + remark) + "\n" }
        return out
    }

    private func section(_ head: String, _ blocks: [PictureBlock]) -> String {
        guard !blocks.isEmpty else { return "" }
        var out = "\n" + style.bold(head) + "\n"
        var end: UInt64?
        for block in blocks.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            if let end, block.range.lowerBound > end {
                out += style.dim("  · · · · · · · · · · ·   \(sizeText(block.range.lowerBound - end)) empty") + "\n"
            }
            out += line(block)
            end = max(end ?? 0, block.range.upperBound)
        }
        return out
    }

    private func line(_ block: PictureBlock) -> String {
        let barRoom = max(8, width / 5)
        let length = min(barRoom, barLength(block.range.upperBound - block.range.lowerBound, room: barRoom))
        let glyph = block.kind == .unreached ? "░" : "█"
        let bar = String(repeating: glyph, count: length) + String(repeating: " ", count: barRoom - length)
        let range = extentText(block.range)
        let size = sizeText(block.range)
        let sizeColumn = String(repeating: " ", count: max(0, 10 - size.count)) + size
        let room = width - (2 + range.count + 1 + sizeColumn.count + 2 + barRoom + 2)
        var title = block.title
        if title.hasSuffix(", " + size) { title.removeLast(size.count + 2) }
        let place = block.location.map { "  " + $0.description } ?? ""
        var ids: [String] = []
        for finding in block.findings where !ids.contains(finding.id) { ids.append(finding.id) }
        let mark = ids.isEmpty ? "" : " ! " + ids.prefix(3).joined(separator: " ")
        let name = printable(String(title.prefix(max(4, room - mark.count))))
        let source = name.count + mark.count + place.count <= room ? place : ""
        let shown = block.severity.map { style.severity($0, mark) } ?? ""
        return
            "  \(range) \(sizeColumn)  \(style.paint(bar, color(block.kind)))  \(name)\(shown)"
            + "\(style.dim(printable(source)))\n"
    }

    /// One column for a page, one more for each doubling of 64 KB and so on: 13 columns for 512 MB at the least width.
    private func barLength(_ size: UInt64, room: Int) -> Int {
        let order = UInt64.bitWidth - max(size, 1).leadingZeroBitCount - 1
        let steps = max(1, order - 11)
        return max(1, steps * room / 19)
    }

    private func color(_ kind: PictureBlock.Kind) -> String {
        switch kind {
        case .ram: "34"
        case .device: "33"
        case .other, .reserved, .window: "37"
        case .image: "35"
        case .program: "32"
        case .paged: "95"
        case .extra: "36"
        case .unreached: "31"
        }
    }
}
