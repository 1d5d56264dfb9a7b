import HostSystem
import TestSupport
import Testing

/// `--root`: nothing outside the folder is read, and nothing tells whether it is there.
@Suite struct RootTests {
    /// A tree with a board and a scenario, and beside it what belongs to somebody else.
    private static func folder() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for name in try FileAccess().entries(of: "\(Fixtures.root)/boards/s3c2440") {
            let bytes = try FileAccess().read("\(Fixtures.root)/boards/s3c2440/\(name)")
            try FileAccess().makeDirectory(folder.file("tree/board"))
            try FileAccess().write(bytes, to: folder.file("tree/board/\(name)"))
        }
        try folder.write("x", to: "tree/inside.bin")
        try FileAccess().write(
            try FileAccess().read("\(Fixtures.root)/guests/bin/armv4i/printf.exe"),
            to: folder.file("tree/printf.exe"))
        for name in ["outside.bin", "printf.map", "secret/private.inc"] { try folder.write("PASSWORD\n", to: name) }
        let links = try Program.shell(
            """
            ln -s ../outside.bin tree/link.bin; ln -s ../no-such-file tree/loose.bin; ln -s ../secret tree/folder
            ln -s ../../secret/private.inc tree/board/linked.inc; ln -s inside.bin tree/good.bin
            """, in: folder)
        try #require(links.status == 0)
        return folder
    }

    private static func run(_ folder: TemporaryFolder, _ more: String) throws -> (status: Int32, lines: [String]) {
        try folder.write("version: 1\nname: n\nboard: board/board.yaml\n" + more + "\n", to: "tree/x.scenario.yaml")
        return try Program.shell("cebsp run tree/x.scenario.yaml --root tree", in: folder)
    }

    @Test(arguments: [
        "files: [../outside.bin]", "files: [../not-there.bin]", "files: [/etc/hostname]", "files: [/etc/not-there]",
        "files: [link.bin]", "files: [loose.bin]", "files: [folder/private.inc]", "files: [folder/not-there]",
        "files: [../nowhere/at/all]", "files: [printf.exe]\nsymbols: [../printf.map]",
        "files: [printf.exe]\nsymbols: [/nowhere/printf.elf]", "board: ../no/board.yaml",
    ])
    func `a file outside is refused, whether or not it is there`(entry: String) throws {
        let folder = try Self.folder()
        var text = entry
        if entry.hasPrefix("board") {
            try folder.write("version: 1\nname: n\n\(entry)\n", to: "tree/x.scenario.yaml")
            text = ""
        }
        let result =
            text.isEmpty
            ? try Program.shell("cebsp run tree/x.scenario.yaml --root tree", in: folder)
            : try Self.run(folder, text)
        #expect(result.status == 65)
        #expect(result.lines.last?.hasSuffix(": lies outside tree") == true, "\(result.lines)")
        #expect(!result.lines.joined().contains("PASSWORD"))
    }

    @Test(arguments: ["files: [inside.bin]", "files: [good.bin]", "files: [./board/../inside.bin]"])
    func `a file inside is read`(entry: String) throws { #expect(try Self.run(try Self.folder(), entry).status == 0) }

    @Test(arguments: [
        #"..\..\secret\private.inc"#, #"..\..\secret\not-there.inc"#, "linked.inc",
    ])
    func `an include that leads outside is refused`(name: String) throws {
        let folder = try Self.folder()
        let table = try folder.text("tree/board/oemaddrtab_cfg.inc")
        // One level further down as well.
        try folder.write("    INCLUDE \(name)\n", to: "tree/board/nested.inc")
        try folder.write("    INCLUDE nested.inc\n" + table, to: "tree/board/oemaddrtab_cfg.inc")
        let result = try Self.run(folder, "")
        #expect(result.status == 65)
        #expect(
            result.lines.last
                == "tree/board/nested.inc:1:13: error: the included file '\(name)' lies outside tree [CE0011]")
        #expect(!result.lines.joined().contains("PASSWORD"))
    }

    @Test func `a scenario that is a link to a file outside is refused unread`() throws {
        let folder = try Self.folder()
        let result = try Program.shell(
            """
            printf 'version: 1\\nname: good\\nboard: board/board.yaml\\n' >tree/zz.scenario.yaml
            ln -s ../outside.bin tree/z.scenario.yaml; cebsp run tree --root tree
            """, in: folder)
        #expect(result.status == 65)
        #expect(result.lines.contains { $0.hasPrefix("passed: good") })
        #expect(!result.lines.joined().contains("PASSWORD"))
    }
}
