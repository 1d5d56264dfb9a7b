import GuestAddress
import JSON
import Testing

@testable import OEMAddrTable

struct PictureTests {
    private let picture = MapPicture(SampleMap.classic, title: "omap <1g>")

    @Test func `64 KB are visible beside 512 MB, and more is never less`() {
        let scale = CompressedScale([0..<0x1_0000, 0x1_0000..<0x2001_0000, 0x4000_0000..<0x4000_1000], top: 0)
        let heights = scale.segments.map(\.height)
        #expect(heights[0] >= 15)
        #expect(heights[1] > 4 * heights[0])
        #expect(scale.segments[2].isGap)
        #expect(heights[3] >= 15)
        #expect(scale.position(of: 0) == 0)
        #expect(scale.position(of: 0x1_0000) == heights[0])
        #expect(scale.position(of: .max) == scale.bottom)
    }

    @Test func `the RAM that no row reaches is a block with the call for it`() throws {
        let block = try #require(picture.physical.first { $0.kind == .unreached })
        #expect(block.range == 0x9000_0000..<0xC000_0000)
        #expect(block.details[1].contains("(LPVOID)0x00900000, 0x30000000"))
    }

    @Test func `every row and region is in the drawing, with its line`() {
        let svg = SVGPicture(picture).text
        for line in [4, 5, 6, 7, 8, 9] { #expect(svg.contains("oemaddrtab_cfg.inc:\(line):9")) }
        for name in ["ARGS", "NK", "DISPLAY", "RAM"] { #expect(svg.contains(">\(name)<")) }
        #expect(svg.contains("omap &lt;1g&gt;"))
        #expect(svg.contains("prefers-color-scheme:dark"))
        #expect(!svg.contains("http://") || svg.components("http://") == ["www.w3.org/2000/svg"])
    }

    @Test func `the page needs no network and can be used with a keyboard`() {
        let html = HTMLPicture(picture).text
        #expect(Set(html.components("http")) == ["://www.w3.org/2000/svg"])
        #expect(html.contains("tabindex=\"0\""))
        #expect(html.contains("aria-label=\"NK, 0x80001000-0x83ffffff, RAMIMAGE, 63.99 MB, config.bib:3:1\""))
    }

    @Test func `names from files cannot break out of the page`() {
        var map = SampleMap.classic
        map.regions[0].name = "\"><script>alert(1)</script>\u{1}"
        let html = HTMLPicture(MapPicture(map, title: "</title>")).text
        #expect(!html.contains("<script>alert"))
        #expect(!html.contains("</title></title>"))
        #expect(!html.contains("\u{1}"))
    }

    @Test func `text fits the width and has colours only when asked`() {
        for width in [60, 100, 160] {
            let text = TextPicture(picture, width: width, colored: false).text
            #expect(text.split(separator: "\n").allSatisfy { $0.count <= max(width, 80) })
            #expect(!text.contains("\u{1B}"))
        }
        #expect(TextPicture(picture, width: 100, colored: true).text.contains("\u{1B}[31m"))
    }

    @Test func `a table of thousands of rows is drawn in groups`() {
        var map = SampleMap.classic
        map.tables[0].rows = (0..<5_000).map { SampleMap.row(0x8000_0000 &+ $0 << 12, $0 << 12, 1, line: Int($0) + 1) }
        let picture = MapPicture(map, title: "many")
        #expect(picture.rows.count <= MapPicture.blockLimit)
        #expect(picture.remarks == ["5000 rows are drawn in 300 groups of neighbours"])
    }

    @Test func `an empty map is drawn, too`() {
        let picture = MapPicture(MemoryMap(), title: "")
        #expect(SVGPicture(picture).text.hasSuffix("</svg>\n"))
        #expect(TextPicture(picture, width: 0, colored: false).text.contains("Windows Embedded CE 6.0"))
    }

    @Test func `the map as data`() throws {
        let value = MapDocument(SampleMap.classic).value
        #expect(value["version"]?.int == 1)
        #expect(value["profile"]?.text == "ce6")
        let row = try #require(value["tables"]?.elements?.first?["rows"]?.elements?.first)
        #expect(
            row == [
                "virtual": "0x80000000", "physical": "0x80000000", "size": 268_435_456, "file": "oemaddrtab_cfg.inc",
                "line": 4,
            ])
        #expect(value["dynamicOnly"]?.elements == [["base": "0x90000000", "size": 805_306_368]])
        #expect(value["regions"]?.elements?.last?["type"]?.text == "RAM")
    }
}

extension String {
    /// What follows each occurrence of `mark`, up to a quote.
    fileprivate func components(_ mark: String) -> [String] {
        var rest = self[...]
        var found: [String] = []
        while let range = rest.firstRange(of: mark) {
            rest = rest[range.upperBound...]
            found.append(String(rest.prefix { $0 != "\"" }))
        }
        return found
    }
}
