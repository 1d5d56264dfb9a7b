import CEScenario
import HostSystem
import Testing

/// Workers here are shell scripts, so that they can die as no program of ours should.
@Suite struct WorkerPoolTests {
    private func run(
        _ script: String, count: Int, jobs: Int = 2, patience: Duration = .seconds(600)
    ) throws -> [ScenarioResult?] {
        let folder = try ScenarioFolder(files: ["board.yaml"])
        let scenario = try #require(try folder.scenarios("version: 1\nname: n\nboard: board.yaml\n").first)
        let tasks = (1...count).map { ScenarioTask(scenario: scenario, repetition: $0) }
        var results = [ScenarioResult?](repeating: nil, count: count)
        let pool = WorkerPool(
            executable: "/bin/sh", arguments: ["-c", script], jobs: jobs, patience: patience, shouldStop: { false })
        try pool.run(tasks) { position, result in
            results[position] = result
            return true
        }
        return results
    }

    @Test func `every task gets its answer`() throws {
        let script = #"""
            while read line; do
              repetition=$(echo "$line" | sed 's/.*"repetition":\([0-9]*\).*/\1/')
              echo "{\"name\":\"n\",\"file\":\"f\",\"status\":\"passed\",\"repetition\":$repetition}"
            done
            """#
        let results = try run(script, count: 20)
        #expect(results.map { $0?.repetition } == (1...20).map(Optional.some))
        #expect(results.allSatisfy { $0?.status == .passed })
    }

    @Test func `a worker that dies takes one scenario down`() throws {
        let script = #"""
            while read line; do
              case "$line" in *'"repetition":3}'*) kill -SEGV $$;; *'"repetition":5}'*) exit 9;; esac
              echo '{"name":"n","file":"f","status":"passed"}'
            done
            """#
        let results = try run(script, count: 8)
        #expect(results.count { $0?.status == .passed } == 6)
        #expect(results[2]?.message == "the worker process was killed by signal 11 (Segmentation fault)")
        #expect(results[4]?.message == "the worker process exited with status 9")
        #expect(results[2]?.problem == .defect)
    }

    @Test func `a worker that hangs takes one scenario down`() throws {
        let script = #"""
            while read line; do
              case "$line" in *'"repetition":2}'*) exec sleep 100;; esac
              echo '{"name":"n","file":"f","status":"passed"}'
            done
            """#
        let results = try run(script, count: 4, patience: .seconds(2))
        #expect(results.count { $0?.status == .passed } == 3)
        #expect(results[1]?.message == "the worker process did not answer for 2.0 seconds and was killed")
        #expect(results[1]?.problem == .defect)
    }

    @Test func `an answer that is no result is a defect of ours`() throws {
        let results = try run("while read line; do echo nonsense; done", count: 3)
        #expect(results.allSatisfy { $0?.problem == .defect })
    }

    @Test func `a program that cannot be started is an error`() {
        #expect(throws: FileError.self) { try ChildProcess(executable: "/nonexistent/program", arguments: []) }
    }

    @Test func `a run ends when it is told to, and the workers with it`() throws {
        let folder = try ScenarioFolder(files: ["board.yaml"])
        let scenario = try #require(try folder.scenarios("version: 1\nname: n\nboard: board.yaml\n").first)
        var asked = 0
        let pool = WorkerPool(
            executable: "/bin/sh", arguments: ["-c", "read line; exec sleep 100"], jobs: 2, patience: .seconds(600)
        ) {
            asked += 1
            return asked > 2
        }
        var results = 0
        try pool.run([ScenarioTask(scenario: scenario, repetition: 1)]) { _, _ in
            results += 1
            return true
        }
        #expect(results == 0)
    }
}
