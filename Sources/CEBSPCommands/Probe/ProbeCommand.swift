internal import ArgumentParser
internal import Diagnostics
internal import DriverProbe
internal import HostSystem
internal import JSON
internal import PEImage
internal import PrintableText

/// `cebsp probe`.
struct ProbeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "probe",
        abstract: "Tries drivers without a scenario and says what they want, map, answer and lack.",
        discussion: """
            The prefixes are found by the exports. A driver is activated on the board, or on a built-in one where \
            registers answer wherever it maps some; each entry point is then called with harmless and with hostile \
            arguments while all checkers look on. Libraries that lie beside the driver are loaded with it.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @Argument(help: ArgumentHelp("Drivers, or folders with some.", valueName: "driver"))
    var drivers: [String]

    @Option(help: ArgumentHelp("The board file; without it a built-in board.", valueName: "file"))
    var board: String?

    @Option(help: ArgumentHelp("CE's .reg files, read behind the board's.", valueName: "file"))
    var registry: [String] = []

    @Option(help: ArgumentHelp("Virtual time that each entry point gets.", valueName: "milliseconds"))
    var time: UInt32 = 100

    @Option(help: ArgumentHelp("Where to leave board and scenario of a single driver.", valueName: "folder"))
    var write: String?

    @Option(help: ArgumentHelp("How many drivers are tried at once.", valueName: "count"))
    var jobs: Int?

    @Option(help: "text or json.")
    var format: Format = .text

    @Option(help: ArgumentHelp("Where to write the report instead of standard output.", valueName: "file"))
    var output: String?

    func validate() throws {
        if time == 0 || time > 60_000 { throw ValidationError("--time is from 1 to 60000 ms") }
        if let jobs, jobs < 1 { throw ValidationError("--jobs is at least 1") }
    }

    func run() throws {
        let found = try DriverFiles(drivers)
        for path in registry + [board].compactMap({ $0 }) where FileAccess().kind(of: path) != .file {
            StandardStream.error.write("\(path): error: no such file\n")
            throw ExitStatus.missingInput.exitCode
        }
        if let write { try ProbeFolder(write).write(found.paths, board: board, registry: registry) }
        let boardPath = try board ?? FileAccess().makeTemporaryFile(Array(BuiltInBoard.text().utf8))
        defer { if board == nil { try? FileAccess().removeTree(boardPath) } }
        let requests = found.paths.map {
            ProbeRequest(
                driver: $0, board: boardPath, registry: registry, milliseconds: time, isBuiltIn: board == nil)
        }
        var answers = [[ProbeReport]](repeating: [], count: requests.count)
        let pool = ProbePool(
            executable: WorkerProgram.path, arguments: [ProbeWorkerCommand.name], jobs: jobs ?? Host.coreCount)
        do throws(FileError) { try pool.run(requests) { answers[$0] = $1 } } catch {
            StandardStream.error.write("cebsp: error: cannot start a worker: \(error.message)\n")
            throw ExitStatus.missingInput.exitCode
        }
        let reports = answers.flatMap { $0 }
        try print(reports, isTable: found.isMany)
        if !found.isMany, reports.allSatisfy({ $0.machine == nil }) { throw ExitStatus.malformedInput.exitCode }
    }

    private func print(_ reports: [ProbeReport], isTable: Bool) throws {
        switch format {
        case .json:
            let document: JSONValue = [
                "version": 1, "tool": .string("cebsp \(ProgramVersion.text)"), "drivers": .array(reports.map(\.json)),
            ]
            try writeReport(document.serialized(.indented) + "\n", to: output, as: .json)
        case .text:
            var text = reports.map { isTable ? $0.line : $0.text }.joined()
            if isTable {
                let activated = reports.count { $0.status == .activated }
                text += "\(reports.count) tried, \(activated) activated\n"
            }
            try writeReport(printable(text, keepsLines: true), to: output, as: .text)
        }
    }
}

/// The drivers of a command line.
struct DriverFiles {
    private static let maximum = 5000

    private(set) var paths: [String] = []
    /// Whether a table says it better than everything of each.
    private(set) var isMany = false

    /// - Throws: an exit status for what is not there.
    init(_ arguments: [String]) throws {
        isMany = arguments.count > 1
        for path in arguments {
            switch FileAccess().kind(of: path) {
            case .directory:
                isMany = true
                let names = (try? FileAccess().entries(of: path)) ?? []
                paths += names.filter { $0.lowercased().hasSuffix(".dll") }.sorted().map { FilePath.join(path, $0) }
            case nil:
                StandardStream.error.write("\(path): error: no such file\n")
                throw ExitStatus.missingInput.exitCode
            default: paths.append(path)
            }
        }
        if paths.count > Self.maximum {
            StandardStream.error.write("cebsp: note: only the first \(Self.maximum) drivers are tried\n")
            paths = Array(paths.prefix(Self.maximum))
        }
    }
}
