import HostSystem
import JSON
import RunReports
import TestSupport
import Testing

/// What is said of a run that comes to no end: every thread, what it waits for, and where it is.
@Suite struct HangTests {
    /// A scenario that expects its program to end, which it does not.
    private static func folder(_ how: String, timeout: String = "1s") throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            version: 1
            name: stuck
            board: \(Fixtures.root)/boards/omap-1g/board.yaml
            timeout: \(timeout)
            files: [\(Fixtures.root)/guests/bin/armv4i/stuck.exe]
            symbols: [\(Fixtures.root)/guests/bin/armv4i/stuck.elf]
            processes: [{ image: stuck.exe, arguments: \(how) }]
            """, to: "a.scenario.yaml")
        return folder
    }

    /// What the report of a run has of its threads.
    private static func threads(_ how: String) throws -> [String] {
        let result = try Program.shell("cebsp run a.scenario.yaml", in: try folder(how))
        return Array(result.lines.drop { !$0.hasPrefix("  thread ") })
    }

    @Test func `a circle of waiting threads is drawn`() throws {
        #expect(
            try Self.threads("circle") == [
                "  thread 0x0040000e of stuck.exe, priority 251, began at stuck.exe+0x122c "
                    + "(WinMainCRTStartup): waiting in EnterCriticalSection since 0.005 s, without a timeout",
                "    for: critical section second (stuck.exe) at 0x00013040, which thread 0x00400012 of stuck.exe "
                    + "is in since 0.000 s: taken at stuck.exe+0x11d4 (TakeTheOtherWay+0xc, stuck.c:11)",
                "    could be woken by: thread 0x00400012 of stuck.exe, with LeaveCriticalSection",
                "    at: stuck.exe+0x1114 (WinMain+0x114, stuck.c:30)",
                "    called from: stuck.exe+0x1234 (WinMainCRTStartup+0x8)",
                "  thread 0x00400012 of stuck.exe, priority 251, began at stuck.exe+0x11c8 "
                    + "(TakeTheOtherWay, stuck.c:9), made by stuck.exe+0x10f8 (WinMain+0xf8, stuck.c:26): waiting in "
                    + "EnterCriticalSection since 0.005 s, without a timeout",
                "    for: critical section first (stuck.exe) at 0x0001302c, which thread 0x0040000e of stuck.exe is in "
                    + "since 0.000 s: taken at stuck.exe+0x1104 (WinMain+0x104, stuck.c:28)",
                "    could be woken by: thread 0x0040000e of stuck.exe, with LeaveCriticalSection",
                "    at: stuck.exe+0x11e4 (TakeTheOtherWay+0x1c, stuck.c:13)",
                "  threads that wait for each other:",
                "    +-> thread 0x0040000e of stuck.exe",
                "    |     waits for critical section second (stuck.exe) at 0x00013040, which is held by",
                "    |   thread 0x00400012 of stuck.exe",
                "    |     waits for critical section first (stuck.exe) at 0x0001302c, which is held by",
                "    +-- thread 0x0040000e of stuck.exe",
            ])
    }

    @Test func `a mutex names its owner, an event those who could set it`() throws {
        let lines = try Self.threads("mutex")
        #expect(
            lines.contains(
                "    for: mutex 'Table' (handle 0x00010007), which thread 0x00400012 of stuck.exe has, taken at "
                    + "stuck.exe+0x1210 (KeepMutex+0x18, stuck.c:19)"))
        #expect(lines.contains("    for: event 'NeverSet' (handle 0x00010003)"))
        #expect(
            lines.contains(
                "    could be woken by: stuck.exe (handle 0x00010003), whose 2 threads all wait for ever, with SetEvent"
            ))
    }

    @Test func `a thread that polls is in its Sleep`() throws {
        let lines = try Self.threads("poll")
        #expect(lines.first?.hasSuffix("waiting in Sleep since 0.900 s until 1.000 s") == true)
        #expect(lines.dropFirst().first == "    at: stuck.exe+0x10c4 (WinMain+0xc4, stuck.c:57)")
    }

    @Test func `a thread that runs has its hot places`() throws {
        let lines = try Self.threads("spin")
        #expect(lines.last == "    busy: 100 % stuck.exe+0x1178 (WinMain+0x178, stuck.c:51)")
    }

    @Test func `the record has all of it, and keeps it`() throws {
        let folder = try Self.folder("circle")
        _ = try Program.shell("cebsp run a.scenario.yaml --json r.json", in: folder)
        let json = try JSONValue(parsing: try FileAccess().read(folder.file("r.json")))
        let thread = try #require(json["scenarios"]?.elements?.first?["threads"]?.elements?.last)
        #expect(thread["state"]?.text == "waiting")
        #expect(thread["call"]?.text == "EnterCriticalSection")
        #expect(thread["waitsFor"]?.elements?.count == 1)
        let run = try #require(RunReport(json: json)?.results.first?.observation)
        #expect(run.waitCircles.count == 1)
        #expect(run.threads.last?.backtrace == ["stuck.exe+0x11e4 (TakeTheOtherWay+0x1c, stuck.c:13)"])
    }

    @Test(arguments: ["kill -INT $run; wait $run", "wait $run"])
    func `a run that is ended from outside says where it was, and what was printed`(end: String) throws {
        let result = try Program.shell(
            """
            : >log
            '\(Program.path)' run a.scenario.yaml --host-timeout 2 >>log 2>&1 &
            run=$!
            for try in $(seq 100); do grep -q '^spins$' log && break; sleep 0.1; done
            grep -c '^skipped\\|^timeout' log
            \(end)
            grep -e '^spins' -e 'thread 0x' -e 'busy' log
            """, in: try Self.folder("spin", timeout: "10h"))
        // Nothing has ended when the output is there.
        #expect(result.lines.first == "0")
        #expect(result.lines.dropFirst().first == "spins")
        #expect(result.lines.dropFirst(2).first?.contains("thread 0x0040000e of stuck.exe") == true)
        #expect(result.lines.last?.contains("busy: 100 % stuck.exe+0x1178") == true)
    }

    @Test func `lines of guests that run side by side are led by the name`() throws {
        let folder = try Self.folder("spin")
        try folder.write(
            """
            version: 1
            name: other
            board: \(Fixtures.root)/boards/omap-1g/board.yaml
            timeout: 1s
            files: [\(Fixtures.root)/guests/bin/armv4i/stuck.exe]
            processes: [{ image: stuck.exe, arguments: event }]
            """, to: "b.scenario.yaml")
        let result = try Program.shell("cebsp run . --jobs 2 --verbose", in: folder)
        #expect(result.lines.contains("stuck | spins"))
        #expect(result.lines.contains("other | waits for an event that nobody sets"))
        let alone = try Program.shell("cebsp run . --jobs 1 --verbose", in: folder)
        #expect(alone.lines.contains("spins"))
        #expect(alone.lines.count { $0 == "spins" } == 1)
    }
}
