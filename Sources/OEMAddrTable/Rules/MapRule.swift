/// One thing that can be wrong with a memory map. A rule reads the map and emits findings; it never prints and never throws.
public protocol MapRule: Sendable {
    /// What the rule is about: the text of `explain`, of the rules page and of a SARIF report.
    static var about: RuleDocumentation { get }

    /// Emits a finding for each place of the map that breaks the rule.
    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void)
}

extension MapRule {
    /// A finding of this rule, of its default severity unless another is given.
    func finding(
        at location: SourceLocation, _ message: String, severity: Severity? = nil, notes: [Finding.Note] = [],
        hint: String? = nil, fix: Finding.Fix? = nil
    ) -> Finding {
        Finding(
            Self.about.id, severity ?? Self.about.severity, at: location, message, notes: notes, hint: hint, fix: fix)
    }
}

/// What is to be known of a rule.
public struct RuleDocumentation: Sendable {
    /// Files by name, in the order in which they are to be read.
    public typealias Example = KeyValuePairs<String, String>

    /// The stable name, `CE0101`.
    public let id: String
    /// The severity of most findings of the rule.
    public let severity: Severity
    /// When a finding has another severity, in one sentence.
    public let severityRemark: String?
    /// One line, without a full stop.
    public let title: String
    /// What goes wrong on the board, and why.
    public let explanation: String
    /// Where the fact behind the rule is written down, or how it was observed.
    public let source: String
    public let badExample: Example
    public let goodExample: Example

    public init(
        id: String, severity: Severity, severityRemark: String? = nil, title: String, explanation: String,
        source: String, badExample: Example, goodExample: Example
    ) {
        self.id = id
        self.severity = severity
        self.severityRemark = severityRemark
        self.title = title
        self.explanation = explanation
        self.source = source
        self.badExample = badExample
        self.goodExample = goodExample
    }
}
