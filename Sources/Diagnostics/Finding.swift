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

    /// A change of the text that removes the finding and cannot do harm.
    public struct Fix: Hashable, Sendable {
        /// What to replace; its column and length are known.
        public var location: SourceLocation
        public var replacement: String
        /// Whether `replacement` is a line of its own behind the line of `location`, and nothing is replaced.
        public var isNewLine = false

        /// A fix, or nil when the place is not known to the byte.
        public init?(at location: SourceLocation, _ replacement: String) {
            guard location.line > 0, location.column > 0, location.length > 0 else { return nil }
            self.location = location
            self.replacement = replacement
        }

        /// A line to put behind another, or nil when that one is not known.
        public static func line(_ text: String, behind location: SourceLocation) -> Fix? {
            guard location.line > 0 else { return nil }
            var place = location
            (place.column, place.length) = (1, 1)
            var fix = Fix(at: place, text)
            fix?.isNewLine = true
            return fix
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
    public var fix: Fix?

    public init(
        _ id: String, _ severity: Severity, at location: SourceLocation, _ message: String, notes: [Note] = [],
        hint: String? = nil, fix: Fix? = nil
    ) {
        self.id = id
        self.severity = severity
        self.location = location
        self.message = message
        self.notes = notes
        self.hint = hint
        self.fix = fix
    }
}
