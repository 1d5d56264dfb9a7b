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
            let arguments = HostPath.arguments
            if let worker = RunWorker(arguments) {
                worker.serve()
            } else if let request = RunRequest(withoutOptions: arguments) {
                try request.run()
            } else {
                try requireValues(in: arguments)
                var command = try parseAsRoot(arguments)
                try command.run()
            }
        } catch let code as ExitCode {
            status = code
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
        // The parser ends a program as well, but first makes the help that it does not print.
        Host.exit(status.rawValue)
    }

    /// The parser takes the next argument for the value of `--json=`, which may be a file that is to be read.
    private static func requireValues(in arguments: [String]) throws {
        let options = arguments.prefix { $0 != "--" }
        guard
            let option = options.first(where: {
                $0.hasPrefix("--") && $0.dropFirst(2).firstIndex(of: "=") == $0.indices.last
            })
        else { return }
        throw ValidationError("Missing value for '\(option.dropLast())'")
    }
}
