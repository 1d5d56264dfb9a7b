import MachineTerms
import TestSupport
import Testing

/// Threads that take turns at other moments.
@Suite struct ScheduleTests {
    /// Two threads that add to one counter without a lock.
    private static func folder(_ more: String = "") throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            version: 1
            name: counter
            board: \(Fixtures.root)/boards/omap-1g/board.yaml
            timeout: 5s
            files: [\(Fixtures.root)/guests/bin/armv4i/counter.exe]
            processes: [{ image: counter.exe }]
            \(more)
            """, to: "a.scenario.yaml")
        return folder
    }

    @Test func `a lost update shows under another schedule only, and is shrunk to one switch`() throws {
        let result = try Program.shell(
            "cebsp run a.scenario.yaml; cebsp run a.scenario.yaml --schedules 4; echo $?", in: Self.folder())
        #expect(result.lines.first == "counter 40000 of 40000")
        #expect(
            Array(result.lines.dropFirst(2)) == [
                "counter (a.scenario.yaml)", "  failed  schedule 1, 6 switches", "  failed  schedule 2, 4 switches",
                "  failed  schedule 3, 11 switches", "  failed  schedule 4, 10 switches",
                "  fewest switches that fail, after 5 runs: 1", "    0.000 s: counter.exe+0x10b8 makes room",
                "    a.scenario.yaml:1:1: error: exit code of counter.exe: expected 0, found 1",
                "  again with: cebsp run a.scenario.yaml --schedule 2:3", "1",
            ])
    }

    @Test func `what a scenario prints under some schedules only is told, and that it fails without any`() throws {
        let result = try Program.shell(
            "cebsp run a.scenario.yaml --schedules 2; echo $?",
            in: Self.folder("expect: { exit: { counter.exe: 1 } }"))
        #expect(
            result.lines == [
                "counter (a.scenario.yaml)",
                "  note: the scenario fails as it is: a.scenario.yaml:7:19: error: exit code of counter.exe: "
                    + "expected 1, found 0",
                "  passed  schedule 1, 6 switches: prints \"counter 36194 of 40000\" unlike the usual order",
                "  passed  schedule 2, 4 switches: prints \"counter 28803 of 40000\" unlike the usual order",
                "0",
            ])
    }

    @Test func `a schedule gives the same again, from its text alone`() throws {
        let folder = try Self.folder()
        let script = "cebsp run a.scenario.yaml --schedule 2:3 --repeat 3; echo $?"
        let result = try Program.shell(script, in: folder)
        #expect(result.lines.contains { $0.hasSuffix("3 failed") })
        #expect(!result.lines.contains { $0.contains("differ") })
    }

    @Test func `the file may name the schedule`() throws {
        let result = try Program.shell(
            "cebsp run a.scenario.yaml --json r.json >log; grep -c '\"schedule\": \"2:3\"' r.json; head -1 log",
            in: Self.folder("schedule: \"2:3\""))
        #expect(result.lines.first == "1")
        #expect(result.lines.last?.hasPrefix("counter 2") == true || result.lines.last?.hasPrefix("counter 3") == true)
    }

    @Test(arguments: ["", "x", "-1", "1:", "1:0", "1:2,", "99999999999"])
    func `what is no schedule is refused`(text: String) throws {
        #expect(ThreadSchedule(text) == nil)
        let result = try Program.shell("cebsp run a.scenario.yaml", in: Self.folder("schedule: \"\(text)\""))
        #expect(result.lines.first?.contains("is no seed, as 7, or 7:12,55") == true)
    }

    @Test func `a schedule's text is read back`() {
        #expect(ThreadSchedule("7")?.text == "7")
        #expect(ThreadSchedule("7:12,55") == ThreadSchedule(seed: 7, only: [12, 55]))
        #expect(ThreadSchedule("7:12,55")?.text == "7:12,55")
    }
}
