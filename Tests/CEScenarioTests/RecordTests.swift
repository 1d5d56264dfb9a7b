import Diagnostics
import GuestAddress
import JSON
import MachineTerms
import RunReports
import Testing

/// A result is written and read by one table of members.
@Suite struct RecordTests {
    private static let full = ScenarioResult(
        name: "n", file: "f.yaml", selector: "f.yaml#2", repetition: 3, status: .crashed,
        failures: [.init("t", expected: "e", found: "f", at: SourceLocation(file: "f.yaml", line: 4, column: 5))],
        message: "m", problem: .defect, seconds: 0.25, observation: observation)

    private static var observation: ScenarioObservation {
        var run = ScenarioObservation(
            ending: .crashed("why"), output: ["a"], processes: [.init(name: "p.exe", id: 7, exitCode: nil)],
            notStarted: ["q.exe"], notActivated: ["d"],
            faults: [
                .init(
                    kind: .dataAbort, process: "p", reason: .translation, text: "x", isHandled: true,
                    details: ["a": 1])
            ], leaks: ["l"], calls: [.init(name: "VirtualAlloc", count: 2, failed: 1, lastReturn: 0xFFFF_FFFF)],
            mappings: [
                .init(
                    process: "p", virtual: .init(base: VirtualAddress(0x1000), clampedSize: 0x2000), physical: nil,
                    kind: .reserved, attributes: "rw", createdBy: "c", releasedBy: "r", createdAt: 1_000,
                    releasedAt: 2_500)
            ], ledger: [.init(.free, start: 1, peak: 2, end: 3)], instructions: 9, virtualNanoseconds: 1_500,
            traceHash: 0xFEDC_BA98_7654_3210, bootLog: ["b"])
        run.findings = [.init(id: "CE0802", severity: .warning, process: "p", place: "s", message: "m", hint: "h")]
        run.notInjected = ["i"]
        run.missingCalls = [.init(function: "COREDLL.dll function F (ordinal 3)", count: 2, callers: ["c.dll+0x10"])]
        (run.tableWords, run.tableWordsCleared, run.tlbInvalidations) = (5, 6, 7)
        run.outputEntries = [.init(.guest, from: 0, lines: 1), .init(.explanation, from: 1, lines: 2, fault: 0)]
        run.processLedger = [.init(process: "p", processID: 7, use: .total, start: 1, peak: 2, fullest: 3, end: 4)]
        run.siteLedger = [
            .init(process: "p", processID: 7, use: .shared, site: "s", start: 1, peak: 2, fullest: 3, end: 4)
        ]
        run.pages = [
            .init(
                base: PhysicalAddress(0x8000_1000), count: 2, process: "p", use: .committed, site: "s", references: 1,
                before: .init(process: "o", site: "t", releasedBy: nil))
        ]
        return run
    }

    @Test func `every member is written and read back`() throws {
        let json = Self.full.json
        #expect(ScenarioResult(json: try JSONValue(parsing: json.serialized().utf8)) == Self.full)
        guard case .object(let members) = json else {
            Issue.record("a result is an object")
            return
        }
        let names = [
            "name", "shows", "file", "repetition", "selector", "status", "message", "problem", "ending", "crash",
            "failures", "seconds", "virtualSeconds", "instructions", "traceHash", "tableWords",
            "tableWordsCleared", "tlbInvalidations", "bootLog", "output", "outputEntries",
            "processes", "notStarted", "notActivated", "faults", "leaks", "findings", "notInjected", "calls",
            "missingCalls", "mappings", "ledger",
            "ledgerByProcess", "ledgerBySite", "pages",
        ]
        #expect(members.map(\.key) == names)
        #expect(json["traceHash"] == "0xfedcba9876543210")
        #expect(json["ledgerByProcess"]?.elements?[0]["site"] == nil)
        #expect(json["pages"]?.elements?[0]["before"]?["releasedBy"] == .null)
    }

    @Test func `what a record cannot be without`() throws {
        #expect(ScenarioResult(json: ["file": "f", "status": "passed"]) == nil)
        #expect(ScenarioResult(json: ["name": "n", "file": "f", "status": "great"]) == nil)
        let least = try #require(ScenarioResult(json: ["name": "n", "file": "f", "status": "passed"]))
        #expect(least == ScenarioResult(name: "n", file: "f", status: .passed))
        #expect(least.selector == "f")
    }

    /// Entries of the output name faults by their place.
    @Test func `a result of which a fault or figure cannot be read is none`() {
        let fault: JSONValue = ["kind": "data-abort", "process": "p", "reason": "translation", "text": "t"]
        func result(_ name: String, _ value: JSONValue) -> ScenarioResult? {
            ScenarioResult(
                json: .object([
                    .init("name", "n"), .init("file", "f"), .init("status", "passed"), .init(name, value),
                ]))
        }
        #expect(result("faults", [fault])?.observation.faults.map(\.kind) == [.dataAbort])
        #expect(result("faults", [fault, ["kind": "new-abort", "process": "p", "reason": "x", "text": "t"]]) == nil)
        #expect(result("ledger", ["free": ["start": 1, "peak": 2, "end": 3]])?.observation.ledger.map(\.peak) == [2])
        #expect(result("ledger", ["lent": ["start": 1, "peak": 2, "end": 3]]) == nil)
    }

    @Test func `what is hostile in a result becomes nothing or the nearest number`() throws {
        let result = try #require(
            ScenarioResult(json: [
                "name": "n", "file": "f", "status": "passed", "virtualSeconds": -1, "traceHash": "nonsense",
                "processes": [["name": "p", "id": -5], ["id": 1], 7],
                "findings": [["id": "CE0802", "severity": "bad"]],
                "mappings": [
                    [
                        "process": "p", "virtual": ["base": "0xFFFFF000", "size": 8192], "attributes": "",
                        "createdBy": "",
                    ]
                ], "ledger": ["free": 3], "repetition": "x",
            ]))
        #expect(result.observation.processes == [.init(name: "p", id: 0, exitCode: nil)])
        #expect(result.observation.findings == [])
        #expect(result.observation.mappings == [])
        #expect(result.observation.ledger == [.init(.free, start: 0, peak: 0, end: 0)])
        #expect(result.observation.virtualNanoseconds == 0)
        #expect(result.observation.traceHash == 0)
        #expect(result.repetition == 1)
    }
}
