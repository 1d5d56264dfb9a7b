import CEScenario
import HostSystem
import JSON
import Testing

/// Input and output beyond what anybody means.
@Suite struct LimitTests {
    private static func scenario(_ folder: TemporaryFolder, _ more: String) throws -> String {
        try folder.write(
            "version: 1\nname: n\nboard: \(CommandLine.fixtures)/boards/s3c2440/board.yaml\n" + more,
            to: "x.scenario.yaml")
    }

    @Test func `a report that the disk does not take ends with 66`() throws {
        let folder = try TemporaryFolder()
        let hello = "\(CommandLine.fixtures)/scenarios/hello-static.scenario.yaml"
        for option in ["--json", "--junit", "--html", "--trace"] {
            #expect(CommandLine.status("run", hello, option, "/dev/full") == 66, "\(option)")
        }
        #expect(CommandLine.status("run", hello, "--json", folder.path) == 64)
        #expect(CommandLine.status("run", hello, "--json", folder.file("no/r.json")) == 64)
    }

    @Test func `aliases that explode end the run with 65`() throws {
        let folder = try TemporaryFolder()
        var bomb = "x0: &x0 [lol, lol]\n"
        for level in 1...40 { bomb += "x\(level): &x\(level) [*x\(level - 1), *x\(level - 1)]\n" }
        #expect(CommandLine.status("run", try Self.scenario(folder, bomb)) == 65)
        #expect(CommandLine.status("run", try Self.scenario(folder, "name: again\n")) == 65)
    }

    @Test func `an address table that includes itself ends the run with 65`() throws {
        let folder = try TemporaryFolder()
        try folder.write("    INCLUDE b.inc\n", to: "a.inc")
        try folder.write("    INCLUDE a.inc\n", to: "b.inc")
        try folder.write(
            "version: 1\nname: b\nprofile: ce6\ncpu: arm926\nram: [{ base: 0x30000000, size: 64M }]\n"
                + "addressTable: a.inc\n", to: "board.yaml")
        let path = try folder.write("version: 1\nname: n\nboard: board.yaml\n", to: "x.scenario.yaml")
        #expect(CommandLine.status("run", path) == 65)
        let check = try Program.shell("cebsp check board.yaml", in: folder)
        #expect(check.status == 65)
        #expect(
            check.lines.contains {
                $0.hasSuffix("b.inc:1:13: warning: 'a.inc' includes itself; this include is skipped [CE0017]")
            })
    }

    @Test func `a file outside the tree is refused where strangers' scenarios run`() throws {
        let folder = try TemporaryFolder()
        try folder.write("x", to: "tree/inside.bin")
        try folder.write("x", to: "outside.bin")
        for name in try FileAccess().entries(of: "\(CommandLine.fixtures)/boards/s3c2440") {
            let bytes = try FileAccess().read("\(CommandLine.fixtures)/boards/s3c2440/\(name)")
            try FileAccess().write(bytes, to: folder.file("tree/\(name)"))
        }
        let result = try Program.shell("ln -s ../outside.bin tree/link.bin", in: folder)
        #expect(result.status == 0)
        func status(_ file: String) throws -> Int32 {
            let path = try folder.write(
                "version: 1\nname: n\nboard: board.yaml\nfiles: [\(file)]\n", to: "tree/x.scenario.yaml")
            return CommandLine.status("run", path, "--root", folder.file("tree"))
        }
        #expect(try status("inside.bin") == 0)
        #expect(try status("../outside.bin") == 65)
        #expect(try status("/etc/hostname") == 65)
        #expect(try status("link.bin") == 65)
        let scenario = try #require(ScenarioDiscovery([folder.file("tree/x.scenario.yaml")]).scenarios.first)
        #expect(
            scenario.strays(outside: folder.file("tree"))?.description.replacing(folder.path + "/", with: "")
                == "tree/x.scenario.yaml:4:9: error: tree/link.bin: lies outside tree")
    }
}
