/// A companion file that is not what it should be.
public struct SymbolFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where in the file: `line 12`, `offset 0x40`.
    public let place: String
    public let expected: String
    public let found: String

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

    public var description: String { "\(place): expected \(expected), found \(found)" }
}
