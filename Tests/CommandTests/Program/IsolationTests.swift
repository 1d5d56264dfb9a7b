import CEScenario
import HostSystem
import JSON
import TestSupport
import Testing

/// A scenario that takes its process down does that to a worker, however the run was asked for.
@Suite struct IsolationTests {
    /// A scenario that runs for minutes, before one that takes no time.
    private static func folder() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for (name, image) in [("a-long", "loop.exe"), ("b-short", "printf.exe")] {
            try folder.write(
                """
                version: 1
                name: \(name)
                board: \(Fixtures.root)/boards/s3c2440/board.yaml
                timeout: 10h
                files: [\(Fixtures.root)/guests/bin/armv4i/\(image)]
                processes: [{ image: \(image) }]
                """, to: "\(name).scenario.yaml")
        }
        return folder
    }

    /// Starts a run and does something to the worker that has the long scenario.
    private static func disturb(_ what: String, _ arguments: String) throws -> [String] {
        try Program.shell(
            """
            '\(Program.path)' run \(arguments) --json r.json >log 2>&1 &
            run=$!
            for try in $(seq 200); do worker=$(pgrep -P $run | head -n 1); [ -n "$worker" ] && break; sleep 0.05; done
            sleep 0.3
            \(what) $worker
            wait $run
            echo "status $?"
            grep -o -m 1 'stopped by a signal' log
            true
            """, in: Self.folder()
        ).lines
    }

    @Test(arguments: [
        "a-long.scenario.yaml", ". --jobs 1", "a-long.scenario.yaml --trace t",
        ". --jobs 1 --repeat 1 --page 0x30000000 --ledger",
    ])
    func `a worker that dies ends one scenario`(arguments: String) throws {
        #expect(try Self.disturb("kill -SEGV", arguments) == ["status 70"])
    }

    @Test func `a worker that dies under an injection ends that only`() throws {
        let folder = try Self.folder()
        let result = try Program.shell(
            """
            '\(Program.path)' run a-long.scenario.yaml --inject-each Sleep >log 2>&1 &
            run=$!
            for try in $(seq 200); do worker=$(pgrep -P $run | head -n 1); [ -n "$worker" ] && break; sleep 0.05; done
            sleep 0.3
            kill -SEGV $worker
            wait $run
            echo "status $?"
            head -n 1 log
            """, in: folder)
        #expect(
            result.lines == ["status 70", "the worker process was killed by signal 11 (Segmentation fault)"])
    }

    @Test func `a stopped worker is ended with the host's time, and named`() throws {
        let lines = try Self.disturb("kill -STOP", "a-long.scenario.yaml --host-timeout 1")
        #expect(lines == ["status 1", "stopped by a signal"])
    }

    @Test func `a trace has what was done before the end`() throws {
        let folder = try TemporaryFolder()
        let result = try Program.shell(
            """
            cebsp run $fixtures/scenarios/hello-static.scenario.yaml --trace - 2>/dev/null | grep -c VirtualCopyEx
            cebsp run $fixtures/scenarios/hello-static.scenario.yaml --trace t --jobs 4 >/dev/null
            head -c 1 t; tail -n 1 t | cut -c 1-8
            """, in: folder)
        #expect(result.lines == ["1", "## passed"])
    }
}
