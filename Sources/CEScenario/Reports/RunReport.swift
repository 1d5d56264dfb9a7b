/// All results of a run, from which the report files are made.
public struct RunReport: Hashable, Sendable {
    /// The program's name and version: `cebsp 0.1.0`.
    public var tool: String
    /// The emulator library and its version: `unicorn 2.0.1`.
    public var engine: String
    /// In the order of files, scenarios and repetitions, whatever the order in which they ended.
    public var results: [ScenarioResult]

    public init(tool: String, engine: String, results: [ScenarioResult]) {
        self.tool = tool
        self.engine = engine
        self.results = Self.sorted(results)
    }

    /// Whether every scenario passed or was skipped.
    public var isGood: Bool { results.allSatisfy(\.isGood) }

    /// How many scenarios have a status.
    public func count(_ status: ScenarioResult.Status) -> Int { results.count { $0.status == status } }

    /// `3 passed, 1 failed, 1 skipped`.
    public var summary: String {
        let parts = ScenarioResult.Status.allCases.filter { $0 == .passed || count($0) > 0 }.map { status in
            status == .error ? "\(count(status)) could not be run" : "\(count(status)) \(status.rawValue)"
        }
        return parts.joined(separator: ", ")
    }
}
