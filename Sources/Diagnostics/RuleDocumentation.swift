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
