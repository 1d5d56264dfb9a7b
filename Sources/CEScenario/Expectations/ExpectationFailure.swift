public import Diagnostics
import OEMAddrTable

/// An expectation that was not met.
public struct ExpectationFailure: Hashable, Sendable, CustomStringConvertible {
    /// What was looked at: `exit code of smdapp.exe`.
    public var text: String
    public var expected: String
    public var found: String
    /// Where the expectation is written; the scenario's first line when it is one that holds without being written.
    public var location: SourceLocation

    public init(_ text: String, expected: String, found: String, at location: SourceLocation) {
        self.text = text
        self.expected = expected
        self.found = found
        self.location = location
    }

    /// In the compiler's form, so that an editor finds the line.
    public var description: String { "\(location): error: \(text): expected \(expected), found \(found)" }
}
