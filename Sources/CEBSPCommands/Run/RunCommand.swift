internal import ArgumentParser
internal import CEScenario
internal import Diagnostics
internal import HostSystem
internal import PrintableText
internal import ScenarioFiles

/// `cebsp run`.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Runs scenarios and compares what happens with what they expect.")

    /// What `--list` prints.
    enum ListFormat: String, ExpressibleByArgument, CaseIterable {
        /// Names with files and tags, for people.
        case text
        /// What `cebsp run` takes, one a line, for other programs.
        case lines
    }

    @OptionGroup var selection: SelectionOptions
    @OptionGroup var reports: ReportOptions

    @Option(
        name: [.customShort("j", allowingJoined: true), .long],
        help: "How many scenarios run at once; as many as there are cores when not given.")
    var jobs: Int?

    @Option(help: "Run each scenario this often; runs that differ fail.")
    var `repeat`: Int = 1

    @Flag(help: "Print the scenarios instead of running them.")
    var list = false

    @Option(help: "How --list prints: text or lines.")
    var format: ListFormat = .text

    @Flag(help: "End at the first scenario that does not pass.")
    var failFast = false

    @Flag(help: "Run all scenarios even when some do not pass; this is what happens without --fail-fast.")
    var keepGoing = false

    @Flag(help: "Print how many physical pages were in which use: at the start, at most, at the end.")
    var ledger = false

    @Option(
        help: ArgumentHelp(
            "Print who has this physical page at the end, who had it before, and what mapped it; can be given several times.",
            valueName: "address"),
        transform: { text in
            guard let address = addressArgument(text) else {
                throw ValidationError("'\(text)' is not a 32-bit hexadecimal address")
            }
            return address
        })
    var page: [UInt32] = []

    @Option(
        help: ArgumentHelp(
            "What is looked for while the guests run, in place of the scenarios' own checkers: all, none or names.",
            valueName: "checker,..."))
    var checkers: String?

    @Flag(
        name: .shortAndLong,
        help: "Print the boot log and output of every guest; the output of a single scenario is always printed.")
    var verbose = false

    @Option(
        help: ArgumentHelp(
            "End a scenario that takes longer than this on the host, whatever its own clock says.",
            valueName: "seconds"))
    var hostTimeout: Double = RunLimits.defaultSeconds

    @Option(
        help: ArgumentHelp(
            "Write every kernel call, a line each; scenarios then run one after the other.", valueName: "file"))
    var trace: String?

    @Option(
        help: ArgumentHelp(
            "Run each scenario once for each place that calls one of these functions, with that call failing.",
            valueName: "function,..."))
    var injectEach: String?

    @Option(help: ArgumentHelp("The error code of --inject-each; ERROR_NOT_ENOUGH_MEMORY.", valueName: "code"))
    var injectError: UInt32 = 8

    func validate() throws {
        if injectEach != nil && (reports.json ?? reports.junit ?? reports.html ?? reports.sarif ?? trace) != nil {
            throw ValidationError("--inject-each prints a table and writes no reports")
        }
        if let mistake = checkerNames.flatMap(MachineVocabulary.machine.mistake(inCheckers:)) {
            throw ValidationError(mistake)
        }
        if injectEach != nil && (ledger || !page.isEmpty) {
            throw ValidationError("--inject-each prints a table and no pages")
        }
        if injectEach != nil && checkers != nil { throw ValidationError("--inject-each looks at no findings") }
        if let injectEach, Self.names(injectEach).contains("") {
            throw ValidationError("--inject-each names functions")
        }
        if failFast && keepGoing { throw ValidationError("--fail-fast and --keep-going exclude each other") }
        if let jobs, !(1...1024).contains(jobs) { throw ValidationError("--jobs is a number from 1 to 1024") }
        guard hostTimeout > 0, hostTimeout <= 1_000_000 else {
            throw ValidationError("--host-timeout is a number of seconds above 0")
        }
        guard (1...1_000_000).contains(self.repeat) else { throw ValidationError("--repeat is a number from 1") }
        try reports.check(outputs: [reports.json, reports.junit, reports.html, reports.sarif, trace])
    }

    /// The words between commas, empty ones too: a word that is missing is a slip.
    private static func names(_ list: String) -> [String] {
        list.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }

    /// What --checkers names; nil when it is not given.
    private var checkerNames: [String]? { checkers.map(Self.names) }

    func run() throws { try NamedFiles.$root.withValue(selection.root) { try runWithinRoot() } }

    private func runWithinRoot() throws {
        Host.makeChildrenReturnLargeBlocks()
        Host.makeChildrenEndWhenTheyCrash()
        try reports.requireWritable(trace: trace)
        if !list, let refusal = ScenarioRunner.engineRefusal {
            StandardStream.error.write("cebsp: error: \(refusal)\n")
            throw ExitStatus.missingInput.exitCode
        }
        let calls = list ? nil : try openTrace()
        let pool = WorkerPool(
            WorkerProgram.program(hostTimeout: hostTimeout, trace: calls),
            jobs: calls == nil ? jobs ?? Host.coreCount : 1, seconds: hostTimeout,
            shouldStop: { Interruption.isRequested },
            onTurn: watchOutput)
        // It makes itself ready on another core while the files are read here.
        if !list { pool.prepare() }
        let chosen = try ScenarioChoice(selection) {
            watch("cebsp: error: reading the scenarios takes longer than --host-timeout\n", .malformedInput)
        }
        defer { Watchdog.rest() }
        var status = ExitStatus.success
        if list {
            printList(chosen)
            status = chosen.brokenStatus
        } else if let injectEach {
            status = try runInjections(Self.names(injectEach), chosen, pool)
        } else {
            status = try run(chosen, pool, calls)
        }
        if status == .success, chosen.isEmptySelection { status = .nothingSelected }
        if status != .success { throw status.exitCode }
    }

    /// Ends the program when what it does now takes longer than a scenario may.
    private func watch(_ message: StaticString, _ status: ExitStatus) {
        Watchdog.watch(message, status: status.rawValue, seconds: hostTimeout + 1)
    }

    private func watchOutput() {
        watch("cebsp: error: standard output takes nothing within --host-timeout\n", .missingInput)
    }

    private func openTrace() throws -> OutputFile? {
        guard let trace else { return nil }
        do throws(FileError) { return try trace == "-" ? OutputFile.standardOutput() : OutputFile(trace) } catch {
            StandardStream.error.write("cebsp: error: \(error)\n")
            throw ExitStatus.missingInput.exitCode
        }
    }

    private func run(_ chosen: ScenarioChoice, _ pool: WorkerPool, _ calls: OutputFile?) throws -> ExitStatus {
        let view = ConsoleReporter.View(
            stream: reports.textStream(trace: trace), isVerbose: verbose, showsLedger: ledger, pages: page,
            showsFindings: checkers != nil)
        let session = RunSession(
            scenarios: chosen.scenarios, broken: chosen.broken, repetitions: self.repeat, failFast: failFast,
            checkers: checkerNames, pool: pool, trace: calls, view: view, onProgress: watchOutput)
        let outcome = try session.run()
        let isWritten = reports.write(outcome.report) {
            watch("cebsp: error: writing the reports takes longer than --host-timeout\n", .missingInput)
        }
        let status = ExitStatus(outcome.report)
        // What was not run did not pass.
        if status == .success, Interruption.isRequested { return .failure }
        return status == .success && !(isWritten && outcome.isTraced) ? .missingInput : status
    }

    private func runInjections(_ functions: [String], _ chosen: ScenarioChoice, _ pool: WorkerPool) throws -> ExitStatus
    {
        for broken in chosen.broken { StandardStream.error.write(broken.errors.description + "\n") }
        if let unknown = functions.first(where: { !MachineVocabulary.machine.functions.contains($0) }) {
            let near = ScenarioRunner.functionName(near: unknown).map { " (did you mean '\($0)'?)" } ?? ""
            StandardStream.error.write("cebsp: error: the machine has no function '\(unknown)'\(near)\n")
            return .usage
        }
        Interruption.observe()
        defer { Interruption.stopObserving() }
        let status: ExitStatus
        do throws(FileError) {
            status = try InjectionTable(functions: functions, error: injectError, pool: pool).run(chosen.scenarios)
        } catch {
            StandardStream.error.write("cebsp: error: cannot start a worker: \(error.message)\n")
            return .missingInput
        }
        if !chosen.broken.isEmpty { return chosen.brokenStatus }
        return status == .success && Interruption.isRequested ? .failure : status
    }

    private func printList(_ chosen: ScenarioChoice) {
        var text = ""
        for scenario in chosen.scenarios {
            let tags = scenario.tags.isEmpty ? "" : " [\(scenario.tags.joined(separator: ", "))]"
            text +=
                printable(
                    format == .lines ? scenario.selector : "\(scenario.name) (\(scenario.selector))\(tags)") + "\n"
        }
        StandardStream.output.write(text)
        for broken in chosen.broken { StandardStream.error.write(broken.errors.description + "\n") }
    }
}
