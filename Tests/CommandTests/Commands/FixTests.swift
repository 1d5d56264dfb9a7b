import Diagnostics
import HostSystem
import OEMAddrTable
import TestSupport
import Testing

@testable import CEBSPCommands

/// `check --fix`.
struct FixTests {
    private static let table =
        "g_oalAddressTable\r\n    DCD 0x80000000, 0x30000000, 64  ; RAM\r\n    DCD 0xB0000000, 0x48000000, 16\r\n"
    private static let bib = """
        MEMORY
            NK   30200000 00E00000 RAMIMAGE
            RAM  A1000000 03000000 RAM
        CONFIG
            ROMSTART=80200000
            ROMSIZE=00E00000
        ENDIF

        """

    private static func text(_ folder: TemporaryFolder, _ name: String) throws -> String {
        String(decoding: try FileAccess().read(folder.file(name)), as: UTF8.self)
    }

    @Test func `fixes are applied, and nothing is left to find`() throws {
        let folder = try TemporaryFolder(["oemaddrtab_cfg.inc": Self.table, "config.bib": Self.bib])
        let run = try CommandRun(["check", folder.path, "--fix", "--format", "json"], writesReport: true)
        #expect(run.status == 0)
        #expect(try run.ids() == [])
        #expect(
            try Self.text(folder, "oemaddrtab_cfg.inc")
                == "g_oalAddressTable\r\n    DCD 0x80000000, 0x30000000, 64  ; RAM\r\n    DCD 0x90000000, 0x48000000, 16\r\n"
                + "        DCD     0x00000000, 0x00000000, 0\r\n")
        #expect(
            try Self.text(folder, "config.bib") == """
                MEMORY
                    NK   80200000 00E00000 RAMIMAGE
                    RAM  81000000 03000000 RAM
                CONFIG
                    ROMSTART=80200000
                    ROMSIZE=00E00000
                    ROMWIDTH=32
                ; ENDIF

                """)
    }

    @Test func `--diff shows the change and changes nothing`() throws {
        let folder = try TemporaryFolder(["config.bib": Self.bib])
        #expect(try CommandRun(["check", folder.file("config.bib"), "--fix", "--diff"]).status == 0)
        #expect(try Self.text(folder, "config.bib") == Self.bib)
        #expect(try CommandRun(["check", folder.file("config.bib"), "--diff"]).status == 64)
        let file = SourceFile(path: "config.bib", text: "A\nB\nC\nD\nE\nF\nG\n")
        let place = SourceLocation(file: "config.bib", line: 5, column: 1, length: 1)
        let fixes = [Finding.Fix(at: place, "x"), .line("new", behind: place)].compactMap { $0 }
        #expect(
            FixedFile(file, fixes: fixes).diff == """
                --- config.bib
                +++ config.bib
                @@ -2,6 +2,7 @@
                 B
                 C
                 D
                -E
                +x
                +new
                 F
                 G

                """)
    }

    @Test func `a suppressed finding is not fixed, nor a file in another encoding`() throws {
        let quiet = Self.bib.replacingFirst("ENDIF", "ENDIF ; cebsp:disable=CE0007 shipped so")
        let folder = try TemporaryFolder(["config.bib": quiet])
        _ = try CommandRun(["check", folder.file("config.bib"), "--fix"])
        #expect(try Self.text(folder, "config.bib").contains("\nENDIF ; cebsp"))
        let wide: [UInt8] =
            [0xFF, 0xFE]
            + Self.bib.utf16.flatMap { unit -> [UInt8] in [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)] }
        try FileAccess().write(wide, to: folder.file("wide.bib"))
        _ = try CommandRun(["check", folder.file("wide.bib"), "--fix"])
        #expect(try FileAccess().read(folder.file("wide.bib")) == wide)
    }
}
