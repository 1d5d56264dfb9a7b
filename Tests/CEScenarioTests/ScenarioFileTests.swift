import CEScenario
import Diagnostics
import HostSystem
import MachineTerms
import OEMAddrTable
import ScenarioFiles
import TestSupport
import Testing

/// A folder of its own with the files that scenarios name, removed at the end.
final class ScenarioFolder {
    private let folder: TemporaryFolder
    var path: String { folder.path }

    init(files: [String] = ["board.yaml", "bin/smd.dll", "bin/smdapp.exe"]) throws {
        folder = try TemporaryFolder(Dictionary(uniqueKeysWithValues: files.map { ($0, "") }))
    }

    func scenarios(_ text: String) throws(InputErrors) -> [Scenario] {
        try Scenario.read(bytes: Array(text.utf8), path: path + "/s.scenario.yaml", vocabulary: .machine)
    }

    func messages(_ text: String) -> [String] {
        do {
            _ = try scenarios(text)
            return []
        } catch {
            return error.errors.map { $0.description.replacing(path + "/", with: "") }
        }
    }
}

private let head = """
    version: 1
    name: Shared buffer
    board: board.yaml

    """

@Suite struct ScenarioFileTests {
    @Test func `every key of a scenario is read`() throws {
        let folder = try ScenarioFolder()
        let scenario = try #require(
            try folder.scenarios(
                head + """
                    tags: [seed, memory]
                    timeout: 5s
                    files: [bin/smd.dll, bin/smdapp.exe]
                    drivers:
                      - name: SampleMemory
                        dll: smd.dll
                        prefix: SMD
                        index: 1
                        mode: user
                        values: { PhysBase: 0xA1F00000, Size: -1, Mode: physical, Quoted: "1", List: [a, b], Raw: { bytes: "DE AD" } }
                    processes:
                      - { image: smdapp.exe, arguments: "" }
                    inject:
                      - { call: VirtualCopyEx, nth: 2, error: 87 }
                    expect:
                      exit: { smdapp.exe: 0 }
                      output:
                        - contains: "Hello World"
                        - matches: "Address:0x[0-9a-f]{1,8}"
                        - absent: "failed"
                      memory:
                        - { physical: 0xA3E00000, string: " Hello World" }
                        - { virtual: 0x00100000, process: smdapp.exe, bytes: "DE AD BE EF" }
                      calls: [ { name: VirtualCopyEx, count: 1, returns: 1 } ]
                      faults: [ { kind: data-abort, process: smdapp.exe, reason: translation } ]
                      leaks: 0
                      ledger: { pagesCommitted: { max: 64 } }
                    """
            ).first)
        #expect(scenario.name == "Shared buffer")
        #expect(scenario.board.path == folder.path + "/board.yaml")
        #expect(scenario.tags == ["seed", "memory"])
        #expect(scenario.timeout == 5_000_000_000)
        #expect(scenario.files.map(\.name) == ["smd.dll", "smdapp.exe"])
        let driver = try #require(scenario.drivers.first)
        #expect(driver.prefix == "SMD")
        #expect(driver.index == 1)
        #expect(driver.mode == .user)
        #expect(
            driver.values.map(\.value) == [
                .dword(0xA1F0_0000), .dword(0xFFFF_FFFF), .string("physical"), .string("1"), .multiString(["a", "b"]),
                .binary([0xDE, 0xAD]),
            ])
        #expect(scenario.processes.map(\.image) == ["smdapp.exe"])
        #expect(scenario.injections.map(\.nth) == [2])
        let expect = scenario.expectations
        #expect(expect.result.value == .pass)
        #expect(!expect.everyExitIsZero)
        #expect(expect.exits.map(\.codes) == [[0]])
        #expect(expect.output.map(\.location.line) == [21, 22, 23])
        #expect(expect.memory.map(\.bytes) == [Array(" Hello World".utf8), [0xDE, 0xAD, 0xBE, 0xEF]])
        #expect(expect.calls.map(\.returns) == [1])
        #expect(expect.faults?.value.map(\.reason) == [.translation])
        #expect(expect.leaks?.value == .init(exactly: 0))
        #expect(expect.ledger.map(\.bounds) == [.init(maximum: 64)])
    }

    @Test func `without expect everything must be clean`() throws {
        let folder = try ScenarioFolder()
        let scenario = try #require(try folder.scenarios(head).first)
        #expect(scenario.expectations.everyExitIsZero)
        #expect(scenario.expectations.faults?.value == [])
        #expect(scenario.expectations.leaks?.value == .init(exactly: 0))
        #expect(scenario.timeout == 60_000_000_000)
    }

    @Test func `a matrix makes a scenario of each combination`() throws {
        let folder = try ScenarioFolder()
        let scenarios = try folder.scenarios(
            head + """
                cpu: ${cpu}
                files: bin/smd.dll
                drivers: [ { name: D, dll: smd.dll, values: { Size: "${size}", Text: "x${size}" } } ]
                matrix: { cpu: [cortex-a8, arm926], size: [1, 2] }
                """)
        #expect(
            scenarios.map(\.name) == [
                "Shared buffer [cpu=cortex-a8, size=1]", "Shared buffer [cpu=cortex-a8, size=2]",
                "Shared buffer [cpu=arm926, size=1]", "Shared buffer [cpu=arm926, size=2]",
            ])
        #expect(scenarios[3].cpu == "arm926")
        #expect(scenarios[3].drivers[0].values.map(\.value) == [.dword(2), .string("x2")])
    }

    @Test(arguments: [
        (
            "expect: { ledger: { pagesComitted: 1 } }",
            "s.scenario.yaml:4:21: error: unknown key 'pagesComitted' in the figures (did you mean 'pagesCommitted'?)"
        ),
        ("driver: []", "s.scenario.yaml:4:1: error: unknown key 'driver' in a scenario file (did you mean 'drivers'?)"),
        ("files: [bin/smd.dl]", "s.scenario.yaml:4:9: error: bin/smd.dl: no such file (did you mean 'smd.dll'?)"),
        ("files: bin", "s.scenario.yaml:4:8: error: bin: is a folder, not a file"),
        (
            "files: bin/smd.dll\nprocesses: [{ image: smdap.exe }]",
            "s.scenario.yaml:5:13: error: the program 'smdap.exe' is not among 'files'"
        ),
        ("timeout: soon", "s.scenario.yaml:4:10: error: expected a time (5s, 200ms), found 'soon'"),
        ("timeout: 0s", "s.scenario.yaml:1:1: error: a timeout of 0"),
        (
            "files: bin/smd.dll\ndrivers:\n  - {name: A, dll: smd.dll}\n  - {name: a, dll: SMD.DLL}",
            "s.scenario.yaml:7:5: error: two drivers are called 'a' (the other in line 6)"
        ),
        (
            "files: bin/smd.dll\ndrivers:\n  - {name: A, dll: smd.dll, prefix: SMD, index: 1}\n"
                + "  - {name: B, dll: smd.dll, prefix: smd, index: 1}",
            "s.scenario.yaml:7:5: error: drivers 'A' and 'B' both would be SMD1:"
        ),
        (
            "files: bin/smd.dll\ndrivers: [{name: A, dll: smd.dll, prefix: SMDX}]",
            "s.scenario.yaml:5:11: error: a device prefix has three letters or digits, found 'SMDX'"
        ),
        (
            "expect:\n  result: passed",
            "s.scenario.yaml:5:11: error: expected one of pass, crash, timeout, found 'passed' (did you mean 'pass'?)"
        ),
        (
            "expect:\n  output:\n    - { contains: a, absent: b }",
            "s.scenario.yaml:6:7: error: an expected output has one of 'contains', 'matches', 'absent'"
        ),
        (
            "expect:\n  memory:\n    - { virtual: 0x1000, string: a }",
            "s.scenario.yaml:6:7: error: expected memory has either 'physical', or 'virtual' and 'process'"
        ),
        (
            "expect:\n  leaks: few",
            "s.scenario.yaml:5:10: error: expected a number, or { min: , max: }, found 'few'"
        ),
        ("matrix: { a: [] }", "s.scenario.yaml:4:11: error: parameter 'a' has no values"),
        (
            "matrix: { size: [1] }\nshows: ${siz}",
            "s.scenario.yaml:5:8: error: unknown parameter 'siz' (did you mean 'size'?)"
        ),
    ])
    func `a wrong scenario says where and what`(body: String, message: String) throws {
        let folder = try ScenarioFolder()
        #expect(folder.messages(head + body) == [message])
    }

    @Test(arguments: [
        ("files: bin/smd.dll\ndrivers:\n", "  - { name: A, dll: smd.dll, prefix: SMD, index: 1 }\n", 999),
        ("files: bin/smd.dll\nprocesses:\n", "  - { image: other.exe }\n", 1000),
        ("files:\n", "  - bin/smd.dll\n", 999),
    ])
    func `a long list of equal things says no more than it is long`(key: String, item: String, errors: Int) throws {
        let text = head + key + String(repeating: item, count: 1000)
        let folder = try ScenarioFolder()
        let found = #expect(throws: InputErrors.self) { try folder.scenarios(text) }
        #expect(found?.errors.count == errors)
    }

    @Test func `a pattern that is no regular expression is an error of the file`() throws {
        let folder = try ScenarioFolder()
        let found = folder.messages(head + "expect:\n  output:\n    - { matches: \"a(\" }")
        #expect(found.first?.hasPrefix("s.scenario.yaml:6:18: error: not a regular expression") == true)
    }

    @Test func `a file that is not there has a status of its own`() throws {
        let folder = try ScenarioFolder(files: ["x"])
        do {
            _ = try folder.scenarios(head)
            Issue.record("the board is not there")
        } catch {
            #expect(error.isMissing)
        }
    }

    @Test func `a matrix with too many cells is refused before it is made`() throws {
        let folder = try ScenarioFolder()
        let values = (0..<100).map(String.init).joined(separator: ", ")
        let found = folder.messages(head + "matrix: { a: [\(values)], b: [\(values)] }")
        #expect(found == ["s.scenario.yaml:4:9: error: the matrix has more than 1000 combinations"])
    }
}
