internal import ArgumentParser
internal import CEScenario
internal import Diagnostics
internal import HostSystem
internal import JSON
internal import OEMAddrTable
internal import PrintableText

/// `cebsp check`.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Reads memory maps and says what is wrong with them.",
        discussion: """
            INPUT is a board file, BSP files as they are (oemaddrtab_cfg.inc config.bib image_cfg.h nk.bin), or a BSP folder.
            A comment "cebsp:disable=CE0107 reason" in the line, or alone in the line above, keeps a finding quiet.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, sarif }

    @OptionGroup var options: MapInputOptions

    @Option(help: "text, json or sarif.")
    var format: Format = .text

    @Option(help: ArgumentHelp("Where to write the report instead of standard output.", valueName: "file"))
    var output: String?

    @Flag(help: "Warnings count as errors.")
    var strict = false

    @Option(help: ArgumentHelp("An earlier report in JSON; its findings are not reported again.", valueName: "file"))
    var baseline: String?

    @Flag(help: "Try every branch of the conditionals whose symbols nothing defines.")
    var variants = false

    @Flag(help: "Apply the fixes of findings that have one, and check again.")
    var fix = false

    @Flag(help: "With --fix: print what would change, and change nothing.")
    var diff = false

    @Argument(help: ArgumentHelp("A board file, BSP files or a BSP folder.", valueName: "input"))
    var inputs: [String]

    func validate() throws {
        if diff && !fix { throw ValidationError("--diff goes with --fix") }
    }

    func run() throws {
        let sources = try options.sources(inputs)
        let known = try baseline.map(readBaseline)
        var check = MapCheck(sources, tryVariants: variants, baseline: known)
        if fix {
            let fixes = FixedFiles(check, sources: sources)
            if diff { return StandardStream.output.write(cleaned: fixes.diff) }
            try fixes.write()
            check = MapCheck(sources, tryVariants: variants, baseline: known)
        }
        if format == .text, let line = check.readingLine { StandardStream.error.write(cleaned: line + "\n") }
        try writeReport(report(check), to: output, as: format == .text ? .text : .json)
        if format == .text, StandardStream.error.isTerminal || !isOnStandardOutput || check.findings.isEmpty {
            StandardStream.error.write((check.summary) + "\n")
        }
        let status = check.status(strict: strict)
        if status != .success { throw status.exitCode }
    }

    private var isOnStandardOutput: Bool { output == nil || output == "-" }

    private func report(_ check: MapCheck) -> String {
        switch format {
        case .text:
            TextReport(lines: check.lines, colored: isOnStandardOutput && StandardStream.output.wantsColor)
                .text(of: check.findings)
        case .json:
            JSONReport(suppressed: check.suppressed).document(of: check.findings).serialized(.indented) + "\n"
        case .sarif:
            SARIFReport(toolVersion: ProgramVersion.text).document(of: check.findings).serialized(.indented) + "\n"
        }
    }

    private func readBaseline(_ path: String) throws -> Baseline {
        let bytes: [UInt8]
        do {
            bytes = try FileAccess().read(path)
        } catch {
            StandardStream.error.write(error.description + "\n")
            throw (error.reason == .notFound ? ExitStatus.missingInput : .malformedInput).exitCode
        }
        do {
            guard let baseline = Baseline(try JSONValue(parsing: bytes)) else {
                StandardStream.error.write("\(path): error: not a report of check --format json\n")
                throw ExitStatus.malformedInput.exitCode
            }
            return baseline
        } catch let error as JSONError {
            StandardStream.error.write("\(path): error: \(error.description)\n")
            throw ExitStatus.malformedInput.exitCode
        }
    }
}

/// Writes a document to a file, or to standard output when there is no path or it is `-`.
/// - Parameter format: text has been made printable piece by piece; data goes out as it is.
/// - Throws: an exit status, after the reason was printed.
func writeReport(_ text: String, to path: String?, as format: LogCommands.Format) throws {
    guard let path, path != "-" else { return StandardStream.output.write(text, as: format) }
    do {
        try FileAccess().write(text, to: path)
    } catch {
        StandardStream.error.write(error.description + "\n")
        throw ExitStatus.missingInput.exitCode
    }
}
