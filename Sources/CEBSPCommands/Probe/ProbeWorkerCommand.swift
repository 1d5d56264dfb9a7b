internal import ArgumentParser
internal import DriverProbe
internal import HostSystem

/// What `cebsp probe` starts: takes drivers on standard input and answers reports. Not for people.
struct ProbeWorkerCommand: ParsableCommand {
    static let name = "probe-worker"
    static let configuration = CommandConfiguration(commandName: name, shouldDisplay: false)

    func run() throws {
        Host.ignoreInterrupts()
        while let line = readLine() { StandardStream.output.write(commands: ProbeAnswer.answer(line) + "\n") }
    }
}
