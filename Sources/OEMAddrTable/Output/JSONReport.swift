public import Diagnostics
public import JSON

/// Findings as data, version 1. The same document serves as a baseline.
public struct JSONReport: Sendable {
    /// Findings that a comment or a baseline suppressed, as a count.
    private let suppressed: Int

    public init(suppressed: Int) { self.suppressed = suppressed }

    public func document(of findings: [Finding]) -> JSONValue {
        func count(_ severity: Severity) -> JSONValue { .count(findings.count { $0.severity == severity }) }
        return [
            "version": 1,
            "tool": "cebsp",
            "summary": [
                "errors": count(.error), "warnings": count(.warning), "notes": count(.note),
                "suppressed": .count(suppressed),
            ],
            "findings": .array(findings.map(Self.value)),
        ]
    }

    private static func value(_ finding: Finding) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("id", .string(finding.id)), .init("severity", .string(finding.severity.rawValue)),
        ]
        members += place(finding.location)
        members.append(.init("message", .string(finding.message)))
        members.append(
            .init(
                "notes",
                .array(
                    finding.notes.map { note in
                        .object([.init("message", .string(note.message))] + (note.location.map(place) ?? []))
                    })))
        members.append(.init("hint", .optional(finding.hint)))
        return .object(members)
    }

    private static func place(_ location: SourceLocation) -> [JSONValue.Member] {
        [
            .init("file", .string(location.file)), .init("line", .count(location.line)),
            .init("column", .count(location.column)), .init("length", .count(location.length)),
        ]
    }
}
