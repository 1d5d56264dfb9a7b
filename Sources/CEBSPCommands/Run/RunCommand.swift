internal import ArgumentParser
internal import CEScenario
internal import HostSystem
internal import JSON

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
        if injectEach != nil && (reports.json ?? reports.junit ?? reports.html ?? trace) != nil {
            throw ValidationError("--inject-each prints a table and writes no reports")
        }
        if let unknown = checkerNames?.first(where: { $0 != "all" && !Scenario.checkerNames.contains($0) }) {
            let valid = ["all", "none"] + Scenario.checkerNames
            throw ValidationError("there is no checker '\(unknown)'; valid are \(valid.joined(separator: ", "))")
        }
        if injectEach != nil && (ledger || !page.isEmpty) {
            throw ValidationError("--inject-each prints a table and no pages")
        }
        if injectEach != nil && checkers != nil { throw ValidationError("--inject-each looks at no findings") }
        if failFast && keepGoing { throw ValidationError("--fail-fast and --keep-going exclude each other") }
        if let jobs, !(1...1024).contains(jobs) { throw ValidationError("--jobs is a number from 1 to 1024") }
        guard hostTimeout > 0, hostTimeout <= 1_000_000 else {
            throw ValidationError("--host-timeout is a number of seconds above 0")
        }
        guard (1...1_000_000).contains(self.repeat) else { throw ValidationError("--repeat is a number from 1") }
        try reports.check(trace: trace)
    }

    /// What --checkers names; nil when it is not given.
    private var checkerNames: [String]? {
        checkers.map { $0 == "none" ? [] : $0.split(separator: ",").map(String.init) }
    }

    func run() throws {
        Host.ignoreBrokenPipes()
        Host.makeChildrenReturnLargeBlocks()
        let chosen = try choose()
        if list { return printList(chosen) }
        if let injectEach { return try runInjections(injectEach, chosen) }
        let session = RunSession(
            scenarios: chosen.scenarios, broken: chosen.broken, repetitions: self.repeat,
            jobs: jobs ?? Host.coreCount, failFast: failFast, isVerbose: verbose, showsLedger: ledger, pages: page,
            calls: trace == nil ? nil : CallText(), checkers: checkerNames, hostTimeout: hostTimeout)
        let report = try session.run()
        let isWritten = reports.write(
            report, trace: trace.flatMap { path in session.calls.map { (path, $0) } })
        var status = ExitStatus(report)
        // What was not run did not pass.
        if status == .success, Interruption.isRequested { status = .failure }
        if status == .success && !isWritten { throw ExitStatus.missingInput.exitCode }
        if status != .success { throw status.exitCode }
    }

    private func runInjections(
        _ names: String, _ chosen: (scenarios: [Scenario], broken: [ScenarioDiscovery.Broken])
    ) throws {
        let functions = names.split(separator: ",").map(String.init)
        for broken in chosen.broken { StandardStream.error.write(broken.errors.description + "\n") }
        if let unknown = functions.first(where: { !ScenarioRunner.functionNames.contains($0) }) {
            let near = ScenarioRunner.functionName(near: unknown).map { " (did you mean '\($0)'?)" } ?? ""
            StandardStream.error.write("cebsp: error: the machine has no function '\(unknown)'\(near)\n")
            throw ExitStatus.usage.exitCode
        }
        var status = InjectionTable(
            functions: functions, error: injectError, limits: RunLimits(seconds: hostTimeout)
        ).run(chosen.scenarios)
        if let broken = chosen.broken.first {
            status = broken.errors.isMissing ? .missingInput : .malformedInput
        }
        if status != .success { throw status.exitCode }
    }

    private func choose() throws -> (scenarios: [Scenario], broken: [ScenarioDiscovery.Broken]) {
        let discovery = ScenarioDiscovery(selection.inputs)
        let filter = ScenarioFilter(patterns: selection.filter, tags: selection.tag)
        var scenarios = discovery.scenarios.filter(filter.accepts)
        var broken = discovery.broken
        if let root = selection.root {
            let strays = scenarios.map { $0.strays(outside: root) }
            broken += zip(scenarios, strays).compactMap { scenario, errors in
                errors.map { ScenarioDiscovery.Broken(path: scenario.selector, errors: $0) }
            }
            scenarios = zip(scenarios, strays).filter { $1 == nil }.map(\.0)
        }
        if let shard = chosenShard() {
            let durations = try recordedDurations()
            scenarios = shard.positions(durations: scenarios.map { durations[$0.selector] }).map { scenarios[$0] }
            // What cannot be read belongs to one part only, or each would tell it.
            if shard.index != 1 { broken = [] }
        }
        if scenarios.isEmpty && broken.isEmpty && !discovery.scenarios.isEmpty {
            StandardStream.error.write("cebsp: note: no scenario of \(discovery.scenarios.count) is selected\n")
        }
        return (scenarios, broken)
    }

    private func chosenShard() -> Shard? {
        if let shard = selection.shard { return shard }
        guard let (shard, source) = Shard.requested(by: Environment.value) else { return nil }
        StandardStream.error.write("cebsp: note: part \(shard.index) of \(shard.total), as \(source) asks\n")
        // Bazel wants to see that the program knows of parts.
        if let path = Environment.value("TEST_SHARD_STATUS_FILE") { try? FileAccess().write("", to: path) }
        return shard
    }

    private func recordedDurations() throws -> [String: Double] {
        guard let path = selection.durations else { return [:] }
        let bytes: [UInt8]
        do { bytes = try FileAccess().read(path) } catch {
            StandardStream.error.write("cebsp: error: \(error)\n")
            throw (error.reason == .notFound ? ExitStatus.missingInput : .malformedInput).exitCode
        }
        guard let json = try? JSONValue(parsing: bytes), let scenarios = json["scenarios"]?.elements else {
            StandardStream.error.write("\(path): error: is not the result object of a run\n")
            throw ExitStatus.malformedInput.exitCode
        }
        var durations: [String: Double] = [:]
        for scenario in scenarios {
            if let selector = scenario["selector"]?.text { durations[selector] = scenario["seconds"]?.double }
        }
        return durations
    }

    private func printList(_ chosen: (scenarios: [Scenario], broken: [ScenarioDiscovery.Broken])) {
        var text = ""
        for scenario in chosen.scenarios {
            let tags = scenario.tags.isEmpty ? "" : " [\(scenario.tags.joined(separator: ", "))]"
            text += format == .lines ? scenario.selector + "\n" : "\(scenario.name) (\(scenario.selector))\(tags)\n"
        }
        StandardStream.output.write(text)
        for broken in chosen.broken { StandardStream.error.write(broken.errors.description + "\n") }
    }
}
