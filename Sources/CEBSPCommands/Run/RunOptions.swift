internal import ArgumentParser
internal import CEScenario
internal import HostSystem
internal import JSON
internal import ScenarioFiles

/// Which scenarios a command means.
struct SelectionOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp("Scenario files, or folders that are searched for *.scenario.yaml.", valueName: "scenario"))
    var inputs: [String]

    @Option(
        help: ArgumentHelp(
            "Only scenarios whose name or file matches, or has this in it; can be given several times.",
            valueName: "glob"))
    var filter: [String] = []

    @Option(
        help: ArgumentHelp("Only scenarios with one of these tags; !TAG leaves scenarios out.", valueName: "tag"))
    var tag: [String] = []

    func validate() throws {
        if tag.contains(where: { $0.isEmpty || $0 == "!" }) { throw ValidationError("--tag needs a tag") }
        if filter.contains("") { throw ValidationError("--filter needs a pattern") }
    }

    @Option(
        help: ArgumentHelp(
            "Only part I of N. Without it the variables of Bazel, GitLab, Buildkite and CircleCI are followed.",
            valueName: "i/n"),
        transform: { text in
            guard let shard = Shard(text) else {
                throw ValidationError("expected I/N with I from 1 to N, as in 2/5, and N at most \(Shard.limit)")
            }
            return shard
        })
    var shard: Shard?

    @Option(
        help: ArgumentHelp("Refuse scenarios that name files outside this folder, links followed.", valueName: "folder")
    )
    var root: String?

    @Option(help: ArgumentHelp("An earlier --json, by whose times parts are balanced.", valueName: "file"))
    var durations: String?

    /// What was chosen.
    var selection: ScenarioSelection {
        ScenarioSelection(
            inputs: inputs, filter: filter, tag: tag, shard: shard, root: root, durations: durations)
    }
}
