import ArgumentParser

/// The `cebench` command.
@main
struct Cebench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cebench",
        abstract: "Measures what mapping costs.",
        version: "0.1.0")
}
