import HostSystem
import TestSupport
import Testing

@testable import CEBSPCommands

/// `plan`: what it proposes passes check and boots.
@Suite struct PlanCommandTests {
    private static let fixtures = Fixtures.root

    /// A scenario on the board in a folder, whose driver maps RAM above the cap.
    private func scenario(_ folder: TemporaryFolder, physical: String, size: String, guests: String) throws -> String {
        try folder.write(
            """
            version: 1
            name: RAM above the cap
            board: board/board.yaml
            timeout: 5s
            files: [\(Self.fixtures)/guests/bin/\(guests)/smd.dll, \(Self.fixtures)/guests/bin/\(guests)/smdapp.exe]
            drivers:
              - name: SampleMemory
                dll: smd.dll
                prefix: SMD
                index: 1
                values: { Mode: physical, PhysBase: \(physical), Size: \(size) }
            processes:
              - { image: smdapp.exe }
            expect:
              exit: { smdapp.exe: 0 }
              output:
                - matches: "^Data: Hello World$"
              faults: []
              leaks: 0

            """, to: "plan.scenario.yaml")
        return folder.file("plan.scenario.yaml")
    }

    @Test(arguments: [("omap-1g", "0xBE000000", "0x02000000"), ("s3c2440", "0x33E00000", "0x00100000")])
    func `a classic plan passes check and boots`(_ board: String, _ physical: String, _ size: String) throws {
        let folder = try TemporaryFolder()
        let run = try CommandRun([
            "plan", "\(Self.fixtures)/boards/\(board)/board.yaml", "--write", folder.file("board"),
        ])
        #expect(run.status == 0)
        let check = try CommandRun(
            ["check", folder.file("board/board.yaml"), "--strict", "--format", "json"], writesReport: true)
        #expect(check.status == 0)
        #expect(try check.ids().allSatisfy { $0 == "CE0702" })
        // All of the small board's RAM is in its map: the driver gets what the kernel keeps free at the end.
        guard board == "omap-1g" else { return }
        let scenario = try scenario(folder, physical: physical, size: size, guests: "armv4i")
        #expect(try CommandRun(["run", scenario]).status == 0)
    }

    @Test func `a plan for Compact 7 passes check and boots, and its reserve is a driver's`() throws {
        let folder = try TemporaryFolder()
        let board = "\(Self.fixtures)/boards/am33x-wec7/board.yaml"
        #expect(try CommandRun(["plan", board, "--reserve", "32M", "--write", folder.file("board")]).status == 0)
        #expect(try CommandRun(["check", folder.file("board/board.yaml"), "--strict"]).status == 0)
        let scenario = try scenario(folder, physical: "0xBE000000", size: "0x02000000", guests: "armv7")
        #expect(try CommandRun(["run", scenario]).status == 0)
    }

    @Test func `several boards have a folder each, and nothing is overwritten`() throws {
        let folder = try TemporaryFolder()
        let boards = ["omap-1g", "s3c2440"].map { "\(Self.fixtures)/boards/\($0)/board.yaml" }
        #expect(try CommandRun(["plan"] + boards + ["--write", folder.file("all")]).status == 0)
        for board in ["omap-1g", "s3c2440"] {
            #expect(try CommandRun(["check", folder.file("all/\(board)")]).status == 0)
        }
        #expect(try CommandRun(["plan"] + boards + ["--write", folder.file("all")]).status == 65)
        #expect(try CommandRun(["plan", boards[0], boards[0], "--write", folder.file("twice")]).status == 64)
        #expect(try CommandRun(["plan", folder.file("none.yaml")]).status == 66)
    }

    @Test func `without a whole megabyte of RAM there is nothing to propose`() throws {
        let folder = try TemporaryFolder([
            "board.yaml": """
            version: 1
            name: tiny
            profile: ce6
            cpu: arm926
            ram: [ { base: 0x30000000, size: 512K } ]

            """
        ])
        #expect(try CommandRun(["plan", folder.file("board.yaml")]).status == 65)
    }

    @Test func `devices smaller than a megabyte, and those that share one, are told`() throws {
        let script = "cebsp plan \"$fixtures/boards/omap-1g/board.yaml\" | sed -n 3,4p"
        let (_, lines) = try Program.shell(script, in: try TemporaryFolder())
        #expect(
            lines == [
                "  registers      1 MB in 1 row",
                "                 whole megabytes for 2 devices that are smaller; 2 of them share a megabyte",
            ])
    }
}
