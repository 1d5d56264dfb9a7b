import CEScenario
import HostSystem
import RunReports
import Testing

/// Workers here are shell scripts, so that they can die as no program of ours should.
@Suite struct WorkerPoolTests {
    private func run(
        _ script: String, count: Int, jobs: Int = 2, seconds: Double = 600
    ) throws -> [ScenarioResult?] {
        let folder = try ScenarioFolder(files: ["board.yaml"])
        let scenario = try #require(try folder.scenarios("version: 1\nname: n\nboard: board.yaml\n").first)
        let tasks = (1...count).map { ScenarioTask(scenario: scenario, repetition: $0) }
        var results = [ScenarioResult?](repeating: nil, count: count)
        let pool = WorkerPool(
            .init(executable: "/bin/sh", arguments: ["-c", script]), jobs: jobs, seconds: seconds,
            shouldStop: { false })
        try pool.run(tasks) { position, answer in
            results[position] = answer.result
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
        let results = try run(script, count: 4, seconds: 1)
        #expect(results.count { $0?.status == .passed } == 3)
        #expect(
            results[1]?.message
                == "took more than 1.0 s of the host's time; its worker process did not end by itself and was killed")
        #expect(results[1]?.status == .timeout)
        #expect(results[1]?.problem == nil)
    }

    @Test func `a worker that somebody stops takes one scenario down, and is named`() throws {
        let script = #"""
            while read line; do
              case "$line" in *'"repetition":2}'*) kill -STOP $$;; esac
              echo '{"name":"n","file":"f","status":"passed"}'
            done
            """#
        let results = try run(script, count: 3, seconds: 1)
        #expect(results.map { $0?.status } == [.passed, .timeout, .passed])
        #expect(
            results[1]?.message
                == "took more than 1.0 s of the host's time; its worker process was stopped by a signal and was killed")
    }

    @Test func `workers stay between runs`() throws {
        let folder = try ScenarioFolder(files: ["board.yaml"])
        let scenario = try #require(try folder.scenarios("version: 1\nname: n\nboard: board.yaml\n").first)
        let script = #"while read line; do echo "{\"name\":\"$$\",\"file\":\"f\",\"status\":\"passed\"}"; done"#
        let pool = WorkerPool(
            .init(executable: "/bin/sh", arguments: ["-c", script]), jobs: 1, seconds: 600, shouldStop: { false })
        var names: Set<String> = []
        for _ in 0..<3 {
            try pool.run([ScenarioTask(scenario: scenario, repetition: 1)]) { _, answer in
                names.insert(answer.result.name)
                return true
            }
        }
        #expect(names.count == 1)
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
            .init(executable: "/bin/sh", arguments: ["-c", "read line; exec sleep 100"]), jobs: 2, seconds: 600,
            shouldStop: {
                asked += 1
                return asked > 2
            })
        var results = 0
        try pool.run([ScenarioTask(scenario: scenario, repetition: 1)]) { _, _ in
            results += 1
            return true
        }
        #expect(results == 0)
    }
}
