import HostSystem
import TestSupport
import Testing

@testable import CEBSPCommands

@Suite struct StarterTests {
    /// Where files of new projects come from, below `fixtures`, that are not named after their template.
    private static let origins = [
        ".github/workflows/cebsp.yml": "github.yml", ".gitlab-ci.yml": "gitlab.yml",
        ".vscode/settings.json": "settings.json",
        ".vscode/tasks.json": "tasks.json", ".gitignore": "gitignore",
    ]

    /// The guest programs that a template is made of, where they are not named after it.
    private static let guests = ["camera": "capture", "isr": "tick"]

    private static func origin(_ name: String, in folder: String) -> String {
        if name == "board/board.yaml", ["camera", "isr"].contains(folder) { return "starter/\(folder)/board.yaml" }
        if name.hasPrefix("board/") { return "boards/omap-1g/\(name.dropFirst(6))" }
        if name.hasPrefix("source/") { return "guests/\(guests[folder] ?? folder)/\(name.dropFirst(7))" }
        if name.hasPrefix("bin/") { return "guests/bin/armv4i/\(name.dropFirst(4))" }
        return "starter/\(folder)/\(origins[name] ?? name)"
    }

    @Test func `the files in the program are those of the fixtures; fixtures,starter,embed makes them so`() throws {
        let lists = [
            ("shared", StarterFile.shared), ("ring", StarterFile.ring), ("stream", StarterFile.stream),
            ("user-mode", StarterFile.userMode), ("camera", StarterFile.camera), ("isr", StarterFile.isr),
            ("maps-only", StarterFile.mapsOnly),
        ]
        for (folder, files) in lists {
            #expect(!files.isEmpty)
            for file in files {
                let origin = Self.origin(file.name, in: folder)
                let isEqual = try FileAccess().read("\(Fixtures.root)/\(origin)") == file.content
                #expect(isEqual, "\(origin)")
            }
        }
    }

    @Test(arguments: StarterNames.drivers) func `a new project passes, and nothing in it is overwritten`(
        template: String
    ) throws {
        let folder = try TemporaryFolder()
        let project = folder.file("new/project")
        #expect(CommandLine.status("init", project, "--template", template) == 0)
        #expect(CommandLine.status("run", project) == 0)
        #expect(CommandLine.status("check", "\(project)/board/board.yaml") == 0)
        try folder.write("mine", to: "new/project/README.md")
        try FileAccess().removeTree("\(project)/bin")
        #expect(CommandLine.status("init", project) == 65)
        #expect(try folder.text("new/project/README.md") == "mine")
        #expect(FileAccess().kind(of: "\(project)/bin") == nil)
    }

    @Test func `a project of maps alone is checked and drawn`() throws {
        let folder = try TemporaryFolder()
        #expect(CommandLine.status("init", folder.file("maps"), "--template", "maps-only") == 0)
        #expect(CommandLine.status("check", folder.file("maps/board/board.yaml")) == 0)
        #expect(
            CommandLine.status(
                "map", folder.file("maps/board/board.yaml"), "--format", "svg", "--output", folder.file("map.svg")) == 0
        )
        #expect(FileAccess().kind(of: folder.file("maps/source")) == nil)
    }
}
