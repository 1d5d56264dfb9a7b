/// How bad a finding is.
public enum Severity: String, Hashable, Sendable, CaseIterable, Comparable {
    case note, warning, error

    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .note: 0
        case .warning: 1
        case .error: 2
        }
    }
}

/// What a reader or a rule says about a map. Never thrown, never printed by who makes it.
public struct Finding: Hashable, Sendable {
    /// The other line a finding is about, or a further remark.
    public struct Note: Hashable, Sendable {
        public var message: String
        public var location: SourceLocation?

        public init(_ message: String, at location: SourceLocation? = nil) {
            self.message = message
            self.location = location
        }
    }

    /// The stable name, `CE0101`.
    public var id: String
    public var severity: Severity
    public var location: SourceLocation
    public var message: String
    public var notes: [Note]
    /// What to do about it, in one sentence.
    public var hint: String?

    public init(
        _ id: String, _ severity: Severity, at location: SourceLocation, _ message: String, notes: [Note] = [],
        hint: String? = nil
    ) {
        self.id = id
        self.severity = severity
        self.location = location
        self.message = message
        self.notes = notes
        self.hint = hint
    }
}
