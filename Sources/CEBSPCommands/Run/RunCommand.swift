internal import ArgumentParser
internal import CEScenario
internal import MachineTerms
internal import ScenarioFiles

/// `cebsp run`.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Runs scenarios and compares what happens with what they expect.")

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
    var format: RunRequest.ListFormat = .text

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
            "What is looked for while the guests run, in place of the scenarios' own checkers: all, verify, none or "
                + "names.",
            valueName: "checker,..."))
    var checkers: String?

    @Flag(
        name: .shortAndLong,
        help: "Print the boot log and output of every guest; the output of a single scenario is always printed.")
    var verbose = false

    @Flag(name: .shortAndLong, help: "Print nothing of scenarios that pass, and the summary of several.")
    var quiet = false

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

    @Flag(
        help:
            "Run each scenario once for each place that calls the system; the process that is served ends there."
    )
    var killEach = false

    @Option(help: ArgumentHelp("The error code of --inject-each; ERROR_NOT_ENOUGH_MEMORY.", valueName: "code"))
    var injectError: UInt32 = 8

    @Option(
        help: ArgumentHelp(
            "Run each scenario under so many schedules of its threads, from seed 1 on; shrink a failing one.",
            valueName: "count"))
    var schedules: Int?

    @Option(
        help: ArgumentHelp(
            "Have threads take turns at moments that follow from a seed, as 7; 7:12,55 makes these switches only.",
            valueName: "seed"),
        transform: { text in
            guard let schedule = ThreadSchedule(text) else {
                throw ValidationError("'\(text)' is no seed, as 7, or 7:12,55")
            }
            return schedule
        })
    var schedule: ThreadSchedule?

    func validate() throws {
        try validateSchedules()
        if killEach {
            guard injectEach == nil else { throw ValidationError("--kill-each and --inject-each exclude each other") }
            if (reports.json ?? reports.junit ?? reports.html ?? reports.sarif ?? trace) != nil || checkers != nil {
                throw ValidationError("--kill-each prints a table, writes no reports and looks at no findings")
            }
        }
        if injectEach != nil && (reports.json ?? reports.junit ?? reports.html ?? reports.sarif ?? trace) != nil {
            throw ValidationError("--inject-each prints a table and writes no reports")
        }
        if let names = request.checkers, let mistake = MachineVocabulary.machine.mistake(inCheckers: names) {
            throw ValidationError(mistake)
        }
        if injectEach != nil && (ledger || !page.isEmpty) {
            throw ValidationError("--inject-each prints a table and no pages")
        }
        if injectEach != nil && checkers != nil { throw ValidationError("--inject-each looks at no findings") }
        if request.injectEach?.contains("") == true {
            throw ValidationError("--inject-each names functions")
        }
        if quiet && verbose { throw ValidationError("--quiet and --verbose exclude each other") }
        if failFast && keepGoing { throw ValidationError("--fail-fast and --keep-going exclude each other") }
        if let jobs, !(1...1024).contains(jobs) { throw ValidationError("--jobs is a number from 1 to 1024") }
        guard hostTimeout > 0, hostTimeout <= 1_000_000 else {
            throw ValidationError("--host-timeout is a number of seconds above 0")
        }
        guard (1...1_000_000).contains(self.repeat) else { throw ValidationError("--repeat is a number from 1") }
        try reports.check(outputs: [reports.json, reports.junit, reports.html, reports.sarif, trace])
    }

    func run() throws { try request.run() }

    private func validateSchedules() throws {
        guard let schedules else { return }
        guard (1...1_000_000).contains(schedules) else { throw ValidationError("--schedules is a number from 1") }
        if schedule != nil || injectEach != nil || killEach {
            throw ValidationError("--schedules excludes --schedule, --inject-each and --kill-each")
        }
        if (reports.json ?? reports.junit ?? reports.html ?? reports.sarif ?? trace) != nil {
            throw ValidationError("--schedules prints a table and writes no reports")
        }
    }

    /// What the options ask for.
    private var request: RunRequest {
        var request = RunRequest(selection.selection)
        request.reports = reports.files
        request.jobs = jobs
        request.repetitions = self.repeat
        request.list = list ? format : nil
        request.failFast = failFast
        request.ledger = ledger
        request.pages = page
        request.checkers = checkers.map(Self.names)
        request.verbose = verbose
        request.quiet = quiet
        request.hostTimeout = hostTimeout
        request.trace = trace
        request.injectEach = injectEach.map(Self.names)
        request.injectError = injectError
        request.killEach = killEach
        request.schedule = schedule
        request.schedules = schedules
        return request
    }

    /// The words between commas, empty ones too: a word that is missing is a slip.
    private static func names(_ list: String) -> [String] {
        list.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
}

extension RunRequest.ListFormat: ExpressibleByArgument {}
