import Diagnostics
import HostSystem
import OEMAddrTable
import RunReports
import ScenarioFiles
import TestSupport
import Testing

@testable import CEBSPCommands
@testable import CEScenario

@Suite struct InjectionTests {
    private static func scenario(_ name: String) throws -> Scenario {
        try #require(ScenarioDiscovery(["\(Fixtures.root)/scenarios/\(name).scenario.yaml"]).scenarios.first)
    }

    /// What a worker answers to a task, in this process.
    private static func answer(_ task: ScenarioTask) throws -> WorkerAnswer {
        let worker = ScenarioWorker(limits: RunLimits())
        return try #require(
            WorkerAnswer(line: worker.answer(WorkerRequest(task, root: nil, deadline: nil).line)))
    }

    @Test func `each place that calls a function fails once`() throws {
        let injection = CallSiteInjection(try Self.scenario("hello-physical"), error: 8)
        let survey = try Self.answer(injection.survey(["VirtualAllocEx", "VirtualCopyEx", "LocalAlloc"]))
        let (reference, sites) = (survey.result, survey.sites)
        #expect(reference.status == .passed)
        #expect(sites.map(\.function) == ["LocalAlloc", "LocalAlloc", "VirtualAllocEx", "VirtualCopyEx"])
        #expect(sites.map(\.number) == [1, 2, 1, 1])
        #expect(sites.allSatisfy { $0.process == "NK.EXE" && $0.place.hasPrefix("smd.dll+0x") })
        let outcomes = try sites.map { site in
            let result = try Self.answer(injection.task(failing: site)).result
            return injection.outcome(of: result, failing: site, reference: reference)
        }
        #expect(outcomes.map(\.fate) == [.survived, .survived, .survived, .survived])
        #expect(
            outcomes.map(\.detail) == [
                "driver SampleMemory is not activated, smdapp.exe exits 1", "smdapp.exe exits 1", "smdapp.exe exits 2",
                "smdapp.exe exits 2",
            ])
    }

    @Test func `a free that fails is a leak`() throws {
        let injection = CallSiteInjection(try Self.scenario("hello-static"), error: 87)
        let survey = try Self.answer(injection.survey(["VirtualFreeEx"]))
        let (reference, sites) = (survey.result, survey.sites)
        let site = try #require(sites.first)
        let outcome = injection.outcome(
            of: try Self.answer(injection.task(failing: site)).result, failing: site, reference: reference)
        #expect(outcome.fate == .leaked || outcome.fate == .survived)
        #expect(sites.count == 1)
    }

    @Test func `a caller that ends at any call leaves a driver that closes what it had open`() throws {
        let result = try Program.shell(
            "cebsp run $fixtures/scenarios/hello-physical.scenario.yaml --kill-each; echo $?", in: TemporaryFolder())
        let rows = result.lines.dropFirst().filter { $0.hasPrefix("  ") }
        #expect(rows.count == 25)
        #expect(!result.lines.contains { $0.hasPrefix("  hung") || $0.hasPrefix("  crashed") })
        // The driver has noted what it maps here: XXX_Close gives it back although the application is gone.
        #expect(
            rows.contains(
                "  survived  DeviceIoControl            smdapp.exe+0x10b0                     smdapp.exe exits 1"))
        #expect(
            rows.contains(
                "  survived  VirtualFreeEx              smd.dll+0x141c (SMD_IOControl+0xd4)   smdapp.exe exits 1"))
    }

    @Test func `only one of two ways to disturb a scenario is taken`() throws {
        let result = try Program.shell(
            "cebsp run x.scenario.yaml --kill-each --inject-each Sleep 2>&1 | head -1", in: TemporaryFolder())
        #expect(result.lines == ["Error: --kill-each and --inject-each exclude each other"])
    }

    @Test func `a call of another process's code does not count`() throws {
        var scenario = try Self.scenario("hello-static")
        let location = scenario.location
        scenario.injections = [
            .init(effect: .failure(call: "VirtualCopyEx", error: 8), nth: 1, process: "smdapp.exe", location: location)
        ]
        #expect(ScenarioRunner().run(scenario).status == .passed)
        scenario.injections[0].process = "nk.exe"
        #expect(ScenarioRunner().run(scenario).status == .failed)
    }

    @Test func `a registry call that is made to fail returns the error code`() throws {
        var scenario = try Self.scenario("hello-static")
        scenario.injections = [
            .init(
                effect: .failure(call: "RegOpenKeyExW", error: 2), nth: 1, process: nil, location: scenario.location)
        ]
        let result = ScenarioRunner().run(scenario)
        #expect(result.observation.notActivated == ["SampleMemory"])
        #expect(result.observation.calls.first { $0.name == "RegOpenKeyExW" }?.lastReturn == 2)
    }

    @Test func `an injection whose call is never made is told`() throws {
        var scenario = try Self.scenario("hello-static")
        scenario.injections = [
            .init(
                effect: .failure(call: "VirtualCopyEx", error: 8), nth: 1, process: nil, module: "smdapp.exe",
                location: .init(file: "x.scenario.yaml", line: 7, column: 3))
        ]
        let result = ScenarioRunner().run(scenario)
        #expect(result.status == .passed)
        #expect(
            result.observation.notInjected == [
                "x.scenario.yaml:7:3: nothing was injected: call 1 of VirtualCopyEx was not made"
            ])
    }

    @Test func `an export that a module does not have is told with the nearest`() throws {
        var scenario = try Self.scenario("hello-static")
        scenario.injections = [
            .init(
                effect: .failure(call: "VirtualCopyEx", error: 8), nth: 1, process: nil, module: "smd.dll",
                place: .function("SMD_IOContrl"), location: .init(file: "x.scenario.yaml", line: 7, column: 3))
        ]
        let result = ScenarioRunner().run(scenario)
        #expect(result.problem == .malformed)
        #expect(
            result.message
                == "x.scenario.yaml:7:3: error: smd.dll exports no function 'SMD_IOContrl' (did you mean 'SMD_IOControl'?)"
        )
    }

    @Test func `memory of a process that has ended is what it had at its end`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            """
            version: 1
            name: memory
            board: \(Fixtures.root)/boards/s3c2440/board.yaml
            files: [\(Fixtures.root)/guests/bin/armv4i/printf.exe]
            processes: [{ image: printf.exe }]
            expect:
              memory:
                - { virtual: 0x00010000, process: printf.exe, bytes: "4D 5A" }
                - { virtual: 0x00010000, process: printf.exe, bytes: "00 00" }
            """, to: "x.scenario.yaml")
        let scenario = try #require(ScenarioDiscovery([path]).scenarios.first)
        let failures = ScenarioRunner().run(scenario).failures
        #expect(failures.map(\.location.line) == [9])
        #expect(failures.first?.found == "4d 5a")
    }
}
