internal import ArgumentParser
internal import CEScenario
internal import HostSystem

/// What `cebsp run` starts: takes scenarios on standard input and answers results. Not for people.
struct RunWorkerCommand: ParsableCommand {
    static let name = "run-worker"
    static let configuration = CommandConfiguration(commandName: name, shouldDisplay: false)

    /// How long a scenario may take, in seconds.
    @Argument var hostTimeout: Double = RunLimits.defaultSeconds

    /// Whether kernel calls are written to the further descriptor.
    @Flag var trace = false

    func run() throws {
        Host.ignoreInterrupts()
        // Whoever wanted the results may be killed: nobody would end an endless guest then.
        let parent = Host.parentIdentifier
        let limits = RunLimits(seconds: hostTimeout) { Host.parentIdentifier != parent }
        let worker = ScenarioWorker(
            limits: limits,
            trace: trace ? OutputFile(descriptor: ChildProcess.furtherDescriptor, path: "the trace") : nil)
        while let line = readLine() { StandardStream.output.write(commands: worker.answer(line) + "\n") }
    }
}
