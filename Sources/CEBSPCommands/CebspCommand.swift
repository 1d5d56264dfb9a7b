public import ArgumentParser
internal import CEScenario

/// The `cebsp` command.
public struct CebspCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "cebsp",
        abstract: "A testbed for Windows Embedded CE board support packages.",
        version: "cebsp \(ProgramVersion.text), \(ScenarioRunner.engineVersion)",
        subcommands: [
            RunCommand.self, CheckCommand.self, MapCommand.self, LookupCommand.self, DiffCommand.self, PlanCommand.self,
            BoardFromCommand.self, ExportCommand.self,
            ExplainCommand.self, APIsCommand.self, ProbeCommand.self, ProbeWorkerCommand.self, InitCommand.self,
            CompileCommand.self,
            MergeCommand.self, CompareCommand.self,
            SchemaCommand.self,
        ])

    public init() {}
}
