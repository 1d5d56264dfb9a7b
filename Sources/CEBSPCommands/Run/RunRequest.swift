internal import CEScenario
internal import Diagnostics
internal import HostSystem
internal import MachineTerms
internal import PrintableText
internal import ScenarioFiles

/// What a `cebsp run` is to do.
struct RunRequest {
    /// What `--list` prints.
    enum ListFormat: String, CaseIterable {
        /// Names with files and tags, for people.
        case text
        /// What `cebsp run` takes, one a line, for other programs.
        case lines
    }

    var selection: ScenarioSelection
    var reports = ReportFiles()
    /// How many scenarios run at once; nil for as many as there are cores.
    var jobs: Int?
    var repetitions = 1
    /// How scenarios are printed instead of being run, or nil.
    var list: ListFormat?
    var failFast = false
    var ledger = false
    /// Physical addresses whose pages are told of.
    var pages: [UInt32] = []
    /// The checkers that run in place of the scenarios' own, or nil.
    var checkers: [String]?
    var verbose = false
    var quiet = false
    /// How long a scenario may take, in seconds.
    var hostTimeout: Double = RunLimits.defaultSeconds
    /// Where kernel calls are written, or nil.
    var trace: String?
    /// Functions whose every call fails once, or nil.
    var injectEach: [String]?
    /// The code that they fail with.
    var injectError: UInt32 = 8
    /// The schedule that threads take turns by, in place of the file's, or nil; how many are tried, or nil.
    var schedule: ThreadSchedule?
    var schedules: Int?
    /// Whether the caller ends at each place that calls the system, once.
    var killEach = false

    init(_ selection: ScenarioSelection) { self.selection = selection }

    /// The commonest request is `run` and files. The parser of arguments has nothing to do there, and takes longer than
    /// the scenario.
    /// - Parameter arguments: of the program, without its name; nil when the parser has to read them.
    init?(withoutOptions arguments: [String]) {
        let inputs = arguments.dropFirst()
        guard arguments.first == "run", !inputs.isEmpty, inputs.allSatisfy({ !$0.isEmpty && !$0.hasPrefix("-") }) else {
            return nil
        }
        self.init(ScenarioSelection(inputs: Array(inputs)))
    }

    /// Runs everything, and tells and writes what came of it.
    /// - Throws: an exit status, after the reason was printed.
    func run() throws { try NamedFiles.$root.withValue(selection.root) { try runWithinRoot() } }

    private func runWithinRoot() throws {
        Host.makeChildrenReturnLargeBlocks()
        Host.makeChildrenEndWhenTheyCrash()
        try reports.requireWritable(trace: trace, inputs: selection.inputs)
        if list == nil, let refusal = ScenarioRunner.engineRefusal {
            StandardStream.error.write("cebsp: error: \(refusal)\n")
            throw ExitStatus.missingInput.exitCode
        }
        let calls = list == nil ? try openTrace() : nil
        let pool = WorkerPool(
            WorkerProgram.program(
                hostTimeout: hostTimeout, trace: calls, first: selection.root == nil ? selection.inputs.first : nil),
            jobs: calls == nil ? jobs ?? Host.coreCount : 1, seconds: hostTimeout,
            shouldStop: { Interruption.isRequested },
            onTurn: watchOutput)
        // It makes itself ready on another core while the files are read here.
        if list == nil { pool.prepare() }
        let chosen = try ScenarioChoice(selection) {
            watch("cebsp: error: reading the scenarios takes longer than --host-timeout\n", .malformedInput)
        }
        defer { Watchdog.rest() }
        var status = ExitStatus.success
        if let list {
            printList(chosen, list)
            status = chosen.brokenStatus
        } else if let schedules {
            status = try runSchedules(schedules, chosen, pool)
        } else if killEach {
            status = try runInjections(["*"], chosen, pool)
        } else if let injectEach {
            status = try runInjections(injectEach, chosen, pool)
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
            stream: reports.textStream(trace: trace), isVerbose: verbose,
            jobs: calls == nil ? jobs ?? Host.coreCount : 1, isQuiet: quiet, showsLedger: ledger,
            pages: pages,
            showsFindings: checkers != nil)
        let session = RunSession(
            scenarios: chosen.scenarios, broken: chosen.broken, repetitions: repetitions, failFast: failFast,
            checkers: checkers, schedule: schedule, pool: pool, trace: calls, view: view, onProgress: watchOutput)
        let outcome = try session.run()
        let isWritten = reports.write(outcome.report) {
            watch("cebsp: error: writing the reports takes longer than --host-timeout\n", .missingInput)
        }
        let status = ExitStatus(outcome.report)
        // Nobody can read what failed.
        if status == .success || status == .failure, !(isWritten && outcome.isTraced) { return .missingInput }
        // What was not run did not pass.
        return status == .success && Interruption.isRequested ? .failure : status
    }

    private func runSchedules(_ count: Int, _ chosen: ScenarioChoice, _ pool: WorkerPool) throws -> ExitStatus {
        for broken in chosen.broken { StandardStream.error.write(broken.errors.description + "\n") }
        Interruption.observe()
        defer { Interruption.stopObserving() }
        let status: ExitStatus
        do throws(FileError) {
            status = try ScheduleSearch(count: count, checkers: checkers, pool: pool).run(chosen.scenarios)
        } catch {
            StandardStream.error.write("cebsp: error: cannot start a worker: \(error.message)\n")
            return .missingInput
        }
        if !chosen.broken.isEmpty { return chosen.brokenStatus }
        return status == .success && Interruption.isRequested ? .failure : status
    }

    private func runInjections(_ functions: [String], _ chosen: ScenarioChoice, _ pool: WorkerPool) throws -> ExitStatus
    {
        for broken in chosen.broken { StandardStream.error.write(broken.errors.description + "\n") }
        let provided = MachineVocabulary.machine.functions
        if let unknown = functions.first(where: { !killEach && !provided.contains($0) }) {
            let near = ScenarioRunner.functionName(near: unknown).map { " (did you mean '\($0)'?)" } ?? ""
            StandardStream.error.write("cebsp: error: the machine has no function '\(unknown)'\(near)\n")
            return .usage
        }
        Interruption.observe()
        defer { Interruption.stopObserving() }
        let status: ExitStatus
        do throws(FileError) {
            status = try InjectionTable(
                functions: functions, error: killEach ? nil : injectError, pool: pool
            ).run(chosen.scenarios)
        } catch {
            StandardStream.error.write("cebsp: error: cannot start a worker: \(error.message)\n")
            return .missingInput
        }
        if !chosen.broken.isEmpty { return chosen.brokenStatus }
        return status == .success && Interruption.isRequested ? .failure : status
    }

    private func printList(_ chosen: ScenarioChoice, _ format: ListFormat) {
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
