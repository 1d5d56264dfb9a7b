public import JSON

extension RunReport {
    /// A report from a result object; nil when the object is none.
    public init?(json: JSONValue) {
        guard json["version"] == 1, let tool = json["tool"]?.text, let engine = json["engine"]?.text,
            let scenarios = json["scenarios"]?.elements
        else { return nil }
        let results = scenarios.compactMap(ScenarioResult.init(json:))
        guard results.count == scenarios.count else { return nil }
        self.init(tool: tool, engine: engine, results: results)
    }

    /// One report of several parts of a run. What ran in several parts is there several times.
    /// - Returns: nil without parts.
    public init?(merging parts: [RunReport]) {
        guard let first = parts.first else { return nil }
        let engines = parts.reduce(into: [String]()) { if !$0.contains($1.engine) { $0.append($1.engine) } }
        self.init(tool: first.tool, engine: engines.joined(separator: ", "), results: parts.flatMap(\.results))
    }

    /// The results in the order of files, scenarios and repetitions, so that a run in parts and a whole run report alike.
    static func sorted(_ results: [ScenarioResult]) -> [ScenarioResult] {
        let keyed = results.enumerated().map { (key: SortKey($1, position: $0), result: $1) }
        return keyed.sorted { $0.key < $1.key }.map(\.result)
    }

    private struct SortKey: Comparable {
        let path: [String]
        let cell: Int
        let repetition: Int
        let position: Int

        init(_ result: ScenarioResult, position: Int) {
            path = result.file.split(separator: "/").map(String.init)
            let suffix = result.selector.dropFirst(result.file.count)
            cell = suffix.hasPrefix("#") ? Int(suffix.dropFirst()) ?? 0 : 0
            repetition = result.repetition
            self.position = position
        }

        static func < (left: SortKey, right: SortKey) -> Bool {
            if left.path != right.path { return left.path.lexicographicallyPrecedes(right.path) }
            return (left.cell, left.repetition, left.position) < (right.cell, right.repetition, right.position)
        }
    }
}
