internal import ArgumentParser
internal import Diagnostics
internal import HostSystem

extension CebspCommand {
    /// Runs the program and ends it: what a command throws becomes the exit status, and output that could not be
    /// written counts.
    public static func runProgram() -> Never {
        Host.occupyStandardDescriptors()
        Host.ignoreBrokenPipes()
        Watchdog.enable()
        var status = ExitCode.success
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            status = exitCode(for: error)
            let text = fullMessage(for: error)
            let stream = status.isSuccess ? StandardStream.output : .error
            if !text.isEmpty { stream.write(text + "\n") }
        }
        if let problem = StandardStream.outputProblem {
            StandardStream.error.write("cebsp: error: standard output: \(problem)\n")
            // Whoever reads what came out must not take a part for the whole.
            if status.rawValue < ExitStatus.usage.rawValue { status = ExitStatus.missingInput.exitCode }
        }
        exit(withError: status)
    }
}
