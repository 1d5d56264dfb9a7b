internal import ArgumentParser
internal import CEScenario
internal import Diagnostics
internal import HostSystem
internal import JSON
internal import ScenarioFiles

/// What `cebsp run` is to run.
struct ScenarioChoice {
    private(set) var scenarios: [Scenario]
    private(set) var broken: [ScenarioDiscovery.Broken]
    /// Whether there are scenarios, and none of them is meant by --filter and --tag.
    let isEmptySelection: Bool

    /// - Parameter onProgress: told again and again while files are read.
    /// - Throws: an exit status, after the reason was printed.
    init(_ selection: ScenarioSelection, onProgress: @escaping () -> Void) throws {
        let discovery = ScenarioDiscovery(selection.inputs, onProgress: onProgress)
        let filter = ScenarioFilter(patterns: selection.filter, tags: selection.tag)
        scenarios = discovery.scenarios.filter(filter.accepts)
        broken = discovery.broken
        isEmptySelection = scenarios.isEmpty && broken.isEmpty && !discovery.scenarios.isEmpty
        if isEmptySelection {
            StandardStream.error.write("cebsp: error: no scenario of \(discovery.scenarios.count) is selected\n")
        }
        guard let shard = Self.shard(selection) else { return }
        let durations = try Self.recordedDurations(selection)
        let all = scenarios
        scenarios = shard.positions(durations: all.map { durations[$0.selector] }).map { all[$0] }
        // What cannot be read belongs to one part only, or each would tell it.
        if shard.index != 1 { broken = [] }
    }

    /// What files that cannot be read end a run with.
    var brokenStatus: ExitStatus {
        if broken.isEmpty { return .success }
        return broken.contains { $0.errors.isMissing } ? .missingInput : .malformedInput
    }

    private static func shard(_ selection: ScenarioSelection) -> Shard? {
        if let shard = selection.shard { return shard }
        guard let (shard, source) = Shard.requested(by: Environment.value) else { return nil }
        StandardStream.error.write("cebsp: note: part \(shard.index) of \(shard.total), as \(source) asks\n")
        // Bazel wants to see that the program knows of parts.
        if let path = Environment.value("TEST_SHARD_STATUS_FILE") { try? FileAccess().write("", to: path) }
        return shard
    }

    private static func recordedDurations(_ selection: ScenarioSelection) throws -> [String: Double] {
        guard let path = selection.durations else { return [:] }
        let bytes: [UInt8]
        do { bytes = try FileAccess().read(path) } catch {
            StandardStream.error.write("cebsp: error: \(error)\n")
            throw (error.reason == .notFound ? ExitStatus.missingInput : .malformedInput).exitCode
        }
        guard let json = try? JSONValue(parsing: bytes), let scenarios = json["scenarios"]?.elements else {
            StandardStream.error.write("\(path): error: is not the result object of a run\n")
            throw ExitStatus.malformedInput.exitCode
        }
        var durations: [String: Double] = [:]
        for scenario in scenarios {
            if let selector = scenario["selector"]?.text { durations[selector] = scenario["seconds"]?.double }
        }
        return durations
    }
}
