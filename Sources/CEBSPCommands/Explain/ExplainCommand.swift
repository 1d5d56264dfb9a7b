internal import ArgumentParser
import CECheckers
internal import CEMachine
internal import Diagnostics
internal import GuestAddress
internal import HostSystem
internal import OEMAddrTable
internal import PrintableText

/// `cebsp explain`.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explains a rule, an error code, a fault status, a function or a word of a report.",
        discussion: "Names: CE0101, 87, 0x80070057, ERROR_INVALID_PARAMETER, 0x01010098, DFSR=00000807, leaked, "
            + "VirtualCopyEx, @1602.")

    @Flag(name: .customLong("rules-page"), help: .hidden)
    var printsRulesPage = false

    @Argument(help: ArgumentHelp("What to explain; all names without one.", valueName: "id"))
    var names: [String] = []

    @Option(
        help: ArgumentHelp(
            "Explain the exception reports in this text, which a device has printed; - is standard input.",
            valueName: "file"))
    var log: String?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Companion files that name the code in --log: ELF files and map files.", valueName: "file"))
    var symbols: [String] = []

    func validate() throws {
        if log == nil, !symbols.isEmpty { throw ValidationError("--symbols goes with --log") }
        if log != nil, !names.isEmpty { throw ValidationError("--log explains a text, and no names") }
    }

    /// - Throws: an exit status, after the reason was printed.
    private func explainLog(_ path: String) throws {
        do throws(FileError) {
            let companions = try symbols.map { path throws(FileError) in
                (path, try FileAccess().read(path))
            }
            let bytes = try path == "-" ? FileAccess().readStandardInput() : FileAccess().read(path)
            let log = try ExceptionLog(bytes, companions)
            StandardStream.output.write(log.text)
            if log.isEmpty { StandardStream.error.write("cebsp: note: no exception is reported there\n") }
        } catch {
            StandardStream.error.write("cebsp: error: \(error)\n")
            throw (error.reason == .notFound ? ExitStatus.missingInput : .malformedInput).exitCode
        }
    }

    func run() throws {
        if let log { return try explainLog(log) }
        if printsRulesPage { return StandardStream.output.write(RulesPage.text) }
        if names.isEmpty { return StandardStream.output.write(Self.index) }
        for name in names {
            guard let explanation = Explanation(of: name) else {
                let near = nearestName(to: name, among: Machine.functionNames).map { "; did you mean '\($0)'?" } ?? ""
                StandardStream.error.write(
                    printable("'\(name)' is no rule, code, status, function or word of a report\(near)") + "\n")
                throw ExitStatus.usage.exitCode
            }
            StandardStream.output.write(explanation.text)
        }
    }

    private static var index: String {
        let rules = MapRules.all.map { type(of: $0).about }.map { "\($0.id)  \($0.title)\n" }
        let errors = ErrorCode.all.map { "\($0.code)  \($0.name)\n" }
        let statuses = StatusCode.all.map { "0x\(hexadecimal($0.code))  \($0.name)\n" }
        let faults = FaultStatus.all.map { "fsr:0x\(String($0.code, radix: 16))  \($0.name)\n" }
        let checkers = Checker.allCases.map { "\($0.id)  \($0.title)\n" }
        let commands = CommandFinding.allCases.map { "\($0.rawValue)  \($0.title)\n" }
        return (rules + checkers + commands + errors + statuses + faults).joined()
    }
}
