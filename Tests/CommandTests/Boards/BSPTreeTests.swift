import Diagnostics
import HostSystem
import OEMAddrTable
import TestSupport
import Testing

@testable import CEBSPCommands

/// A BSP folder as Platform Builder lays it out, read in the configuration that its own files build.
@Suite struct BSPTreeTests {
    private static let tree = FilePath.normalized(FilePath.join(Fixtures.root, "bsp-tree/WINCE600"))
    private static let board = "PLATFORM/TORRENT"
    private static let table = "\(board)/SRC/INC/oemaddrtab_cfg.inc"

    private static func check(_ path: String, defines: [String: String] = [:]) throws -> MapCheck {
        var sources = MapSources()
        try sources.add(path)
        sources.inputs.defines = defines
        return MapCheck(sources)
    }

    /// The tree in a folder of the test, with some of its files changed.
    private static func copy(_ changes: [String: (String, String)]) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let files = FolderListing(tree, depthLimit: 12, entryLimit: 1_000).files
        #expect(files.count == 16)
        for file in files {
            let name = String(FilePath.normalized(file.path).dropFirst(tree.count + 1))
            var text = String(decoding: try FileAccess().read(file.path), as: UTF8.self)
            if let (old, new) = changes[name] {
                #expect(text.contains(old), "\(name)")
                text = text.replacingFirst(old, new)
            }
            try folder.write(text, to: name)
        }
        return folder
    }

    @Test func `the folder of the BSP has nothing wrong, and one line says what was read`() throws {
        let check = try Self.check("\(Self.tree)/\(Self.board)")
        // What only the menus of Platform Builder set is taken as not set, and told in one line.
        #expect(check.findings.map(\.id) == ["CE0006"])
        #expect(check.findings.map(\.severity) == [.note])
        let line = try #require(check.readingLine)
        for part in [
            "g_oalAddressTable (SRC/INC/oemaddrtab_cfg.inc, 3 rows)", "FILES/config.bib", "EBOOT/eboot.bib",
            "environment from torrent.bat, sources.cmn", "profile ce6",
        ] {
            #expect(line.contains(part), "\(part) in \(line)")
        }
        #expect(!line.contains("CESYSGEN"))
    }

    @Test func `from above the OS design counts, too`() throws {
        let check = try Self.check(Self.tree)
        #expect(check.findings.map(\.message) == ["'IMGPROFILER' is not defined; the condition takes it as not set"])
        #expect(check.readingLine?.contains("torrent.pbxml") == true)
        var sources = MapSources()
        try sources.add(Self.tree)
        let map = sources.reader().read().map
        #expect(map.regions.filter { !$0.isOfBootLoader }.map(\.name) == ["ARGS", "NK", "RAM", "CAMERA", "DISPLAY"])
        #expect(map.settings.map(\.key).contains("ROMSTART"))
        #expect(map.tables.first?.rows.first?.size == 128 << 20)
    }

    @Test func `another revision has another table, and both are right`() throws {
        let check = try Self.check("\(Self.tree)/\(Self.board)", defines: ["BSP_REVISION": "A"])
        #expect(check.findings.map(\.id) == ["CE0006"])
    }

    @Test(arguments: [
        // The table of 64 MB under regions for 128 MB.
        ("\(board)/sources.cmn", "BSP_DRAM128 SETL {TRUE}", "BSP_DRAM128 SETL {FALSE}", "CE0407"),
        // The loader's image grows into its own RAM.
        ("\(board)/SRC/BOOTLOADER/EBOOT/eboot.bib", "82000000    00080000", "82000000    00090000", "CE0404"),
        // A row that runs into the next.
        (table, "ACME_BASE_APB,   32", "ACME_BASE_APB,   33", "CE0103"),
        // Registers where the RAM is.
        ("PLATFORM/COMMON/SRC/SOC/ACME_A1/INC/acme_base_regs.inc", "0x40000000", "0x27000000", "CE0107"),
        // RAM over what the camera of the OS design has.
        ("\(board)/SRC/INC/image_cfg.h", "IMAGE_CAMERA_CA - IMAGE_WINCE", "IMAGE_DISPLAY_CA - IMAGE_WINCE", "CE0404"),
    ]) func `a mistake in any of its files is found`(_ name: String, _ old: String, _ new: String, _ id: String) throws
    {
        let folder = try Self.copy([name: (old, new)])
        let found = try Self.check(folder.path).findings
        #expect(found.map(\.id).contains(id), "\(found.map { $0.id + " " + $0.message })")
    }

    @Test func `the environment decides, so that a batch file for the small board needs no other change`() throws {
        let folder = try Self.copy(["\(Self.board)/torrent.bat": ("set BSP_DRAM128=1", "set BSP_DRAM128=")])
        #expect(try Self.check(folder.path).findings.map(\.id) == ["CE0006"])
        var sources = MapSources()
        try sources.add(folder.path)
        #expect(sources.reader().read().map.tables.first?.rows.first?.size == 64 << 20)
    }
}
