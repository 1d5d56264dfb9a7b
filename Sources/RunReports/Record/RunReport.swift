package import HostSystem

/// All results of a run, from which the report files are made.
package struct RunReport {
    /// The program's name and version: `cebsp 0.1.0`.
    package var tool: String
    /// The emulator library and its version: `unicorn 2.0.1`.
    package var engine: String
    /// In the order of files, scenarios and repetitions, whatever the order in which they ended. Those of a store are
    /// summaries.
    package var results: [ScenarioResult]
    private let store: ResultStore?

    /// - Parameter store: has the results in full, or nil when they are in full here.
    package init(tool: String, engine: String, results: [ScenarioResult], store: ResultStore? = nil) {
        self.tool = tool
        self.engine = engine
        self.results = Self.sorted(results)
        self.store = store
    }

    /// A result with all that the run told.
    /// - Throws: `FileError` when it cannot be read back.
    package func whole(_ result: ScenarioResult) throws(FileError) -> ScenarioResult {
        guard let store else { return result }
        return try store.whole(result)
    }

    /// Whether every scenario passed or was skipped.
    package var isGood: Bool { results.allSatisfy(\.isGood) }

    /// How many scenarios have a status.
    package func count(_ status: ScenarioResult.Status) -> Int { results.count { $0.status == status } }

    /// `3 passed, 1 failed, 1 skipped`.
    package var summary: String {
        let parts = ScenarioResult.Status.allCases.filter { $0 == .passed || count($0) > 0 }.map { status in
            status == .error ? "\(count(status)) could not be run" : "\(count(status)) \(status.rawValue)"
        }
        return parts.joined(separator: ", ")
    }
}
