import CEScenario
import HostSystem
import JSON
import RunReports
import TestSupport
import Testing

/// What happens from outside while a run is under way.
@Suite struct InterruptionTests {
    /// A scenario that takes minutes of the host's time, beside one that takes none.
    private static func folder() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for (name, image) in [("a-short", "printf.exe"), ("b-long", "loop.exe")] {
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

    private static func results(_ folder: TemporaryFolder) throws -> [ScenarioResult] {
        let json = try JSONValue(parsing: try FileAccess().read(folder.file("r.json")))
        return try #require(RunReport(json: json)).results
    }

    /// Starts the run and waits until the short scenario has ended.
    private static let start = """
        '\(Program.path)' run . --jobs 2 --json r.json >log &
        run=$!
        for try in $(seq 600); do grep -q 'passed: a-short' log 2>/dev/null && break; sleep 0.1; done
        workers=$(pgrep -P $run)

        """

    @Test func `SIGINT leaves a report of what ran, and no children`() throws {
        let folder = try Self.folder()
        let result = try Program.shell(
            Self.start + """
                kill -INT $run
                wait $run
                status=$?
                for worker in $workers; do kill -0 $worker 2>/dev/null && echo "worker $worker is left"; done
                echo "status $status, $(echo $workers | wc -w) workers"
                tail -n 1 log
                """, in: folder)
        #expect(result.lines.first == "cebsp: interrupted")
        #expect(result.lines.dropFirst() == ["status 1, 2 workers", "1 passed, 1 skipped"])
        let results = try Self.results(folder)
        #expect(results.map(\.name) == ["a-short", "b-long"])
        #expect(results.map(\.status) == [.passed, .skipped])
        #expect(results[1].message == "interrupted")
    }

    @Test func `a worker killed from outside takes one scenario down`() throws {
        let folder = try Self.folder()
        let result = try Program.shell(
            Self.start + """
                kill -KILL $workers
                wait $run
                echo "status $?"
                tail -n 1 log
                """, in: folder)
        #expect(result.lines == ["status 70", "1 passed, 1 could not be run"])
        let results = try Self.results(folder)
        #expect(results.map(\.status) == [.passed, .error])
        #expect(results[1].message == "the worker process was killed by signal 9 (Killed)")
    }

    @Test func `the workers of a killed run end, too`() throws {
        let result = try Program.shell(
            Self.start + """
                kill -KILL $run
                wait $run 2>/dev/null
                for worker in $workers; do
                    for try in $(seq 100); do kill -0 $worker 2>/dev/null || break; sleep 0.1; done
                done
                for worker in $workers; do kill -0 $worker 2>/dev/null && echo "worker $worker is left"; done
                echo done
                """, in: Self.folder())
        #expect(result.lines.last == "done")
        #expect(!result.lines.contains { $0.hasPrefix("worker ") })
    }

    @Test func `SIGINT ends a single scenario in the middle`() throws {
        let folder = try Self.folder()
        let result = try Program.shell(
            """
            '\(Program.path)' run b-long.scenario.yaml --json r.json >log 2>&1 &
            run=$!
            sleep 1
            kill -INT $run
            wait $run
            echo "status $?"
            """, in: folder)
        #expect(result.lines == ["status 1"])
        let results = try Self.results(folder)
        #expect(results.map(\.status) == [.skipped])
        #expect(results[0].message == "interrupted")
    }

    @Test(arguments: ["b-long.scenario.yaml", ". --jobs 2"])
    func `a scenario that takes the host too long is ended`(what: String) throws {
        let folder = try Self.folder()
        let result = try Program.shell(
            "'\(Program.path)' run \(what) --host-timeout 1.5 --json r.json >log 2>&1; echo \"status $?\"", in: folder)
        #expect(result.lines == ["status 1"])
        let last = try #require(try Self.results(folder).last)
        #expect(last.name == "b-long")
        #expect(last.status == .timeout)
        #expect(last.message == "took more than 1.5 s of the host's time")
    }
}
