internal import ArgumentParser
internal import CEScenario
internal import Diagnostics
internal import HostSystem
internal import RunReports

/// `cebsp merge`.
struct MergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Joins the results of the parts of a run.",
        discussion: """
            The parts are result objects (--json) or JUnit reports (--junit), all of one kind. A result object has everything; JUnit \
            reports make a JUnit report only. The exit status is that of the run as a whole.
            """)

    @Argument(
        help: ArgumentHelp("What cebsp run --json or --junit wrote, one of each part.", valueName: "result"))
    var inputs: [String]

    @OptionGroup var reports: ReportOptions

    func run() throws {
        try reports.files.requireWritable()
        let files = try inputs.map(ResultFile.init)
        let isXML = files.map { Self.isXML($0.bytes) }
        if let other = isXML.firstIndex(where: { $0 != isXML[0] }) {
            let names = ["a result object", "a JUnit report"]
            refuse(
                "\(inputs[other]): error: is \(names[isXML[other] ? 1 : 0]), \(inputs[0]) is \(names[isXML[0] ? 1 : 0]): "
                    + "parts of one kind can be joined")
            throw ExitStatus.malformedInput.exitCode
        }
        if isXML.first == true { try mergeJUnit(files) } else { try mergeObjects(files) }
    }

    /// Whether a file begins as XML does rather than JSON.
    private static func isXML(_ bytes: [UInt8]) -> Bool {
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        return body.first { !" \t\r\n".utf8.contains($0) } == UInt8(ascii: "<")
    }

    private func mergeObjects(_ files: [ResultFile]) throws {
        let parts = try files.map { try $0.report() }
        try requireOneTool(parts.map(\.tool))
        guard let report = RunReport(merging: parts) else { return }
        try tell(report)
        try end(ExitStatus(report), isWritten: reports.files.write(report))
    }

    private func mergeJUnit(_ files: [ResultFile]) throws {
        guard reports.json == nil, reports.html == nil, reports.sarif == nil else {
            refuse(
                "cebsp: error: JUnit reports hold too little for --json, --html and --sarif: merge the result objects")
            throw ExitStatus.usage.exitCode
        }
        var parts: [JUnitDocument] = []
        for file in files {
            do throws(InputErrors) { parts.append(try JUnitDocument(parsing: file.bytes, path: file.path)) } catch {
                refuse(error.description)
                throw ExitStatus.malformedInput.exitCode
            }
        }
        try requireOneTool(parts.map(\.tool))
        guard let document = JUnitDocument(merging: parts) else { return }
        let report = RunReport(tool: document.tool, engine: document.engine, results: document.results)
        try tell(report)
        try end(ExitStatus(report), isWritten: reports.files.write(junit: document.text))
    }

    private func requireOneTool(_ tools: [String]) throws {
        guard let other = tools.firstIndex(where: { $0 != tools[0] }) else { return }
        refuse("\(inputs[other]): error: comes from \(tools[other]), \(inputs[0]) from \(tools[0])")
        throw ExitStatus.malformedInput.exitCode
    }

    private func tell(_ report: RunReport) throws {
        var console = ConsoleReporter(
            total: report.results.count, view: ConsoleReporter.View(stream: reports.files.textStream()))
        for result in report.results { console.report(result) }
        try console.finish(report)
    }

    private func end(_ status: ExitStatus, isWritten: Bool) throws {
        if status != .success { throw status.exitCode }
        if !isWritten { throw ExitStatus.missingInput.exitCode }
    }

    private func refuse(_ message: String) { StandardStream.error.write(message + "\n") }
}
