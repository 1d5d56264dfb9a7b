public import ArgumentParser

/// The `cebsp` command.
public struct CebspCommand: AsyncParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "cebsp",
        abstract: "A testbed for Windows Embedded CE board support packages.",
        version: "0.1.0")

    public init() {}
}
