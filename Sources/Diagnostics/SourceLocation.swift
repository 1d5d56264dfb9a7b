/// A place in a file a person wrote.
public struct SourceLocation: Hashable, Sendable, CustomStringConvertible, Codable {
    /// The path as the user gave it or as the including file names it.
    public var file: String
    /// 1-based; 0 for a binary file or the file as a whole.
    public var line: Int
    /// 1-based, in bytes; 0 for the line as a whole.
    public var column: Int
    /// The length in bytes of what is meant, for a caret line; 0 when unknown.
    public var length: Int

    public init(file: String, line: Int = 0, column: Int = 0, length: Int = 0) {
        self.file = file
        self.line = line
        self.column = column
        self.length = length
    }

    public var description: String {
        if line == 0 { return file }
        return column == 0 ? "\(file):\(line)" : "\(file):\(line):\(column)"
    }
}
