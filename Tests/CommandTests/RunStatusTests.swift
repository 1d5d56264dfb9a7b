import CEScenario
import HostSystem
import JSON
import TestSupport
import Testing

@testable import CEBSPCommands

@Suite struct RunStatusTests {
    private static let hello = "\(Fixtures.root)/scenarios/hello-static.scenario.yaml"

    @Test func `a scenario that meets its expectations ends with 0`() {
        #expect(CommandLine.status("run", Self.hello) == 0)
    }

    @Test(arguments: [
        ["run"], ["run", "x", "--shard", "4/3"], ["run", "x", "--jobs", "0"], ["run", "x", "--repeat", "0"],
        ["run", "x", "--fail-fast", "--keep-going"], ["run", "x", "--json", "-", "--html", "-"],
        ["run", "x", "--shard", "9223372036854775807/9223372036854775807"], ["run", "x", "--checkers", ","],
        ["run", "x", "--checkers", "none,all"], ["run", "x", "--tag", "!"], ["run", "x", "--tag", ""],
        ["run", "x", "--filter", ""], ["run", "x", "--inject-each", "Sleep,"],
        ["run", "x", "--inject-each", "Sleep", "--json", "x.json"],
        ["runs"], ["apis"], ["init"],
    ])
    func `a wrong command line ends with 64`(arguments: [String]) {
        #expect(CommandLine.status(arguments) == 64)
    }

    @Test(arguments: ["--json", "--junit", "--html", "--trace"])
    func `an output that cannot be written ends with 66`(option: String) throws {
        let folder = try TemporaryFolder()
        #expect(CommandLine.status("run", Self.hello, option, "/nowhere/x") == 66)
        #expect(CommandLine.status("run", Self.hello, option, folder.path) == 66)
        #expect(CommandLine.status("run", Self.hello, option, "/dev/full") == 66)
    }

    @Test func `a selection that fits nothing ends with 2, an empty part with 0`() {
        #expect(CommandLine.status("run", Self.hello, "--filter", "nothing") == 2)
        #expect(CommandLine.status("run", Self.hello, "--tag", "nothing", "--list") == 2)
        #expect(CommandLine.status("run", Self.hello, "--shard", "2/2") == 0)
    }

    @Test func `a list tells files that cannot be read with 65 and 66`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("version: 1\nnames: x\n", to: "x.scenario.yaml")
        #expect(CommandLine.status("run", path, "--list") == 65)
        #expect(CommandLine.status("run", Self.hello, folder.file("y.scenario.yaml"), "--list") == 66)
    }

    @Test func `a file that is not there ends with 66`() {
        #expect(CommandLine.status("run", "/nowhere/x.scenario.yaml") == 66)
        #expect(CommandLine.status("apis", "/nowhere/x.dll") == 66)
    }

    @Test func `a name that is no function ends an injection with 64`() {
        #expect(CommandLine.status("run", Self.hello, "--inject-each", "VirtualCopyX") == 64)
    }

    @Test func `the result object has every key of the contract`() throws {
        let folder = try TemporaryFolder()
        #expect(CommandLine.status("run", Self.hello, "--json", folder.file("r.json")) == 0)
        let json = try JSONValue(parsing: try FileAccess().read(folder.file("r.json")))
        #expect(["version", "tool", "engine", "scenarios"].filter { json[$0] == nil } == [])
        let scenario = try #require(json["scenarios"]?.elements?.first)
        let keys = [
            "name", "file", "status", "failures", "seconds", "virtualSeconds", "instructions", "output", "faults",
            "calls", "mappings", "ledger", "traceHash", "bootLog",
        ]
        #expect(keys.filter { scenario[$0] == nil } == [])
        #expect(scenario["status"]?.text == "passed")
        #expect(scenario["output"]?.elements?.last?.text == "Data: Hello World")
        #expect(scenario["bootLog"]?.elements?.first?.text?.hasPrefix("Windows Embedded CE 6.0") == true)
        let call = try #require(scenario["calls"]?.elements?.first)
        #expect(["name", "count", "failed"].filter { call[$0] == nil } == [])
        let mapping = try #require(scenario["mappings"]?.elements?.first)
        #expect(
            ["process", "virtual", "physical", "attributes", "createdBy", "releasedBy"].filter { mapping[$0] == nil }
                == [])
        #expect(mapping["process"]?.text == "smdapp.exe")
        #expect(mapping["createdBy"]?.text?.hasSuffix(" in VirtualCopyEx") == true)
        #expect(mapping["releasedBy"]?.text?.hasSuffix(" in VirtualFreeEx") == true)
        let ledger = try #require(scenario["ledger"])
        for figure in ["total", "kernel", "pageTables", "committed", "free"] {
            #expect(["start", "peak", "end"].filter { ledger[figure]?[$0] == nil } == [], "\(figure)")
        }
    }

    @Test func `a trace has a line for each call`() throws {
        let folder = try TemporaryFolder()
        #expect(CommandLine.status("run", Self.hello, "--trace", folder.file("t")) == 0)
        let lines = try folder.text("t").split(separator: "\n")
        #expect(lines.first?.hasPrefix("# ") == true)
        let copy =
            " VirtualCopyEx(process=smdapp.exe, 0x00040000, process=NK.EXE, 0x81f00000, 0x02000000, "
            + "PAGE_READWRITE|PAGE_NOCACHE) = TRUE"
        #expect(lines.count { $0.contains(" NK.EXE smd.dll+0x") && $0.hasSuffix(copy) } == 1)
        let open = " CreateFileW(\"SMD1:\", GENERIC_READ|GENERIC_WRITE, 0, NULL, OPEN_EXISTING, 0x00000000, NULL) ..."
        #expect(lines.count { $0.contains(" smdapp.exe smdapp.exe+0x") && $0.hasSuffix(open) } == 1)
        #expect(lines.last?.hasPrefix("# passed, trace hash 0x") == true)
    }

    @Test func `a file that is not there is told once`() throws {
        let (status, lines) = try Program.shell("cebsp run nope.yaml", in: try TemporaryFolder())
        #expect(status == 66)
        #expect(lines == ["nope.yaml: error: no such file or folder"])
    }

    @Test(arguments: [
        "merge --json= a.json b.json", "merge a.json --junit=", "run --html= a.yaml", "check --output= .",
    ])
    func `an option without its value takes no other argument for it`(_ arguments: String) throws {
        let folder = try TemporaryFolder(["a.json": "{}\n", "b.json": "{}\n"])
        let (status, lines) = try Program.shell("cebsp \(arguments); echo $?; cat a.json", in: folder)
        #expect(status == 0)
        #expect(lines.first?.contains("Missing value for '--") == true)
        #expect(lines.suffix(2) == ["64", "{}"])
    }
}
