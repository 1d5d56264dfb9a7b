internal import ArgumentParser
internal import CEScenario
internal import HostSystem
internal import JSON

/// `cebsp merge`.
struct MergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Joins the results of the parts of a run.",
        discussion: "The exit status is that of the run as a whole.")

    @Argument(help: ArgumentHelp("What cebsp run --json wrote, one of each part.", valueName: "json"))
    var inputs: [String]

    @OptionGroup var reports: ReportOptions

    func validate() throws { try reports.check() }

    func run() throws {
        let parts = try inputs.map(read)
        guard let report = RunReport(merging: parts) else { return }
        var console = ConsoleReporter(total: report.results.count, showsOutput: false)
        for result in report.results { console.report(result) }
        console.finish(report)
        let isWritten = reports.write(report)
        let status = ExitStatus(report)
        if status != .success { throw status.exitCode }
        if !isWritten { throw ExitStatus.defect.exitCode }
    }

    private func read(_ path: String) throws -> RunReport {
        let bytes: [UInt8]
        do { bytes = try FileAccess().read(path) } catch {
            StandardStream.error.write("\(path): error: \(error.message)\n")
            throw (error.reason == .notFound ? ExitStatus.missingInput : .malformedInput).exitCode
        }
        do {
            if let report = RunReport(json: try JSONValue(parsing: bytes)) { return report }
            StandardStream.error.write("\(path): error: is not the result object of a run\n")
        } catch {
            StandardStream.error.write("\(path): error: is not JSON: \(error)\n")
        }
        throw ExitStatus.malformedInput.exitCode
    }
}
