internal import ArgumentParser
import CECheckers
internal import CEMachine
internal import Diagnostics
internal import HostSystem
internal import OEMAddrTable

/// `cebsp explain`.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Explains a rule, an error code or a fault status.",
        discussion: "Names: CE0101, 87, 0x57, ERROR_INVALID_PARAMETER, fsr:0x5, page-translation.")

    @Flag(name: .customLong("rules-page"), help: .hidden)
    var printsRulesPage = false

    @Argument(help: ArgumentHelp("What to explain; all names without one.", valueName: "id"))
    var names: [String] = []

    func run() throws {
        if printsRulesPage { return StandardStream.output.write(RulesPage.text) }
        if names.isEmpty { return StandardStream.output.write(Self.index) }
        for name in names {
            guard let explanation = Explanation(of: name) else {
                StandardStream.error.write("'\(name)' is no rule, error code or fault status\n")
                throw ExitStatus.usage.exitCode
            }
            StandardStream.output.write(explanation.text)
        }
    }

    private static var index: String {
        let rules = MapRules.all.map { type(of: $0).about }.map { "\($0.id)  \($0.title)\n" }
        let errors = ErrorCode.all.map { "\($0.code)  \($0.name)\n" }
        let faults = FaultStatus.all.map { "fsr:0x\(String($0.code, radix: 16))  \($0.name)\n" }
        let checkers = Checker.allCases.map { "\($0.id)  \($0.title)\n" }
        let commands = CommandFinding.allCases.map { "\($0.rawValue)  \($0.title)\n" }
        return (rules + checkers + commands + errors + faults).joined()
    }
}
