import ArgumentParser
import HostSystem
import TestSupport

@testable import CEBSPCommands

/// The command line as a person would type it, run inside the test.
enum CommandLine {
    /// The exit status of `cebsp` with these arguments.
    static func status(_ arguments: String...) -> Int32 { status(arguments) }

    static func status(_ arguments: [String]) -> Int32 {
        do {
            var command = try CebspCommand.parseAsRoot(arguments)
            try WorkerProgram.$path.withValue(Program.path) { try command.run() }
            return 0
        } catch {
            return CebspCommand.exitCode(for: error).rawValue
        }
    }
}
