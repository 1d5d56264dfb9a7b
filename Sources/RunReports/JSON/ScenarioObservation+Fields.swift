internal import Diagnostics
internal import GuestAddress
internal import JSON
internal import MachineTerms

extension RecordField {
    /// Virtual time: nanoseconds that are written as seconds.
    static func nanoseconds(_ name: String, _ path: any WritableKeyPath<Record, UInt64> & Sendable) -> RecordField {
        RecordField(name: name) {
            .number(Double($0[keyPath: path]) / 1e9)
        } read: { json, record in
            record[keyPath: path] = json?.nanoseconds ?? 0
            return true
        }
    }

    static func nanoseconds(_ name: String, _ path: any WritableKeyPath<Record, UInt64?> & Sendable) -> RecordField {
        RecordField(name: name) {
            $0[keyPath: path].map { .number(Double($0) / 1e9) } ?? .null
        } read: { json, record in
            record[keyPath: path] = json?.nanoseconds
            return true
        }
    }
}

extension RecordField {
    /// The same, left out where it is nil.
    static func optionalNanoseconds(
        _ name: String, _ path: any WritableKeyPath<Record, UInt64?> & Sendable
    ) -> RecordField {
        RecordField(name: name) {
            $0[keyPath: path].map { .number(Double($0) / 1e9) }
        } read: { json, record in
            record[keyPath: path] = json?.nanoseconds
            return true
        }
    }
}

extension JSONValue {
    /// Seconds as nanoseconds, of times that a run can have.
    fileprivate var nanoseconds: UInt64? {
        double.flatMap { $0.isFinite && $0 >= 0 && $0 < 1e9 ? UInt64(($0 * 1e9).rounded()) : nil }
    }
}

extension ExpectationFailure: RecordObject {
    static let blank = ExpectationFailure("", expected: "", found: "", at: SourceLocation(file: ""))
    static let fields: [RecordField<ExpectationFailure>] = [
        .needed("text", \.text), .needed("expected", \.expected), .needed("found", \.found),
        .needed("file", \.location.file), .standard("line", \.location.line), .standard("column", \.location.column),
    ]
}

extension OutputEntry.Kind: RecordValue {}

extension OutputEntry: RecordObject {
    static let blank = Self(.guest, from: 0, lines: 0)
    static let fields: [RecordField<Self>] = [
        .needed("kind", \.kind), .needed("from", \.from), .needed("lines", \.lines),
        .optional("fault", \.fault, isWritten: false),
    ]
}

extension ScenarioObservation.Process: RecordObject {
    static let blank = Self(name: "", id: 0, exitCode: nil)
    static let fields: [RecordField<Self>] = [
        .needed("name", \.name), .needed("id", \.id), .optional("exitCode", \.exitCode),
    ]
}

extension ScenarioObservation.Fault: RecordObject {
    static let blank = Self(kind: .dataAbort, process: "", reason: .unknown, text: "")
    static let fields: [RecordField<Self>] = [
        .needed("kind", \.kind), .needed("process", \.process), .needed("reason", \.reason),
        .standard("handled", \.isHandled), .needed("text", \.text), .standard("details", \.details),
    ]
}

extension ScenarioObservation.Finding: RecordObject {
    static let blank = Self(id: "", severity: .note, process: "", place: "", message: "", hint: nil)
    static let fields: [RecordField<Self>] = [
        .needed("id", \.id), .needed("severity", \.severity), .standard("process", \.process),
        .standard("place", \.place), .needed("message", \.message), .optional("hint", \.hint), count,
    ]

    /// Left out of what came once.
    private static let count = RecordField<Self>(name: "count") {
        $0.count > 1 ? $0.count.json : nil
    } read: { json, record in
        record.count = json.flatMap(Int.init(json:)) ?? 1
        return true
    }
}

extension ScenarioObservation.MapRule: RecordObject {
    static let blank = Self(rule: "", location: SourceLocation(file: ""), held: 0, violations: [])
    static let fields: [RecordField<Self>] = [
        .needed("rule", \.rule), .needed("file", \.location.file), .standard("line", \.location.line),
        .standard("column", \.location.column), .needed("held", \.held), .list("violations", \.violations),
    ]
}

extension ScenarioObservation.Call: RecordObject {
    static let blank = Self(name: "", count: 0, failed: 0, lastReturn: nil)
    static let fields: [RecordField<Self>] = [
        .needed("name", \.name), .needed("count", \.count), .needed("failed", \.failed),
        .optional("lastReturn", \.lastReturn),
    ]
}

extension ScenarioObservation.MissingCall: RecordObject {
    static let blank = Self(function: "", count: 0, callers: [])
    static let fields: [RecordField<Self>] = [
        .needed("function", \.function), .needed("count", \.count), .list("callers", \.callers),
    ]
}

extension ScenarioObservation.Mapping: RecordObject {
    private static let nowhere = AddressRange<VirtualAddress>(base: VirtualAddress(0), clampedSize: 0)

    static let blank = Self(
        process: "", virtual: nowhere, physical: nil, kind: .reserved, attributes: "", createdBy: "", releasedBy: nil,
        createdAt: 0, releasedAt: nil)
    static let fields: [RecordField<Self>] = [
        .needed("process", \.process), .needed("virtual", \.virtual), .optional("physical", \.physical),
        .standard("kind", \.kind), .needed("attributes", \.attributes), .needed("createdBy", \.createdBy),
        .optional("releasedBy", \.releasedBy), .nanoseconds("createdAt", \.createdAt),
        .nanoseconds("releasedAt", \.releasedAt),
    ]
}

extension ScenarioObservation.LedgerFigure: RecordObject {
    static let blank = Self(.total, start: 0, peak: 0, end: 0)
    /// The use is the name of the member that has the figure.
    static let fields: [RecordField<Self>] = [
        .standard("start", \.start), .standard("peak", \.peak), .standard("end", \.end),
    ]
}

extension ScenarioObservation.LedgerAccount: RecordObject {
    static let blank = Self(process: "", processID: 0, use: .total, start: 0, peak: 0, fullest: 0, end: 0)
    static let fields: [RecordField<Self>] = [
        .needed("process", \.process), .standard("id", \.processID), .optional("site", \.site, isWritten: false),
        .needed("use", \.use), .standard("start", \.start), .standard("peak", \.peak), .standard("fullest", \.fullest),
        .standard("end", \.end),
    ]
}

extension ScenarioObservation.Pages: RecordObject {
    static let blank = Self(
        base: PhysicalAddress(0), count: 0, process: nil, use: .free, site: nil, references: 0, before: nil)
    static let fields: [RecordField<Self>] = [
        .needed("base", \.base), .needed("count", \.count), .optional("process", \.process), .needed("use", \.use),
        .optional("site", \.site), .standard("references", \.references), .optional("before", \.before),
    ]
}

extension ScenarioObservation.Pages.Former: RecordObject {
    static let blank = Self(process: "", site: "", releasedBy: nil)
    static let fields: [RecordField<Self>] = [
        .needed("process", \.process), .needed("site", \.site), .optional("releasedBy", \.releasedBy),
    ]
}
