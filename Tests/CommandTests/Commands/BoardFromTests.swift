import HostSystem
import TestSupport
import Testing

@testable import CEBSPCommands

/// `board-from`: an image becomes a board that check accepts and that boots.
@Suite struct BoardFromTests {
    /// An image of 16 KB whose second half begins with the table.
    private static func image(table: [UInt32] = [0x8000_0000, 0x3000_0000, 64, 0x9000_0000, 0x4800_0000, 16, 0, 0, 0])
        -> [UInt8]
    {
        var words = [UInt32](repeating: 0xE1A0_0001, count: 0x1000)
        words.replaceSubrange(0x10..<0x13, with: [0x4345_4345, 0x8020_0080, 0x80])
        words.replaceSubrange(
            0x20..<0x35,
            with: [
                0x4000_0001, 0x4001_0002, 0x8020_0000, 0x8020_4000, 0, 0x8030_0000, 0x8031_0000, 0x8200_0000, 0, 0, 0,
                0,
                0, 0, 0x8080_8080, 0, 0, 0x0002_01C2, 0, 0, 0,
            ])
        words.replaceSubrange(0x800..<0x800 + table.count, with: table)
        return words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
    }

    @Test func `the files are written, pass check, and the board boots`() throws {
        let folder = try TemporaryFolder()
        try FileAccess().write(Self.image(), to: folder.file("nk.nb0"))
        let run = try CommandRun(["board-from", folder.file("nk.nb0"), "--write", folder.file("board")])
        #expect(run.status == 0)
        #expect(
            Set(try FileAccess().entries(of: folder.file("board"))) == [
                "board.yaml", "config.bib", "oemaddrtab_cfg.inc",
            ])
        let check = try CommandRun(["check", folder.file("board/board.yaml"), "--format", "json"], writesReport: true)
        #expect(check.status == 0)
        #expect(try check.ids() == [])
        let guests = "\(Fixtures.root)/guests/bin/armv4i"
        try folder.write(
            """
            version: 1
            name: on a recovered board
            board: board/board.yaml
            timeout: 5s
            files: [\(guests)/smd.dll, \(guests)/smdapp.exe]
            drivers:
              - name: SampleMemory
                dll: smd.dll
                prefix: SMD
                index: 1
                values: { Mode: static, VirtBase: 0x82000000, Size: 0x02000000 }
            processes:
              - { image: smdapp.exe }
            expect:
              exit: { smdapp.exe: 0 }
              faults: []

            """, to: "a.scenario.yaml")
        #expect(try CommandRun(["run", folder.file("a.scenario.yaml")]).status == 0)
        #expect(try CommandRun(["board-from", folder.file("nk.nb0"), "--write", folder.file("board")]).status == 65)
    }

    @Test func `beside the image the board names it by its name`() throws {
        let folder = try TemporaryFolder()
        try FileAccess().write(Self.image(), to: folder.file("nk.nb0"))
        #expect(try CommandRun(["board-from", folder.file("nk.nb0"), "--write", folder.path]).status == 0)
        let board = String(decoding: try FileAccess().read(folder.file("board.yaml")), as: UTF8.self)
        #expect(board.contains("\nimage: \"nk.nb0\"\n"))
        #expect(try CommandRun(["check", folder.path]).status == 0)
    }

    @Test func `an image without a table, what is no image, and what is not there`() throws {
        let folder = try TemporaryFolder(["text.bin": "nothing"])
        try FileAccess().write(Self.image(table: []), to: folder.file("nk.nb0"))
        #expect(try CommandRun(["board-from", folder.file("nk.nb0")]).status == 1)
        #expect(try CommandRun(["board-from", folder.file("text.bin")]).status == 65)
        #expect(try CommandRun(["board-from", folder.file("none.bin")]).status == 66)
    }
}
