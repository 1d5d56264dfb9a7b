internal import CEScenario

/// Which scenarios a run means.
struct ScenarioSelection {
    /// Scenario files, or folders that are searched.
    var inputs: [String]
    /// Patterns of names or files, any of which has to match when there are some.
    var filter: [String] = []
    var tag: [String] = []
    /// The part that is asked for, or nil.
    var shard: Shard?
    /// The folder that no named file may leave, or nil.
    var root: String?
    /// An earlier result object, or nil.
    var durations: String?
}
