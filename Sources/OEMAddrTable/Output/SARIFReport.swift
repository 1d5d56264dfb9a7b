public import Diagnostics
internal import GuestAddress
public import JSON

/// Findings in SARIF 2.1.0 (OASIS), so that code hosts and editors show them on their lines.
public struct SARIFReport: Sendable {
    private static let schema = "https://json.schemastore.org/sarif-2.1.0.json"
    /// What is to be known of findings that are of no rule of maps.
    public struct Rule: Sendable {
        /// One line.
        public let title: String
        /// What goes wrong, and why.
        public let explanation: String
        /// The severity of most findings.
        public let severity: Severity

        public init(title: String, explanation: String, severity: Severity) {
            self.title = title
            self.explanation = explanation
            self.severity = severity
        }
    }

    private let toolVersion: String
    private let rules: [String: Rule]

    /// - Parameters:
    ///   - toolVersion: the version of the program, as the report gives it.
    ///   - rules: rules by the names of their findings, besides those of maps.
    public init(toolVersion: String, rules: [String: Rule] = [:]) {
        self.toolVersion = toolVersion
        self.rules = rules
    }

    public func document(of findings: [Finding]) -> JSONValue {
        let rules = Set(findings.map(\.id)).sorted()
        let indices = Dictionary(uniqueKeysWithValues: rules.enumerated().map { ($1, $0) })
        return [
            "$schema": .string(Self.schema),
            "version": "2.1.0",
            "runs": [
                [
                    "tool": [
                        "driver": [
                            "name": "cebsp", "semanticVersion": .string(toolVersion),
                            "rules": .array(rules.map(descriptor)),
                        ]
                    ],
                    "columnKind": "utf16CodeUnits",
                    "results": .array(findings.map { Self.result($0, ruleIndex: indices[$0.id] ?? 0) }),
                ]
            ],
        ]
    }

    private func descriptor(_ id: String) -> JSONValue {
        guard let about = MapRules.documentation(of: id) else { return further(id) }
        return [
            "id": .string(id),
            "shortDescription": ["text": .string(about.title)],
            "fullDescription": ["text": .string(about.explanation)],
            "help": ["text": .string(about.explanation + "\n\nSource: " + about.source)],
            "defaultConfiguration": ["level": .string(about.severity.rawValue)],
        ]
    }

    private func further(_ id: String) -> JSONValue {
        let reading = ReadingFinding(rawValue: id).map {
            Rule(title: $0.explanation, explanation: $0.explanation, severity: $0.severity)
        }
        guard let rule = rules[id] ?? reading else { return ["id": .string(id)] }
        return [
            "id": .string(id), "shortDescription": ["text": .string(rule.title)],
            "fullDescription": ["text": .string(rule.explanation)], "help": ["text": .string(rule.explanation)],
            "defaultConfiguration": ["level": .string(rule.severity.rawValue)],
        ]
    }

    private static func result(_ finding: Finding, ruleIndex: Int) -> JSONValue {
        var text = finding.message
        for note in finding.notes where note.location == nil { text += "\n" + note.message }
        if let hint = finding.hint { text += "\nHint: " + hint }
        var members: [JSONValue.Member] = [
            .init("ruleId", .string(finding.id)), .init("ruleIndex", .count(ruleIndex)),
            .init("level", .string(finding.severity.rawValue)), .init("message", ["text": .string(text)]),
        ]
        if !finding.location.file.isEmpty {
            members.append(.init("locations", [location(finding.location)]))
        }
        let related = finding.notes.compactMap { note in
            note.location.map { location($0, message: note.message) }
        }
        if !related.isEmpty { members.append(.init("relatedLocations", .array(related))) }
        if let fix = finding.fix { members.append(.init("fixes", [Self.fix(fix, hint: finding.hint)])) }
        return .object(members)
    }

    private static func fixReplacement(_ fix: Finding.Fix) -> JSONValue {
        guard fix.isNewLine else {
            return ["deletedRegion": region(fix.location), "insertedContent": ["text": .string(fix.replacement)]]
        }
        let place: JSONValue = [
            "startLine": .count(fix.location.line + 1), "startColumn": .count(1), "endColumn": .count(1),
        ]
        return ["deletedRegion": place, "insertedContent": ["text": .string(fix.replacement + "\n")]]
    }

    private static func fix(_ fix: Finding.Fix, hint: String?) -> JSONValue {
        [
            "description": ["text": .string(hint ?? "replace it")],
            "artifactChanges": [
                [
                    "artifactLocation": artifact(fix.location.file),
                    "replacements": [
                        fixReplacement(fix)
                    ],
                ]
            ],
        ]
    }

    private static func location(_ location: SourceLocation, message: String? = nil) -> JSONValue {
        var physical: [JSONValue.Member] = [.init("artifactLocation", artifact(location.file))]
        if location.line > 0 { physical.append(.init("region", region(location))) }
        var members = [JSONValue.Member("physicalLocation", .object(physical))]
        if let message { members.append(.init("message", ["text": .string(message)])) }
        return .object(members)
    }

    private static func region(_ location: SourceLocation) -> JSONValue {
        var members = [JSONValue.Member("startLine", .count(location.line))]
        if location.column > 0 {
            members.append(.init("startColumn", .count(location.column)))
            if location.length > 0 { members.append(.init("endColumn", .count(location.column + location.length))) }
        }
        return .object(members)
    }

    private static func artifact(_ path: String) -> JSONValue {
        let unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/".utf8
        var uri = path.hasPrefix("/") ? "file://" : ""
        for byte in path.utf8 {
            uri +=
                unreserved.contains(byte)
                ? String(Unicode.Scalar(byte)) : "%" + hexadecimal(byte, width: 2).uppercased()
        }
        return ["uri": .string(uri)]
    }
}
