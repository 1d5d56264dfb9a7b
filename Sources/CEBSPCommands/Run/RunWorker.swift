internal import CEScenario
internal import HostSystem

/// What `cebsp run` starts: takes scenarios on standard input and answers results. Not for people, and so no command:
/// reading arguments as a person's takes as long as a scenario.
struct RunWorker {
    static let name = "run-worker"
    private static let traceFlag = "--trace"
    private static let firstFlag = "--first"

    /// How long a scenario may take, in seconds.
    private var hostTimeout = RunLimits.defaultSeconds
    /// Whether kernel calls are written to the further descriptor.
    private var isTracing = false
    /// The file that will be asked for first, as far as is known.
    private var first: String?

    /// What a worker is started with, besides the program.
    static func arguments(hostTimeout: Double, isTracing: Bool, first: String?) -> [String] {
        [name, "\(hostTimeout)"] + (isTracing ? [traceFlag] : []) + (first.map { [firstFlag, $0] } ?? [])
    }

    /// - Parameter arguments: of the program, without its name; nil when they do not ask for a worker.
    init?(_ arguments: [String]) {
        guard arguments.first == Self.name else { return nil }
        var words = arguments.dropFirst()
        hostTimeout = words.popFirst().flatMap { Double($0) } ?? hostTimeout
        isTracing = words.first == Self.traceFlag
        if isTracing { words.removeFirst() }
        if words.popFirst() == Self.firstFlag { first = words.first }
    }

    /// Answers until its input ends.
    func serve() {
        Host.ignoreInterrupts()
        Interruption.observeWish()
        // Whoever wanted the results may be killed: nobody would end an endless guest then.
        let parent = Host.parentIdentifier
        let limits = RunLimits(seconds: hostTimeout) {
            Interruption.isRequested || Host.parentIdentifier != parent
        }
        let worker = ScenarioWorker(
            limits: limits,
            trace: isTracing ? OutputFile(descriptor: ChildProcess.furtherDescriptor, path: "the trace") : nil)
        if let first { worker.prepare(first) }
        let send = { StandardStream.output.write(commands: $0 + "\n") }
        while let line = readLine() { send(worker.answer(line, send: send)) }
    }
}
