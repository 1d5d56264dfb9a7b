internal import JSON

/// What is to be tried, and on what.
package struct ProbeRequest: Hashable, Sendable {
    /// The driver's file.
    package var driver: String
    package var board: String
    /// .reg files, behind the board's.
    package var registry: [String]
    /// Virtual time that each entry point gets.
    package var milliseconds: UInt32
    /// Whether the board is the built-in one, on which a driver finds registers wherever it maps some.
    package var isBuiltIn: Bool

    package init(driver: String, board: String, registry: [String], milliseconds: UInt32, isBuiltIn: Bool) {
        self.driver = driver
        self.board = board
        self.registry = registry
        self.milliseconds = milliseconds
        self.isBuiltIn = isBuiltIn
    }

    /// - Returns: nil for what is no request.
    package init?(line: String) {
        guard let json = try? JSONValue(parsing: line.utf8), let driver = json["driver"]?.text,
            let board = json["board"]?.text, let milliseconds = json["milliseconds"]?.int
        else { return nil }
        self.init(
            driver: driver, board: board, registry: json["registry"]?.elements?.compactMap(\.text) ?? [],
            milliseconds: UInt32(clamping: milliseconds), isBuiltIn: json["isBuiltIn"] == .bool(true))
    }

    package var line: String {
        let json: JSONValue = [
            "driver": .string(driver), "board": .string(board), "registry": .array(registry.map(JSONValue.string)),
            "milliseconds": .count(milliseconds), "isBuiltIn": .bool(isBuiltIn),
        ]
        return json.serialized()
    }
}
