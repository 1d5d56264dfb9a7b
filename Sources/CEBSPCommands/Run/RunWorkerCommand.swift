internal import ArgumentParser
internal import CEScenario
internal import HostSystem

/// What `cebsp run --jobs` starts: takes scenarios on standard input and answers results. Not for people.
struct RunWorkerCommand: ParsableCommand {
    static let name = "run-worker"
    static let configuration = CommandConfiguration(commandName: name, shouldDisplay: false)

    func run() throws {
        Host.ignoreBrokenPipes()
        Host.ignoreInterrupts()
        let worker = ScenarioWorker { task in ScenarioRunner().run(task.scenario, repetition: task.repetition) }
        while let line = readLine() { StandardStream.output.write(worker.answer(line) + "\n") }
    }
}
