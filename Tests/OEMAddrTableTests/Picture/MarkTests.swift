import Diagnostics
import Foundation
import GuestAddress
import Testing

@testable import OEMAddrTable

/// Findings, overlaps and devices in pictures, and the page on narrow screens.
struct MarkTests {
    private static let overlapped: MemoryMap = {
        var map = SampleMap.classic
        map.tables[0].rows[0].comment = "SDRAM"
        map.tables[0].rows.insert(SampleMap.row(0x8F00_0000, 0x4900_0000, 16, line: 20), at: 1)
        map.tables[0].rows[1].comment = "L4 core"
        return map
    }()

    private static let findings = [
        Finding(
            "CE0103", .error, at: SourceLocation(file: "oemaddrtab_cfg.inc", line: 20, column: 17, length: 10),
            "already mapped <here>"),
        Finding("CE0415", .note, at: SourceLocation(file: "config.bib", line: 5), "1 MB belong to no region"),
        Finding("CE0001", .warning, at: SourceLocation(file: "other.inc", line: 1), "elsewhere"),
    ]

    private let picture = MapPicture(Self.overlapped, title: "board", findings: Self.findings)

    @Test func `rows that overlap stand side by side, each with its label`() throws {
        let layout = PictureLayout(picture, .wide)
        let rows = layout.blocks.filter { $0.block.link != nil && $0.left < 600 }
        let first = try #require(rows.first { $0.block.title.hasPrefix("SDRAM") })
        let second = try #require(rows.first { $0.block.title.hasPrefix("L4 core") })
        #expect(first.left + first.width < second.left)
        #expect(first.width > 90 && second.width > 90)
        // The others have the whole column.
        #expect(rows.count { $0.width == 208 } == 5)
        let svg = SVGPicture(picture).text
        #expect(svg.contains(">SDRAM") && svg.contains(">L4 core"))
    }

    @Test func `findings are marked where they are, and told in every form`() {
        let svg = SVGPicture(picture).text
        // A row, the registers behind it, and its entry in the legend.
        #expect(svg.components(separatedBy: "m-error\" cx").count == 4)
        #expect(svg.components(separatedBy: "m-note\" cx").count == 3)
        #expect(svg.contains("error: already mapped &lt;here&gt; [CE0103]"))
        let html = HTMLPicture(picture).text
        #expect(html.contains("<td class=\"s-error\">error CE0103</td><td>already mapped &lt;here&gt;</td>"))
        // Also what no block is of.
        #expect(html.contains("<td>elsewhere</td>"))
        let text = TextPicture(picture, width: 120, colored: false).text
        #expect(text.contains("L4 core → 0x49000000 ! CE0103"))
        #expect(text.contains("RAM ! CE0415"))
    }

    @Test func `without findings nothing is marked`() {
        let picture = MapPicture(Self.overlapped, title: "board")
        #expect(!SVGPicture(picture).text.contains("<circle"))
        #expect(!HTMLPicture(picture).text.contains("<table class=\"findings\">"))
    }

    @Test func `a page tells two hundred findings and how many more there are`() {
        let many = (1...250).map {
            Finding("CE0107", .note, at: SourceLocation(file: "oemaddrtab_cfg.inc", line: $0), "twice")
        }
        let html = HTMLPicture(MapPicture(Self.overlapped, title: "board", findings: many)).text
        #expect(html.contains("and 50 more, which cebsp check tells"))
    }

    @Test func `a page has a drawing for narrow screens, whose columns end inside of it`() {
        let html = HTMLPicture(picture).text
        #expect(html.contains("<svg class=\"wide\"") && html.contains("<svg class=\"narrow\""))
        #expect(html.contains("url(#hatch-narrow)") && html.contains("id=\"hatch-narrow\""))
        let layout = PictureLayout(picture, .narrow)
        #expect(layout.blocks.allSatisfy { $0.left + $0.width <= 372 })
        #expect(layout.ribbons.isEmpty)
        // Physical memory stands below all virtual addresses.
        let lowest = layout.blocks.filter { $0.block.kind == .window }.map { $0.top + $0.height }.max() ?? 0
        #expect(layout.physicalTop > lowest)
    }

    @Test func `a page can be searched and made larger`() {
        let html = HTMLPicture(picture).text
        #expect(html.contains("<input id=\"search\" type=\"search\""))
        #expect(html.contains("data-range=\"2147483648 2415919104\""))
        #expect(html.contains("data-zoom=\"1.25\""))
    }

    @Test func `devices of the board name rows without a comment, and are told of those with one`() {
        var map = Self.overlapped
        map.devices = [
            BoardDevice(name: "uart0", base: PhysicalAddress(0x4802_0000)),
            BoardDevice(name: "gpio", base: PhysicalAddress(0x4804_0000)),
            BoardDevice(name: "gpu", base: PhysicalAddress(0x5000_0000)),
        ]
        let picture = MapPicture(map, title: "board")
        #expect(picture.rows.contains { $0.title == "uart0, gpio → 0x48000000" })
        #expect(picture.rows.contains { $0.details.contains("devices: uart0, gpio") })
        #expect(picture.physical.contains { $0.title == "uart0, gpio, 16 MB" })
        #expect(picture.physical.contains { $0.title == "gpu, 1 MB" })
    }
}
