import CEScenario
import Diagnostics
import GuestAddress
import MachineTerms
import OEMAddrTable
import RunReports
import ScenarioFiles
import Testing

private struct FlatMemory: ObservedMemory {
    func bytes(at address: PhysicalAddress, count: Int) -> [UInt8]? {
        address == PhysicalAddress(0xA3E0_0000) ? Array(" Hello World".utf8.prefix(count)) : nil
    }
    func bytes(at address: VirtualAddress, count: Int, process: String) -> [UInt8]? {
        process == "smdapp.exe" ? [UInt8](repeating: 0xDE, count: count) : nil
    }
}

private func failures(_ expect: String, _ observation: ScenarioObservation) throws -> [String] {
    let folder = try ScenarioFolder()
    let text = "version: 1\nname: n\nboard: board.yaml\n" + (expect.isEmpty ? "" : "expect: { \(expect) }\n")
    let scenario = try #require(try folder.scenarios(text).first)
    let evaluator = ExpectationEvaluator(scenario.expectations, observation, memory: FlatMemory())
    return evaluator.failures().map { $0.description.replacing(folder.path + "/", with: "") }
}

private let clean = ScenarioObservation(
    output: ["Address:0x00100000", "Data: Hello World"],
    processes: [.init(name: "smdapp.exe", id: 0x42, exitCode: 0)],
    calls: [.init(name: "VirtualCopyEx", count: 1, failed: 0, lastReturn: 1)],
    ledger: [.init(.committed, start: 0, peak: 65, end: 2)])

@Suite struct ExpectationTests {
    @Test(arguments: [
        "", "exit: { SMDAPP.EXE: 0 }", "output: [{ contains: Address }, { contains: 'Hello' }, { absent: failed }]",
        "output: [{ matches: '0x[0-9a-f]{8}$' }, { matches: 'Data: .*World' }]",
        "memory: [{ physical: 0xA3E00000, string: ' Hello World' }]",
        "memory: [{ virtual: 0x1000, process: smdapp.exe, bytes: 'DE de' }]",
        "calls: [{ name: VirtualCopyEx, count: { min: 1 }, returns: 1, failed: 0 }, { name: VirtualCopyEx }]",
        "calls: [{ name: VirtualFree, count: 0 }]", "faults: []", "leaks: 0",
        "ledger: { pagesCommitted: { max: 65 } }", "ledger: { pagesCommitted: { max: 2, at: end } }",
    ])
    func `what happened as expected fails nothing`(expect: String) throws {
        #expect(try failures(expect, clean) == [])
    }

    @Test(arguments: [
        ("exit: { smdapp.exe: 1 }", "exit code of smdapp.exe: expected 1, found 0"),
        (
            "exit: { app.exe: 0 }",
            "exit code of app.exe: expected 0, found no such process (there were smdapp.exe)"
        ),
        ("exit: { smdapp.exe: [0, 0] }", "exit code of smdapp.exe: expected 0, 0, found 0"),
        (
            "output: [{ contains: Hello }, { contains: Address }]",
            "output: expected \"Address\", found it only before the text expected earlier, in line 1"
        ),
        ("output: [{ contains: Bye }]", "output: expected \"Bye\", found no such text in 2 lines"),
        (
            "output: [{ contains: Hello }, { contains: Hello }]",
            "output: expected \"Hello\", found it only before the text expected earlier, in line 2"
        ),
        ("output: [{ absent: World }]", "output: expected no \"World\", found line 2: \"Data: Hello World\""),
        (
            "memory: [{ physical: 0xA3E00000, string: ' Hello Worms' }]",
            "memory at physical 0xa3e00000: expected \" Hello Worms\", found \" Hello World\""
        ),
        (
            "memory: [{ virtual: 0x2000, process: other.exe, bytes: '01' }]",
            "memory at virtual 0x00002000 of other.exe: expected 01, found nothing that can be read there"
        ),
        ("calls: [{ name: VirtualCopyEx, count: 2 }]", "calls of VirtualCopyEx: expected 2, found 1"),
        (
            "calls: [{ name: VirtualCopyE, count: 1 }]",
            "calls of VirtualCopyE: expected 1, found 0; VirtualCopyEx was called"
        ),
        ("calls: [{ name: VirtualCopyEx, returns: 0 }]", "last return of VirtualCopyEx: expected 0, found 1"),
        ("faults: [{ kind: data-abort }]", "fault 1: expected data-abort, found none"),
        ("leaks: { min: 1 }", "leaks: expected at least 1, found none"),
        ("ledger: { pagesCommitted: { max: 64 } }", "pagesCommitted at peak: expected at most 64, found 65"),
        ("result: crash", "result: expected a crash, found a run to the end"),
        ("result: timeout", "result: expected a timeout, found a run to the end"),
    ])
    func `what did not happen is told with expected and found`(expect: String, failure: String) throws {
        let found = try failures(expect, clean)
        #expect(found.count == 1)
        #expect(found.first?.hasSuffix("error: " + failure) == true, "\(found)")
        #expect(found.first?.hasPrefix("s.scenario.yaml:4:") == true)
    }

    @Test func `without expect an exit code, a fault and a leak each fail`() throws {
        var observation = clean
        observation.processes[0].exitCode = 3
        observation.faults = [.init(kind: .dataAbort, process: "smdapp.exe", reason: .translation, text: "")]
        observation.leaks = ["smdapp.exe 0x00100000-0x020fffff reserved"]
        #expect(
            try failures("", observation) == [
                "s.scenario.yaml:1:1: error: exit code of smdapp.exe: expected 0, found 3",
                "s.scenario.yaml:1:1: error: faults: expected none, found data-abort (translation) in smdapp.exe",
                "s.scenario.yaml:1:1: error: leaks: expected 0, found 1: smdapp.exe 0x00100000-0x020fffff reserved",
            ])
    }

    @Test func `a crash and a timeout have statuses of their own`() throws {
        let crash = ScenarioObservation(ending: .crashed("halted"))
        let location = SourceLocation(file: "f", line: 1)
        let expectations = Expectations.standard(at: location)
        let found = ExpectationEvaluator(expectations, crash, memory: FlatMemory()).failures()
        #expect(ScenarioResult.status(of: crash, failures: found, expected: .pass) == .crashed)
        let timeout = ScenarioObservation(ending: .timeout, virtualNanoseconds: 5_000_000_000)
        let late = ExpectationEvaluator(expectations, timeout, memory: FlatMemory()).failures()
        #expect(late.map(\.found) == ["a timeout at 5.000 s"])
        #expect(ScenarioResult.status(of: timeout, failures: late, expected: .pass) == .timeout)
        #expect(ScenarioResult.status(of: crash, failures: [], expected: .crash) == .passed)
        #expect(ScenarioResult.status(of: clean, failures: late, expected: .timeout) == .failed)
    }
}
