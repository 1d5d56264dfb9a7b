/// A companion file that is not what it should be.
package struct SymbolFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where in the file: `line 12`, `offset 0x40`.
    package let place: String
    package let expected: String
    package let found: String

    init(line: Int, expected: String, found: String) {
        place = "line \(line)"
        self.expected = expected
        self.found = found
    }

    init(offset: Int, expected: String, found: String) {
        place = "offset 0x\(String(offset, radix: 16))"
        self.expected = expected
        self.found = found
    }

    package var description: String { "\(place): expected \(expected), found \(found)" }
}
