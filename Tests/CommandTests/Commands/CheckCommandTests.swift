import HostSystem
import JSON
import TestSupport
import Testing

@testable import CEBSPCommands

struct CheckCommandTests {
    private static func check(_ text: String, _ options: [String] = [], name: String = "oemaddrtab_cfg.inc") throws
        -> CommandRun
    {
        let folder = try TemporaryFolder([name: text])
        return try CommandRun(["check", folder.file(name), "--format", "json"] + options, writesReport: true)
    }

    @Test func `0 without findings, 1 with an error`() throws {
        #expect(try Self.check(SampleFiles.good).status == 0)
        let bad = try Self.check(SampleFiles.outside)
        #expect(bad.status == 1)
        #expect(try bad.ids() == ["CE0101"])
    }

    @Test func `a warning is 0, and 1 with --strict`() throws {
        let lenient = try Self.check(SampleFiles.repeated)
        #expect(lenient.status == 0)
        #expect(try lenient.ids() == ["CE0106"])
        #expect(try Self.check(SampleFiles.repeated, ["--strict"]).status == 1)
        #expect(try Self.check(SampleFiles.good, ["--strict"]).status == 0)
    }

    @Test func `65 for a file that is not what its name says`() throws {
        #expect(try Self.check("int main(void) { return 0; }\n", name: "startup.c").status == 65)
        #expect(try Self.check("no", name: "nk.bin").status == 65)
        #expect(try Self.check("version: 1\nname: [\n", name: "board.yaml").status == 65)
        #expect(try Self.check("text", name: "readme.txt").status == 65)
    }

    @Test func `66 for a file that is not there`() throws {
        #expect(try CommandRun(["check", "/nonexistent/oemaddrtab_cfg.inc"]).status == 66)
        #expect(try CommandRun(["check", "/nonexistent"]).status == 66)
        let folder = try TemporaryFolder(["board.yaml": SampleFiles.board, "oemaddrtab_cfg.inc": SampleFiles.good])
        #expect(try CommandRun(["check", folder.file("board.yaml")]).status == 66)
        #expect(
            try CommandRun(["check", folder.file("oemaddrtab_cfg.inc"), "--include", folder.file("no.inc")]).status
                == 66)
        #expect(
            try CommandRun(["check", folder.file("oemaddrtab_cfg.inc"), "--baseline", folder.file("no.json")]).status
                == 66)
        let empty = try TemporaryFolder()
        #expect(try CommandRun(["check", empty.path]).status == 66)
    }

    @Test(arguments: [
        (["check"], "Missing expected argument"), (["check", "x.inc", "--format", "xml"], "'text', 'json' or 'sarif'"),
        (["check", "x.inc", "--no-such-option"], "Unknown option '--no-such-option'"),
        (["check", "x.inc", "--profile", "ce9"], "'ce5', 'ce6', 'wec7' or 'wec2013'"),
        (["check", "x.inc", "--ram", "0x80000000"], "base:size"), (["chekc", "x.inc"], "chekc"),
        (["map", "x.inc", "--format", "pdf"], "'text', 'svg', 'html' or 'json'"),
        (["lookup", "x.inc", "0xZZ"], "'0xZZ' is not a 32-bit hexadecimal address"),
        (["lookup", "x.inc"], "address"),
        (["lookup", "x.inc", "0", "--virtual", "--physical"], "exclude each other"),
        (["diff", "x.inc"], "Missing expected argument '<new>'"),
    ])
    func `64 and a helpful message for arguments that make no sense`(_ arguments: [String], _ words: String) throws {
        let run = try CommandRun(arguments)
        #expect(run.status == 64)
        let message = run.complaint.replacing("\n", with: " ")
        #expect(message.contains(words), "\(message)")
    }

    @Test func `a baseline keeps known findings quiet, and only those`() throws {
        let folder = try TemporaryFolder(["oemaddrtab_cfg.inc": SampleFiles.outside])
        let file = folder.file("oemaddrtab_cfg.inc")
        let first = try CommandRun(["check", file, "--format", "json"], writesReport: true)
        try folder.write(first.report, to: "baseline.json")
        let options = ["--format", "json", "--baseline", folder.file("baseline.json")]
        let second = try CommandRun(["check", file] + options, writesReport: true)
        #expect(second.status == 0)
        #expect(try second.ids() == [])
        #expect(try second.document()["summary"]?["suppressed"]?.int == 1)
        // Lines above move the finding; it stays the same one.
        try folder.write("; a new comment\n" + SampleFiles.outside, to: "oemaddrtab_cfg.inc")
        #expect(try CommandRun(["check", file] + options, writesReport: true).status == 0)
        try folder.write(
            SampleFiles.outside.replacingFirst("0x30000000, 64", "0x30008000, 64"), to: "oemaddrtab_cfg.inc")
        let third = try CommandRun(["check", file] + options, writesReport: true)
        #expect(try third.ids() == ["CE0110"])
        try folder.write("{}", to: "baseline.json")
        #expect(try CommandRun(["check", file] + options).status == 65)
        try folder.write("{", to: "baseline.json")
        #expect(try CommandRun(["check", file] + options).status == 65)
    }

    @Test func `a comment keeps a finding quiet`() throws {
        let text = SampleFiles.outside.replacingFirst(", 16", ", 16  ; cebsp:disable=CE0101 shipped so")
        let run = try Self.check(text)
        #expect(run.status == 0)
        #expect(try run.document()["summary"]?["suppressed"]?.int == 1)
        let other = SampleFiles.outside.replacingFirst(", 16", ", 16  ; cebsp:disable=CE0103 wrong name")
        #expect(try Self.check(other).status == 1)
    }

    @Test func `--variants tries the branch that is not taken`() throws {
        let text = SampleFiles.good.replacingFirst(
            "        DCD     0, 0, 0",
            "        IF :DEF: BSP_BIG\n        DCD     0xA8000000, 0x50000000, 1\n        ENDIF\n        DCD     0, 0, 0"
        )
        let taken = try Self.check(text)
        #expect(taken.status == 0)
        let all = try Self.check(text, ["--variants"])
        #expect(all.status == 1)
        #expect(try all.ids().contains("CE0101"))
        #expect(try Self.check(text, ["--define", "BSP_BIG"]).status == 1)
    }

    @Test func `a finding of some variants names them`() throws {
        let folder = try TemporaryFolder([
            "oemaddrtab_cfg.inc": SampleFiles.good,
            "config.bib": """
            MEMORY
            IF IMGFLASH
                NK   98000000 02000000 RAMIMAGE
            ELSE
                NK   80000000 02000000 RAMIMAGE
            ENDIF
                RAM  82000000 02000000 RAM

            """,
        ])
        let run = try CommandRun(["check", folder.path, "--variants", "--format", "json"], writesReport: true)
        let finding = try #require(try run.document()["findings"]?.elements?.first { $0["id"]?.text == "CE0401" })
        #expect(finding["notes"]?.elements?.last?["message"]?.text == "with IMGFLASH")
    }

    @Test func `a table that depends on what nothing gives is read with each of it`() throws {
        let text =
            "g_oalAddressTable\n"
            + [64, 128].map {
                "    [ RAM_MB = \($0)\n        DCD 0x80000000, 0x30000000, \($0)\n        DCD 0, 0, 0\n    ]\n"
            }
            .joined()
        #expect(try Self.check(text).status == 0)
        #expect(try Self.check(text).ids() == [])
        let bad = try Self.check(text.replacingFirst("0x80000000, 0x30000000, 128", "0xA0000000, 0x30000000, 128"))
        #expect(bad.status == 1)
        #expect(try bad.ids() == ["CE0101"])
    }

    @Test func `a report that cannot be written is an error`() throws {
        let folder = try TemporaryFolder(["oemaddrtab_cfg.inc": SampleFiles.good])
        let run = try CommandRun(["check", folder.file("oemaddrtab_cfg.inc"), "--output", "/nonexistent/report"])
        #expect(run.status == 66)
    }

    @Test func `text in a file has no colours`() throws {
        let folder = try TemporaryFolder(["oemaddrtab_cfg.inc": SampleFiles.outside])
        let run = try CommandRun(["check", folder.file("oemaddrtab_cfg.inc")], writesReport: true)
        #expect(run.report.hasPrefix("\(folder.file("oemaddrtab_cfg.inc")):3:17: error: 0xa0000000 is outside"))
        #expect(!run.report.contains("\u{1B}"))
    }

    @Test func `a folder and a board file give what the files say`() throws {
        let files = ["oemaddrtab_cfg.inc": SampleFiles.outside, "config.bib": SampleFiles.bib]
        let folder = try TemporaryFolder(["src/inc/oemaddrtab_cfg.inc": SampleFiles.outside, "FILES/config.bib": ""])
        try folder.write(SampleFiles.bib, to: "FILES/config.bib")
        let asFolder = try CommandRun(["check", folder.path, "--format", "json"], writesReport: true)
        #expect(try asFolder.ids() == ["CE0101"])
        let board = try TemporaryFolder(files.merging(["board.yaml": SampleFiles.board]) { old, _ in old })
        for input in [board.path, board.file("board.yaml")] {
            let run = try CommandRun(["check", input, "--format", "json"], writesReport: true)
            #expect(run.status == 1)
            #expect(try run.ids() == ["CE0101"])
        }
    }
}
