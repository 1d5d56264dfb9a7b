package import Diagnostics

/// An expectation that was not met.
package struct ExpectationFailure: Hashable, Sendable, CustomStringConvertible, Codable {
    /// What was looked at: `exit code of smdapp.exe`.
    package var text: String
    package var expected: String
    package var found: String
    /// Where the expectation is written; the scenario's first line when it is one that holds without being written.
    package var location: SourceLocation

    package init(_ text: String, expected: String, found: String, at location: SourceLocation) {
        self.text = text
        self.expected = expected
        self.found = found
        self.location = location
    }

    /// In the compiler's form, so that an editor finds the line.
    package var description: String { "\(location): error: \(text): expected \(expected), found \(found)" }
}
