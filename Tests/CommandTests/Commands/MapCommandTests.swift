import ArgumentParser
import CEScenario
import Diagnostics
import HostSystem
import JSON
import OEMAddrTable
import TestSupport
import Testing

@testable import CEBSPCommands

/// `map`, `lookup`, `diff` and `explain`.
struct MapCommandTests {
    private static func bsp(_ table: String = SampleFiles.good) throws -> TemporaryFolder {
        try TemporaryFolder([
            "board.yaml": SampleFiles.board, "oemaddrtab_cfg.inc": table, "config.bib": SampleFiles.bib,
        ])
    }

    private static let plain = TerminalStyle(isOn: false)

    @Test func `a map as data`() throws {
        let folder = try Self.bsp()
        let run = try CommandRun(["map", folder.path, "--format", "json"], writesReport: true)
        #expect(run.status == 0)
        let document = try run.document()
        #expect(document["version"]?.int == 1)
        #expect(document["profile"]?.text == "ce6")
        let row = try #require(document["tables"]?.elements?.first?["rows"]?.elements?.first)
        #expect(row["virtual"]?.text == "0x80000000")
        #expect(row["physical"]?.text == "0x30000000")
        #expect(row["size"]?.int == 0x0400_0000)
        #expect(row["line"]?.int == 2)
        #expect(document["regions"]?.elements?.map { $0["name"]?.text } == ["NK", "RAM"])
    }

    @Test func `a map as text, drawing and page`() throws {
        let folder = try Self.bsp()
        let text = try CommandRun(["map", folder.path, "--width", "80"], writesReport: true)
        #expect(text.status == 0)
        #expect(text.report.contains("0x80000000"))
        let svg = try CommandRun(["map", folder.path, "--format", "svg"], writesReport: true).report
        #expect(svg.hasPrefix("<svg ") && svg.hasSuffix("</svg>\n"))
        let page = try CommandRun(["map", folder.path, "--format", "html"], writesReport: true).report
        #expect(page.hasPrefix("<!DOCTYPE html>"))
        #expect(!page.contains("src=\"http") && !page.contains("href=\"http"))
    }

    @Test func `a map with lines that cannot be read is drawn, and 65`() throws {
        let folder = try Self.bsp(SampleFiles.good.replacingFirst("0x48000000", "NOWHERE"))
        let run = try CommandRun(["map", folder.path, "--format", "json"], writesReport: true)
        #expect(run.status == 65)
        #expect(try run.document()["tables"]?.elements?.first?["rows"]?.elements?.count == 1)
        #expect(try CommandRun(["map", folder.file("no.inc")]).status == 66)
    }

    @Test func `everything of an address`() throws {
        let folder = try Self.bsp()
        let command = try #require(
            try CebspCommand.parseAsRoot(["lookup", folder.path, "0x81234567", "--virtual"]) as? LookupCommand)
        let (text, problem) = try command.answer(Self.plain)
        #expect(problem == nil)
        #expect(text.hasPrefix("0x81234567 as a virtual address\n"))
        for part in ["0x31234567", "0xa1234567", "RAM"] { #expect(text.contains(part), "\(text)") }
        #expect(!text.contains("as a physical address"))
        #expect(try CommandRun(["lookup", folder.file("config.bib"), "80800000"]).status == 0)
        try folder.write("MODULES\n", to: "none.bib")
        #expect(try CommandRun(["lookup", folder.file("none.bib"), "0"]).status == 65)
        #expect(try CommandRun(["lookup", folder.file("no.inc"), "0"]).status == 66)
    }

    @Test func `a comparison is 0, and with --exit-code 1 when something changed`() throws {
        let old = try Self.bsp()
        let new = try Self.bsp(SampleFiles.good.replacingFirst("0x48000000, 16", "0x48000000, 32"))
        let command = try #require(
            try CebspCommand.parseAsRoot(["diff", old.path, new.path]) as? DiffCommand)
        #expect(try command.compare(Self.plain).text.hasPrefix("resized: "))
        #expect(try CommandRun(["diff", old.path, new.path]).status == 0)
        #expect(try CommandRun(["diff", "--exit-code", old.path, new.path]).status == 1)
        #expect(try CommandRun(["diff", "--exit-code", old.path, old.path]).status == 0)
    }

    @Test func `a table that depends on symbols is compared and drawn with each of them`() throws {
        let table = """
            g_oalAddressTable
                [ BOARD_RAM = RAM_SMALL
                    DCD     0x80000000, 0x30000000, 32
                    DCD     0, 0, 0
                ]
                [ BOARD_RAM = RAM_LARGE
                    DCD     0x80000000, 0x30000000, 64
                    DCD     0, 0, 0
                ]

            """
        let old = try Self.bsp(table)
        let new = try Self.bsp(table.replacingFirst("0x30000000, 64", "0x38000000, 64"))
        let command = try #require(try CebspCommand.parseAsRoot(["diff", old.path, new.path]) as? DiffCommand)
        #expect(
            try command.compare(Self.plain).text.hasPrefix(
                "with BOARD_RAM=2, RAM_LARGE=2, RAM_SMALL: retargeted: row 0x80000000 maps 0x38000000, mapped 0x30000000"
                    + "  (\(new.file("oemaddrtab_cfg.inc")):7:17)\n"))
        #expect(try CommandRun(["diff", "--exit-code", old.path, new.path]).status == 1)
        let same = try #require(try CebspCommand.parseAsRoot(["diff", old.path, old.path]) as? DiffCommand)
        #expect(try same.compare(Self.plain).sameness == "the maps mean the same in all 2 variants\n")
        let drawn = try CommandRun(["map", old.path, "--format", "json"], writesReport: true)
        #expect(drawn.status == 0)
        #expect(try drawn.document()["tables"]?.elements?.first?["rows"]?.elements?.count == 1)
        // What no symbol decides stays open, and is never the same.
        let open = try Self.bsp(
            "g_oalAddressTable\n    IF UNKNOWN > OTHER\n    DCD 0x80000000, 0x30000000, 32\n    ENDIF\n    DCD 0, 0, 0\n"
        )
        let unsure = try #require(try CebspCommand.parseAsRoot(["diff", open.path, open.path]) as? DiffCommand)
        let comparison = try unsure.compare(Self.plain)
        #expect(!comparison.gaps.isEmpty || comparison.sameness.contains("in all"))
    }

    @Test func `a row that could not be read keeps maps from being the same`() throws {
        let folder = try Self.bsp(SampleFiles.good.replacingFirst("0x48000000", "NOWHERE"))
        let command = try #require(try CebspCommand.parseAsRoot(["diff", folder.path, folder.path]) as? DiffCommand)
        #expect(
            try command.compare(Self.plain).gaps.first?.hasSuffix("1 row of g_oalAddressTable could not be read")
                == true)
        #expect(try CommandRun(["diff", folder.path, folder.path]).status == 65)
    }

    @Test func `a comparison needs two maps`() throws {
        let folder = try Self.bsp()
        try folder.write("; nothing\n", to: "empty_addrtab.inc")
        #expect(try CommandRun(["diff", folder.path, folder.file("no.inc")]).status == 66)
        #expect(try CommandRun(["diff", folder.path, folder.file("empty_addrtab.inc")]).status == 65)
    }

    @Test func `every name is explained`() throws {
        let names =
            MapRules.all.map { type(of: $0).about.id } + ReadingFinding.allCases.map(\.rawValue)
            + ErrorCode.all.flatMap { ["\($0.code)", $0.name] }
            + FaultStatus.all.flatMap { ["fsr:0x\(String($0.code, radix: 16))", $0.name] }
        for name in names { #expect((Explanation(of: name)?.text.count ?? 0) > 40, "\(name)") }
        #expect(try CommandRun(["explain", "CE0000"]).status == 64)
    }
}
