public import ArgumentParser
internal import Unicorn

/// The `cebench` command.
public struct CebenchCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "cebench",
        abstract: "Measures what mapping costs.",
        version: "cebench 0.1.0, \(EngineTraits.running.description)",
        subcommands: [
            ListCommand.self, RunCommand.self, CompareCommand.self, ThresholdsCommand.self, ExportGuestCommand.self,
        ])

    public init() {}
}
