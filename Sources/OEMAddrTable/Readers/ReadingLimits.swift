/// The bounds of one reading. Whatever passes them is refused with a finding.
public struct ReadingLimits: Hashable, Sendable {
    /// Bytes of one text file.
    public var fileBytes = 16 << 20
    /// Bytes of all text files together, each counted as often as it is included.
    public var totalBytes = 32 << 20
    /// Files included inside one another.
    public var includeDepth = 32
    /// Files opened in all.
    public var includes = 2_000
    /// Lines read, macros expanded and operators evaluated, in all.
    public var steps = 200_000_000
    /// Findings kept; a last one tells how many were left out.
    public var findings = 1_000
    /// Tokens that one line may expand to.
    public var expansion = 10_000
    /// Lines that the bodies of an assembler's macros and loops give in all.
    public var bodyLines = 20_000
    /// Bytes of all these lines: an argument may double with each call inside a call.
    public var bodyBytes = 2_000_000

    public init() {}
}
