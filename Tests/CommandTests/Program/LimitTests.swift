import CEScenario
import HostSystem
import JSON
import TestSupport
import Testing

/// Input and output beyond what anybody means.
@Suite struct LimitTests {
    private static func scenario(_ folder: TemporaryFolder, _ more: String) throws -> String {
        try folder.write(
            "version: 1\nname: n\nboard: \(Fixtures.root)/boards/s3c2440/board.yaml\n" + more,
            to: "x.scenario.yaml")
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

    @Test func `boards, tables and matrices beyond what anybody has are refused at once`() throws {
        let folder = try TemporaryFolder()
        let head = "version: 1\nname: b\nprofile: ce6\ncpu: arm926\nram: [{ base: 0x30000000, size: 64M }]\n"
        let device = "  - { name: a, type: gpio, base: 0x48000000 }\n"
        try folder.write(
            head + "addressTable: a.inc\ndevices:\n" + String(repeating: device, count: 1_001), to: "board.yaml")
        try folder.write("g_oalAddressTable\n DCD 0x80000000, 0x30000000, 64\n DCD 0, 0, 0\n", to: "a.inc")
        try folder.write(String(repeating: ";", count: 17 << 20), to: "long.inc")
        let axes = (0...100).map { "p\($0): [1]" }.joined(separator: ", ")
        try folder.write("version: 1\nname: n\nboard: board.yaml\nmatrix: { \(axes) }\n", to: "x.scenario.yaml")
        let result = try Program.shell(
            "for input in 'check board.yaml' 'check long.inc' 'run x.scenario.yaml'; do cebsp $input; echo $?; done",
            in: folder)
        #expect(
            result.lines == [
                "board.yaml:8:3: error: 1001 devices: a board has 1000 at most", "65",
                "long.inc: error: 'long.inc' has 17825792 bytes, more than 16777216 [CE0002]", "1",
                "x.scenario.yaml:4:9: error: 101 parameters: a matrix has 100 at most", "65",
            ])
    }

    @Test func `a file's name with a line feed is no name`() throws {
        let folder = try TemporaryFolder()
        _ = try Self.scenario(folder, "files: [\"a\\n::error::x.exe\"]\n")
        let result = try Program.shell(
            "cebsp run x.scenario.yaml; touch \"$(printf 'a\\n::error::x.exe')\"; cebsp run x.scenario.yaml",
            in: folder)
        let message = "x.scenario.yaml:4:9: error: a\u{FFFD}::error::x.exe: has control characters in its name"
        #expect(result.lines == [message, message])
    }

    @Test func `texts of a matrix that multiply are refused`() throws {
        let folder = try TemporaryFolder()
        func status(_ references: Int, _ values: [String]) throws -> Int32 {
            let text = String(repeating: "${a}", count: references)
            let matrix = values.joined(separator: ", ")
            return CommandLine.status(
                "run", try Self.scenario(folder, "shows: \(text)\nmatrix: { a: [\(matrix)] }\n"), "--list")
        }
        #expect(try status(20_000, [String(repeating: "x", count: 100_000)]) == 65)
        #expect(try status(500, (0..<1000).map { String(repeating: "x", count: 497) + "\($0 + 100)" }) == 65)
        #expect(try status(1, (0..<1000).map { "\($0)" }) == 0)
    }
}
