internal import ArgumentParser
internal import Diagnostics
internal import HostSystem
internal import PrintableText
internal import RunReports
internal import ScenarioFiles

/// `cebsp compare`.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Compares the results of two runs, for a pull request.",
        discussion: """
            Prints a table in Markdown: pages, page-table words, TLB invalidations, calls, leaks and times of each \
            scenario that changed. With --budget it ends with 1 when a scenario is past the budget; without one it \
            ends with 0.
            """)

    @Option(help: ArgumentHelp("What scenarios may use and how much they may grow, in YAML.", valueName: "file"))
    var budget: String?

    @Flag(help: "Print scenarios that did not change, too.")
    var all = false

    @Option(help: ArgumentHelp("Where to write the table instead of standard output.", valueName: "file"))
    var output: String?

    @Argument(help: ArgumentHelp("What cebsp run --json wrote of the earlier run.", valueName: "old"))
    var old: String

    @Argument(help: ArgumentHelp("What it wrote of the later one.", valueName: "new"))
    var new: String

    func run() throws {
        let limits = try budget.map(readBudget)
        let comparison = RunComparison(from: try ResultFile(old).report(), to: try ResultFile(new).report())
        let check = limits.map { BudgetCheck(comparison, $0, path: budget ?? "") }
        let breaches = check?.breaches ?? []
        let table = ComparisonTable(comparison: comparison, breaches: breaches, showsAll: all)
        try writeReport(table.text, to: output, as: .text)
        for line in (check?.unused ?? []) + breaches.map(\.message) {
            StandardStream.error.write(printable(line) + "\n")
        }
        if !breaches.isEmpty { throw ExitStatus.failure.exitCode }
    }

    private func readBudget(_ path: String) throws -> Budget {
        do throws(InputErrors) { return try Budget(path: path) } catch {
            StandardStream.error.write(printable(error.description, keepsLines: true) + "\n")
            throw (error.isMissing ? ExitStatus.missingInput : .malformedInput).exitCode
        }
    }
}
