internal import Diagnostics
internal import GuestAddress
public import JSON
internal import OEMAddrTable

extension ScenarioResult {
    /// A result from the object that `json` made of one; nil when the object is none.
    public init?(json: JSONValue) {
        guard let name = json["name"]?.text, let file = json["file"]?.text,
            let status = json["status"]?.text.flatMap(Status.init(rawValue:))
        else { return nil }
        self.init(
            name: name, file: file, selector: json["selector"]?.text,
            repetition: json["repetition"]?.int.map { Int(clamping: $0) } ?? 1, status: status,
            failures: json["failures"].items(ExpectationFailure.init(json:)), message: json["message"]?.text,
            problem: json["problem"]?.text.flatMap(Problem.init(rawValue:)), seconds: json["seconds"]?.double ?? 0,
            observation: ScenarioObservation(json: json))
        shows = json["shows"]?.text
    }
}

extension Optional where Wrapped == JSONValue {
    fileprivate func items<Item>(_ convert: (JSONValue) -> Item?) -> [Item] {
        self?.elements?.compactMap(convert) ?? []
    }
}

extension JSONValue {
    fileprivate var nanoseconds: UInt64? {
        double.flatMap { $0.isFinite && $0 >= 0 && $0 < 1e9 ? UInt64(($0 * 1e9).rounded()) : nil }
    }

    fileprivate var base: UInt32? {
        guard let text = self["base"]?.text, text.hasPrefix("0x") else { return nil }
        return UInt32(text.dropFirst(2), radix: 16)
    }

    fileprivate func range<Address: GuestAddress>(_: Address.Type) -> AddressRange<Address>? {
        guard let base, let size = self["size"]?.int, size >= 0
        else { return nil }
        return AddressRange(base: Address(rawValue: base), size: UInt64(size))
    }
}

extension ExpectationFailure {
    fileprivate init?(json: JSONValue) {
        guard let text = json["text"]?.text, let expected = json["expected"]?.text, let found = json["found"]?.text,
            let file = json["file"]?.text
        else { return nil }
        let location = SourceLocation(
            file: file, line: json["line"]?.int.map { Int(clamping: $0) } ?? 0,
            column: json["column"]?.int.map { Int(clamping: $0) } ?? 0)
        self.init(text, expected: expected, found: found, at: location)
    }
}

extension ScenarioObservation {
    fileprivate init(json: JSONValue) {
        let ending: Ending =
            switch json["ending"]?.text {
            case "crashed": .crashed(json["crash"]?.text ?? "")
            case "timeout": .timeout
            case "deadlock": .deadlock
            default: .completed
            }
        var ledger: [LedgerFigure] = []
        if case .object(let members)? = json["ledger"] {
            ledger = members.map { member in
                func figure(_ key: String) -> Int { member.value[key]?.int.map { Int(clamping: $0) } ?? 0 }
                return LedgerFigure(
                    name: member.key, start: figure("start"), peak: figure("peak"), end: figure("end"))
            }
        }
        self.init(
            ending: ending, output: json["output"].items(\.text),
            processes: json["processes"].items(Process.init(json:)),
            notStarted: json["notStarted"].items(\.text), notActivated: json["notActivated"].items(\.text),
            faults: json["faults"].items(Fault.init(json:)), leaks: json["leaks"].items(\.text),
            calls: json["calls"].items(Call.init(json:)), mappings: json["mappings"].items(Mapping.init(json:)),
            ledger: ledger, instructions: json["instructions"]?.int.map { UInt64(clamping: $0) } ?? 0,
            virtualNanoseconds: json["virtualSeconds"]?.nanoseconds ?? 0,
            traceHash: json["traceHash"]?.text.flatMap { UInt64($0.dropFirst(2), radix: 16) } ?? 0,
            bootLog: json["bootLog"].items(\.text))
        findings = json["findings"].items(Finding.init(json:))
        processLedger = json["ledgerByProcess"].items(LedgerAccount.init(json:))
        siteLedger = json["ledgerBySite"].items(LedgerAccount.init(json:))
        pages = json["pages"].items(Pages.init(json:))
        notInjected = json["notInjected"].items(\.text)
    }
}

extension ScenarioObservation.Process {
    fileprivate init?(json: JSONValue) {
        guard let name = json["name"]?.text, let id = json["id"]?.int else { return nil }
        self.init(name: name, id: UInt32(clamping: id), exitCode: json["exitCode"]?.int.map { UInt32(clamping: $0) })
    }
}

extension ScenarioObservation.Fault {
    fileprivate init?(json: JSONValue) {
        guard let kind = json["kind"]?.text, let process = json["process"]?.text, let reason = json["reason"]?.text,
            let text = json["text"]?.text
        else { return nil }
        self.init(
            kind: kind, process: process, reason: reason, text: text, isHandled: json["handled"] == .bool(true),
            details: json["details"] ?? .object([]))
    }
}

extension ScenarioObservation.Finding {
    fileprivate init?(json: JSONValue) {
        guard let id = json["id"]?.text, let severity = json["severity"]?.text, let message = json["message"]?.text
        else { return nil }
        self.init(
            id: id, severity: severity, process: json["process"]?.text ?? "", place: json["place"]?.text ?? "",
            message: message, hint: json["hint"]?.text)
    }
}

extension ScenarioObservation.LedgerAccount {
    fileprivate init?(json: JSONValue) {
        guard let process = json["process"]?.text, let use = json["use"]?.text else { return nil }
        func figure(_ key: String) -> Int { json[key]?.int.map { Int(clamping: $0) } ?? 0 }
        self.init(
            process: process, processID: UInt32(clamping: figure("id")), use: use, site: json["site"]?.text,
            start: figure("start"), peak: figure("peak"), fullest: figure("fullest"), end: figure("end"))
    }
}

extension ScenarioObservation.Pages {
    fileprivate init?(json: JSONValue) {
        guard let base = json.base, let count = json["count"]?.int, let use = json["use"]?.text else { return nil }
        self.init(
            base: PhysicalAddress(base), count: Int(clamping: count), process: json["process"]?.text, use: use,
            site: json["site"]?.text, references: json["references"]?.int.map { Int(clamping: $0) } ?? 0,
            before: json["before"].flatMap(Former.init(json:)))
    }
}

extension ScenarioObservation.Pages.Former {
    fileprivate init?(json: JSONValue) {
        guard let process = json["process"]?.text, let site = json["site"]?.text else { return nil }
        self.init(process: process, site: site, releasedBy: json["releasedBy"]?.text)
    }
}

extension ScenarioObservation.Call {
    fileprivate init?(json: JSONValue) {
        guard let name = json["name"]?.text, let count = json["count"]?.int, let failed = json["failed"]?.int else {
            return nil
        }
        self.init(
            name: name, count: Int(clamping: count), failed: Int(clamping: failed),
            lastReturn: json["lastReturn"]?.int.map { UInt32(clamping: $0) })
    }
}

extension ScenarioObservation.Mapping {
    fileprivate init?(json: JSONValue) {
        guard let process = json["process"]?.text, let virtual = json["virtual"]?.range(VirtualAddress.self),
            let attributes = json["attributes"]?.text, let createdBy = json["createdBy"]?.text
        else { return nil }
        self.init(
            process: process, virtual: virtual, physical: json["physical"]?.range(PhysicalAddress.self),
            kind: json["kind"]?.text ?? "", attributes: attributes, createdBy: createdBy,
            releasedBy: json["releasedBy"]?.text,
            createdAt: json["createdAt"]?.nanoseconds ?? 0, releasedAt: json["releasedAt"]?.nanoseconds)
    }
}
