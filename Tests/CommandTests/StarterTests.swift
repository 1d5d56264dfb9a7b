import HostSystem
import TestSupport
import Testing

@testable import CEBSPCommands

@Suite struct StarterTests {
    /// Where each file of a new project comes from, below `fixtures`.
    private static let origins = [
        "README.md": "starter/README.md", "hello.scenario.yaml": "starter/hello.scenario.yaml",
        "board/board.yaml": "boards/omap-1g/board.yaml",
        "board/oemaddrtab_cfg.inc": "boards/omap-1g/oemaddrtab_cfg.inc",
        "board/config.bib": "boards/omap-1g/config.bib", "board/image_cfg.h": "boards/omap-1g/image_cfg.h",
        "source/smd.c": "guests/smd/smd.c", "source/smd.h": "guests/smd/smd.h",
        "source/smdapp.c": "guests/smd/smdapp.c", "bin/smd.dll": "guests/bin/armv4i/smd.dll",
        "bin/smdapp.exe": "guests/bin/armv4i/smdapp.exe",
    ]

    @Test func `the files in the program are those of the fixtures; fixtures,starter,embed makes them so`() throws {
        #expect(Set(StarterFile.all.map(\.name)) == Set(Self.origins.keys))
        for file in StarterFile.all {
            let origin = try #require(Self.origins[file.name])
            let isEqual = try FileAccess().read("\(Fixtures.root)/\(origin)") == file.content
            #expect(isEqual, "\(origin)")
        }
    }

    @Test func `a new project passes, and nothing in it is overwritten`() throws {
        let folder = try TemporaryFolder()
        let project = folder.file("new/project")
        #expect(CommandLine.status("init", project) == 0)
        #expect(CommandLine.status("run", project) == 0)
        #expect(CommandLine.status("check", "\(project)/board/board.yaml") == 0)
        try folder.write("mine", to: "new/project/README.md")
        try FileAccess().removeTree("\(project)/bin")
        #expect(CommandLine.status("init", project) == 65)
        #expect(try folder.text("new/project/README.md") == "mine")
        #expect(FileAccess().kind(of: "\(project)/bin") == nil)
    }
}
