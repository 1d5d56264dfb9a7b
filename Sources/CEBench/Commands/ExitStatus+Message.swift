internal import ArgumentParser
internal import Diagnostics
internal import HostSystem

extension ExitStatus {
    /// What a command throws to end with this status.
    var exitCode: ExitCode { ExitCode(rawValue) }

    /// Prints a message and gives back what ends the command.
    func stop(_ message: String) -> ExitCode {
        StandardStream.error.write("cebench: error: \(message)\n")
        return exitCode
    }
}
