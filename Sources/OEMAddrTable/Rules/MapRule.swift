public import Diagnostics

/// One thing that can be wrong with a memory map. A rule reads the map and emits findings; it never prints and never
/// throws.
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
