internal import Diagnostics
internal import GuestAddress
package import JSON
internal import MachineTerms

extension ScenarioResult {
    /// The scenario's object in the result.
    package var json: JSONValue { object }

    /// A result from the object that `json` made of one; nil when the object is none.
    package init?(json: JSONValue) { self.init(object: json) }
}

extension ScenarioResult.Status: RecordValue {}
extension ScenarioResult.Problem: RecordValue {}

extension ScenarioResult: RecordObject {
    static let blank = ScenarioResult(name: "", file: "", status: .error)

    static let fields: [RecordField<ScenarioResult>] = [
        .needed("name", \.name), .optional("shows", \.shows),
        .optional("sideBySide", \.sideBySide, isWritten: false), .needed("file", \.file),
        .standard("repetition", \.repetition),
        // A result that names none is run again by its file.
        RecordField(name: "selector") {
            .string($0.selector)
        } read: {
            $1.selector = $0?.text ?? $1.file
            return true
        },
        .needed("status", \.status), .optional("message", \.message), .optional("problem", \.problem), ending, crash,
        .list("failures", \.failures), hostTime, .nanoseconds("virtualSeconds", \.observation.virtualNanoseconds),
        .standard("instructions", \.observation.instructions), traceHash,
        .optional("tableWords", \.observation.tableWords, isWritten: false),
        .optional("tableWordsCleared", \.observation.tableWordsCleared, isWritten: false),
        .optional("tlbInvalidations", \.observation.tlbInvalidations, isWritten: false),
        .list("bootLog", \.observation.bootLog),
        .list("output", \.observation.output), .list("outputEntries", \.observation.outputEntries),
        .list("processes", \.observation.processes),
        .list("notStarted", \.observation.notStarted), .list("notActivated", \.observation.notActivated),
        .wholeList("faults", \.observation.faults), .list("leaks", \.observation.leaks),
        .optional("leakCount", \.observation.leakCount, isWritten: false),
        .list("findings", \.observation.findings), .someList("refusals", \.observation.refusals), mapRules,
        .list("notInjected", \.observation.notInjected),
        .someList("threads", \.observation.threads), .optional("schedule", \.observation.schedule, isWritten: false),
        .someList("switches", \.observation.switches), .someList("waitCircles", \.observation.waitCircles),
        untoldThreads, .someList("lanes", \.observation.lanes), .someList("pictures", \.observation.pictures),
        .someList("stacks", \.observation.stacks),
        .list("calls", \.observation.calls), missingCalls, .list("mappings", \.observation.mappings), ledger,
        .list("ledgerByProcess", \.observation.processLedger), .list("ledgerBySite", \.observation.siteLedger),
        .list("pages", \.observation.pages),
    ]

    /// Left out where board and scenario have none.
    private static let mapRules = RecordField<ScenarioResult>(name: "mapRules") {
        $0.observation.mapRules.isEmpty ? nil : .array($0.observation.mapRules.map(\.json))
    } read: {
        $1.observation.mapRules = $0?.elements?.compactMap(ScenarioObservation.MapRule.init(json:)) ?? []
        return true
    }

    /// Left out where all are told of.
    private static let untoldThreads = RecordField<ScenarioResult>(name: "untoldThreads") {
        $0.observation.untoldThreads == 0 ? nil : .count($0.observation.untoldThreads)
    } read: {
        $1.observation.untoldThreads = Int(clamping: $0?.int ?? 0)
        return true
    }

    /// Left out where every function that was called is there.
    private static let missingCalls = RecordField<ScenarioResult>(name: "missingCalls") {
        $0.observation.missingCalls.isEmpty ? nil : .array($0.observation.missingCalls.map(\.json))
    } read: {
        $1.observation.missingCalls = $0?.elements?.compactMap(ScenarioObservation.MissingCall.init(json:)) ?? []
        return true
    }

    /// Host times to the microsecond: more digits are noise.
    private static let hostTime = RecordField<ScenarioResult>(name: "seconds") {
        .number(($0.seconds * 1e6).rounded() / 1e6)
    } read: {
        $1.seconds = $0?.double ?? 0
        return true
    }

    private enum EndingName: String { case completed, timeout, deadlock, crashed }

    private static let ending = RecordField<ScenarioResult>(name: "ending") {
        let name: EndingName =
            switch $0.observation.ending {
            case .completed: .completed
            case .timeout: .timeout
            case .deadlock: .deadlock
            case .crashed: .crashed
            }
        return .string(name.rawValue)
    } read: {
        $1.observation.ending =
            switch $0?.text.flatMap(EndingName.init) {
            case .completed, nil: .completed
            case .timeout: .timeout
            case .deadlock: .deadlock
            case .crashed: .crashed("")
            }
        return true
    }

    private static let crash = RecordField<ScenarioResult>(name: "crash") {
        if case .crashed(let message) = $0.observation.ending { .string(message) } else { .null }
    } read: {
        if case .crashed = $1.observation.ending { $1.observation.ending = .crashed($0?.text ?? "") }
        return true
    }

    private static let traceHash = RecordField<ScenarioResult>(name: "traceHash") {
        .string("0x" + hexadecimal($0.observation.traceHash, width: 16))
    } read: {
        $1.observation.traceHash = $0?.text.flatMap { UInt64($0.dropFirst(2), radix: 16) } ?? 0
        return true
    }

    /// An object of figures by use.
    private static let ledger = RecordField<ScenarioResult>(name: "ledger") {
        .object($0.observation.ledger.map { .init($0.use.rawValue, $0.json) })
    } read: {
        guard case .object(let members)? = $0 else { return true }
        $1.observation.ledger = members.compactMap { member in
            PageUse(rawValue: member.key).map { use in
                var figure = ScenarioObservation.LedgerFigure(json: member.value) ?? .blank
                figure.use = use
                return figure
            }
        }
        return $1.observation.ledger.count == members.count
    }
}
