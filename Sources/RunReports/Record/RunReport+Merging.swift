package import JSON

extension RunReport {
    /// A report from a result object; nil when the object is none.
    package init?(json: JSONValue) {
        guard json["version"] == 1, let tool = json["tool"]?.text, let engine = json["engine"]?.text,
            let scenarios = json["scenarios"]?.elements
        else { return nil }
        let results = scenarios.compactMap(ScenarioResult.init(json:))
        guard results.count == scenarios.count else { return nil }
        self.init(tool: tool, engine: engine, results: results)
    }

    /// One report of several parts of a run. What ran in several parts is there several times.
    /// - Returns: nil without parts.
    package init?(merging parts: [RunReport]) {
        guard let first = parts.first else { return nil }
        let engines = parts.reduce(into: [String]()) { if !$0.contains($1.engine) { $0.append($1.engine) } }
        self.init(tool: first.tool, engine: engines.joined(separator: ", "), results: parts.flatMap(\.results))
    }

    /// The results in the order of files, scenarios and repetitions.
    static func sorted(_ results: [ScenarioResult]) -> [ScenarioResult] {
        ReportOrder.sorted(results) { ReportOrder(selector: $0.selector, repetition: $0.repetition, position: $1) }
    }
}
