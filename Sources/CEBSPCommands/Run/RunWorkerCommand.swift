internal import ArgumentParser
internal import CEScenario
internal import HostSystem

/// What `cebsp run --jobs` starts: takes scenarios on standard input and answers results. Not for people.
struct RunWorkerCommand: ParsableCommand {
    static let name = "run-worker"
    static let configuration = CommandConfiguration(commandName: name, shouldDisplay: false)

    /// How long a scenario may take, in seconds.
    @Argument var hostTimeout: Double = RunLimits.defaultSeconds

    func run() throws {
        Host.ignoreBrokenPipes()
        Host.ignoreInterrupts()
        // Whoever wanted the results may be killed: nobody would end an endless guest then.
        let parent = Host.parentIdentifier
        let limits = RunLimits(seconds: hostTimeout) { Host.parentIdentifier != parent }
        let worker = ScenarioWorker { task in
            ScenarioRunner(limits: limits).run(task.scenario, repetition: task.repetition)
        }
        while let line = readLine() { StandardStream.output.write(worker.answer(line) + "\n") }
    }
}
