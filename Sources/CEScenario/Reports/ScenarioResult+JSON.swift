internal import Diagnostics
internal import GuestAddress
public import JSON
internal import OEMAddrTable

extension ScenarioResult {
    /// The scenario's object in the result.
    public var json: JSONValue {
        let run = observation
        return [
            "name": .string(name), "shows": .optional(shows), "file": .string(file), "repetition": .count(repetition),
            "selector": .string(selector), "status": .string(status.rawValue), "message": .optional(message),
            "problem": .optional(problem?.rawValue),
            "ending": .string(run.ending.word), "crash": .optional(run.ending.message),
            "failures": .array(failures.map(\.json)),
            "seconds": .number(rounded(seconds)), "virtualSeconds": .number(Double(run.virtualNanoseconds) / 1e9),
            "instructions": .count(run.instructions),
            "traceHash": .string("0x" + hexadecimal(run.traceHash, width: 16)),
            "bootLog": .array(run.bootLog.map(JSONValue.string)),
            "output": .array(run.output.map(JSONValue.string)),
            "processes": .array(run.processes.map(\.json)),
            "notStarted": .array(run.notStarted.map(JSONValue.string)),
            "notActivated": .array(run.notActivated.map(JSONValue.string)), "faults": .array(run.faults.map(\.json)),
            "leaks": .array(run.leaks.map(JSONValue.string)), "findings": .array(run.findings.map(\.json)),
            "notInjected": .array(run.notInjected.map(JSONValue.string)),
            "calls": .array(run.calls.map(\.json)),
            "mappings": .array(run.mappings.map(\.json)),
            "ledger": .object(
                run.ledger.map { figure in
                    .init(
                        figure.name,
                        ["start": .count(figure.start), "peak": .count(figure.peak), "end": .count(figure.end)])
                }),
            "ledgerByProcess": .array(run.processLedger.map(\.json)),
            "ledgerBySite": .array(run.siteLedger.map(\.json)),
            "pages": .array(run.pages.map(\.json)),
        ]
    }

    /// Host times to the microsecond: more digits are noise.
    private func rounded(_ seconds: Double) -> Double { (seconds * 1e6).rounded() / 1e6 }
}

extension ExpectationFailure {
    fileprivate var json: JSONValue {
        [
            "text": .string(text), "expected": .string(expected), "found": .string(found),
            "file": .string(location.file), "line": .count(location.line), "column": .count(location.column),
        ]
    }
}

extension ScenarioObservation.Ending {
    fileprivate var word: String {
        switch self {
        case .completed: "completed"
        case .timeout: "timeout"
        case .deadlock: "deadlock"
        case .crashed: "crashed"
        }
    }

    fileprivate var message: String? { if case .crashed(let message) = self { message } else { nil } }
}

extension ScenarioObservation.Process {
    fileprivate var json: JSONValue {
        ["name": .string(name), "id": .count(id), "exitCode": exitCode.map { .count($0) } ?? .null]
    }
}

extension ScenarioObservation.Fault {
    fileprivate var json: JSONValue {
        [
            "kind": .string(kind), "process": .string(process), "reason": .string(reason), "handled": .bool(isHandled),
            "text": .string(text), "details": details,
        ]
    }
}

extension ScenarioObservation.Finding {
    fileprivate var json: JSONValue {
        [
            "id": .string(id), "severity": .string(severity), "process": .string(process), "place": .string(place),
            "message": .string(message), "hint": .optional(hint),
        ]
    }
}

extension ScenarioObservation.Call {
    fileprivate var json: JSONValue {
        [
            "name": .string(name), "count": .count(count), "failed": .count(failed),
            "lastReturn": lastReturn.map { .count($0) } ?? .null,
        ]
    }
}

extension ScenarioObservation.LedgerAccount {
    fileprivate var json: JSONValue {
        var members: [JSONValue.Member] = [.init("process", .string(process)), .init("id", .count(processID))]
        if let site { members.append(.init("site", .string(site))) }
        members += [
            .init("use", .string(use)), .init("start", .count(start)), .init("peak", .count(peak)),
            .init("fullest", .count(fullest)), .init("end", .count(end)),
        ]
        return .object(members)
    }
}

extension ScenarioObservation.Pages {
    fileprivate var json: JSONValue {
        [
            "base": .string(base.description), "count": .count(count), "process": .optional(process),
            "use": .string(use), "site": .optional(site), "references": .count(references),
            "before": before.map {
                [
                    "process": .string($0.process), "site": .string($0.site), "releasedBy": .optional($0.releasedBy),
                ]
            } ?? .null,
        ]
    }
}

extension ScenarioObservation.Mapping {
    fileprivate var json: JSONValue {
        [
            "process": .string(process), "virtual": range(virtual.base, virtual.size),
            "physical": physical.map { range($0.base, $0.size) } ?? .null, "kind": .string(kind),
            "attributes": .string(attributes),
            "createdBy": .string(createdBy), "releasedBy": .optional(releasedBy),
            "createdAt": .number(Double(createdAt) / 1e9),
            "releasedAt": releasedAt.map { .number(Double($0) / 1e9) } ?? .null,
        ]
    }

    private func range(_ base: some GuestAddress, _ size: UInt64) -> JSONValue {
        ["base": .string(base.description), "size": .count(size)]
    }
}
