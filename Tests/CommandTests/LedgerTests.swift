import CEScenario
import GuestAddress
import HostSystem
import JSON
import MachineTerms
import RunReports
import ScenarioFiles
import TestSupport
import Testing

@testable import CEBSPCommands

/// The page ledger by process and by call, as the command and the result object have it.
struct LedgerTests {
    private static let ledger = "\(Fixtures.root)/scenarios/seed/page-ledger.scenario.yaml"

    private static func observation() throws -> ScenarioObservation {
        let scenario = try #require(
            try Scenario.read(path: ledger, vocabulary: .machine).first { $0.name.contains("armv4i") })
        return ScenarioRunner().run(scenario).observation
    }

    @Test func `processes and calls add up to the whole`() throws {
        let run = try Self.observation()
        func whole(_ name: PageUse) throws -> ScenarioObservation.LedgerFigure {
            try #require(run.ledger.first { $0.use == name })
        }
        for use in [PageUse.kernel, .pageTables, .committed] {
            let processes = run.processLedger.filter { $0.use == use }
            let sites = run.siteLedger.filter { $0.use == use }
            let figure = try whole(use)
            for accounts in [processes, sites] {
                #expect(accounts.reduce(0) { $0 + $1.start } == figure.start)
                #expect(accounts.reduce(0) { $0 + $1.end } == figure.end)
                #expect(accounts.allSatisfy { $0.peak <= figure.peak && $0.fullest <= $0.peak && $0.end <= $0.peak })
            }
        }
        let (total, free) = (try whole(.total), try whole(.free))
        #expect(run.siteLedger.reduce(0) { $0 + $1.fullest } == total.peak - free.peak)
    }

    @Test func `the table names who took pages, where`() throws {
        let lines = LedgerText(try Self.observation()).text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.first == "  pages              start      peak       end")
        #expect(lines.contains("  total              45312     45312     45312"))
        #expect(lines.contains { $0.hasPrefix("  shared ") })
        #expect(lines.contains { $0.hasPrefix("  NK.EXE                 9 ") })
        #expect(lines.contains { $0.hasPrefix("  story.exe              0 ") })
        #expect(
            lines.contains {
                $0.hasPrefix("  story.exe+0x") && $0.contains(" in VirtualAlloc ")
                    && $0.hasSuffix("         0       256       256         0  story.exe, committed")
            })
        #expect(
            lines.contains {
                $0.hasPrefix("  sto.dll+0x") && $0.contains(" (STO_IOControl+0x")
                    && $0.contains(") in VirtualCopyEx ")
                    && $0.hasSuffix("         0         8         8         0  story.exe, pageTables")
            })
        #expect(lines.count < 40)
    }

    @Test func `the result object has it, and a result read back is the same`() throws {
        let folder = try TemporaryFolder()
        #expect(CommandLine.status("run", Self.ledger, "--jobs", "1", "--json", folder.file("r.json"), "--ledger") == 0)
        let scenario = try #require(
            try JSONValue(parsing: try FileAccess().read(folder.file("r.json")))["scenarios"]?.elements?.first)
        let process = try #require(scenario["ledgerByProcess"]?.elements?.first)
        for key in ["process", "id", "use", "start", "peak", "fullest", "end"] { #expect(process[key] != nil) }
        #expect(process["site"] == nil)
        #expect(
            scenario["ledgerBySite"]?.elements?.contains { $0["site"]?.text?.hasSuffix("in VirtualAlloc") == true }
                == true)
        #expect(scenario["ledger"]?["shared"] != nil)
        let read = try #require(ScenarioResult(json: scenario))
        #expect(read.json.serialized() == scenario.serialized())
    }

    @Test func `the pages that somebody has add up to the figures at the end`() throws {
        let run = try Self.observation()
        for use in [PageUse.kernel, .pageTables, .committed] {
            let pages = run.pages.filter { $0.use == use }
            #expect(pages.reduce(0) { $0 + $1.count } == run.ledger.first { $0.use == use }?.end)
            #expect(pages.allSatisfy { $0.process != nil && $0.site != nil && $0.references > 0 })
        }
        let free = run.pages.filter { $0.use == .free }
        #expect(!free.isEmpty)
        #expect(free.allSatisfy { $0.process == nil && $0.references == 0 && $0.before != nil })
        #expect(zip(run.pages, run.pages.dropFirst()).allSatisfy { $0.base < $1.base })
    }

    @Test func `a page tells who has it, who had it, and what showed it`() throws {
        let run = try Self.observation()
        #expect(PageText(run, 0x84F0_0123).text == "  page 0x84f00000\n    now: NK.EXE, pageTables, taken by boot\n")
        let committed = try #require(run.pages.first { $0.count == 256 })
        let lines = PageText(run, committed.base.rawValue + 0x3000).text.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[1] == "    now: free")
        #expect(lines[2].hasPrefix("    before: story.exe, taken by story.exe+0x"))
        #expect(lines[2].contains(" in VirtualAlloc, given back by story.exe+0x"))
        #expect(lines[2].hasSuffix(" in VirtualFree"))
        let mapped = try #require(run.mappings.first { $0.kind == .copied && $0.process == "story.exe" })
        let text = PageText(run, try #require(mapped.physical).base.rawValue).text
        #expect(text.contains("    mapped: \(mapped.virtual) of story.exe, PAGE_"))
        #expect(text.contains(" in VirtualCopyEx, released by sto.dll+0x"))
        #expect(PageText(run, 0x1000).text.hasSuffix("no run-time mapping shows it\n"))
    }

    @Test func `an address that is none ends with 64`() {
        #expect(CommandLine.status("run", Self.ledger, "--page", "here") == 64)
        #expect(CommandLine.status("run", Self.ledger, "--page", "84f00000", "--inject-each", "VirtualAlloc") == 64)
    }

    @Test func `the page for a browser has a table by process and one by call`() throws {
        let run = try Self.observation()
        let result = ScenarioResult(name: "x", file: "x", status: .passed, observation: run)
        let html = try RunReport(tool: "cebsp", engine: "unicorn", results: [result]).text(.html)
        #expect(html.contains("<h3>Physical pages by process</h3>"))
        #expect(html.contains("<h3>Physical pages by call</h3>"))
        #expect(html.contains("in VirtualCopyEx (pageTables)</td><td>0</td><td>8</td><td>8</td><td>0</td>"))
    }
}

/// `cebsp run --checkers`.
struct CheckerOptionTests {
    private static let wrongFree = "\(Fixtures.root)/scenarios/seed/wrong-free.scenario.yaml"
    private static let twice = "\(Fixtures.root)/scenarios/checkers/free-twice.scenario.yaml"

    private static func findings(_ arguments: String...) throws -> [[String]] {
        let folder = try TemporaryFolder()
        _ = CommandLine.status(["run", "--jobs", "1", "--json", folder.file("r.json")] + arguments)
        let json = try JSONValue(parsing: try FileAccess().read(folder.file("r.json")))
        return (json["scenarios"]?.elements ?? []).map { scenario in
            (scenario["findings"]?.elements ?? []).compactMap { $0["id"]?.text }
        }
    }

    @Test func `the option stands in for what the file says`() throws {
        #expect(try Self.findings(Self.wrongFree) == [["CE0802"], ["CE0802"]])
        #expect(
            try Self.findings(Self.wrongFree, "--checkers", "all") == [
                ["CE0802", "CE0801", "CE0801"], ["CE0802", "CE0801", "CE0801"],
            ])
        #expect(
            try Self.findings(Self.wrongFree, "--checkers", "leaks") == [["CE0801", "CE0801"], ["CE0801", "CE0801"]])
        #expect(try Self.findings(Self.twice, "--checkers", "none") == [[], []])
    }

    /// The viewer's last page shows two kilobytes more than a frame has.
    @Test func `a verified run looks for more than all checkers`() throws {
        let foreign = Fixtures.path("scenarios/foreign-a32.scenario.yaml")
        #expect(try Self.findings(foreign, "--checkers", "all") == [[]])
        #expect(try Self.findings(foreign, "--checkers", "verify") == [["CE0847"]])
        #expect(try Self.findings(foreign, "--checkers", "lock-order,shown-bytes") == [["CE0847"]])
    }

    @Test func `a worker is told of it`() throws {
        let worker = ScenarioWorker(limits: RunLimits())
        func answer(_ checkers: String) throws -> [String?] {
            let line = #"{"path":"\#(Self.wrongFree)","cell":0,"checkers":\#(checkers),"repetition":1}"#
            let json = try JSONValue(parsing: worker.answer(line).utf8)
            return (json["findings"]?.elements ?? []).map { $0["id"]?.text }
        }
        #expect(try answer("null") == ["CE0802"])
        #expect(try answer(#"["leaks"]"#) == ["CE0801", "CE0801"])
    }

    @Test func `a name that is no checker ends with 64`() {
        #expect(CommandLine.status("run", Self.wrongFree, "--checkers", "leaky") == 64)
    }
}
