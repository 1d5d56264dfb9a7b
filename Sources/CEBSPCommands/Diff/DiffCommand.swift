internal import ArgumentParser
internal import HostSystem
internal import OEMAddrTable
internal import PrintableText

/// `cebsp diff`.
struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Says what changed in the meaning of two maps.",
        discussion: "Ends with 0 whether or not something changed, as a comparison that could be made; see --exit-code."
    )

    @OptionGroup var options: MapInputOptions

    @Flag(name: .customLong("exit-code"), help: "End with 1 when something changed.")
    var failsOnChange = false

    @Argument(help: ArgumentHelp("The earlier map: a board file, a BSP file or a BSP folder.", valueName: "old"))
    var old: String

    @Argument(help: ArgumentHelp("The later map.", valueName: "new"))
    var new: String

    func run() throws {
        let comparison = try compare(TerminalStyle(isOn: StandardStream.output.wantsColor))
        StandardStream.output.write(cleaned: comparison.text.isEmpty ? comparison.sameness : comparison.text)
        if comparison.hasReadingErrors {
            StandardStream.error.write("warning: some lines could not be read; run cebsp check\n")
        }
        for gap in comparison.gaps { StandardStream.error.write("\(gap); run cebsp check\n") }
        guard comparison.withoutMap.isEmpty, comparison.gaps.isEmpty else {
            for path in comparison.withoutMap {
                StandardStream.error.write("\(path): error: no table and no region was read; run cebsp check\n")
            }
            throw ExitStatus.malformedInput.exitCode
        }
        if failsOnChange && !comparison.text.isEmpty { throw ExitStatus.failure.exitCode }
    }

    struct Comparison {
        /// A line for each change; empty when the maps mean the same.
        var text = ""
        /// Whether a line of one of the maps could not be read.
        var hasReadingErrors = false
        /// Why a table of one of the maps does not say what it maps: nothing is the same then.
        var gaps: [String] = []
        /// The symbols that conditions ask for and nothing defines.
        var openSymbols: [String] = []
        /// The arguments that gave neither a table nor a region.
        var withoutMap: [String] = []

        /// What is said when no change was found.
        var sameness: String {
            guard gaps.isEmpty, withoutMap.isEmpty else { return "" }
            guard !openSymbols.isEmpty else { return "the maps mean the same\n" }
            let names = openSymbols.prefix(8).map { "'\($0)'" }.joined(separator: ", ")
            return "the maps mean the same while nothing defines \(names)"
                + (openSymbols.count > 8 ? " and \(openSymbols.count - 8) more\n" : "\n")
        }
    }

    func compare(_ style: TerminalStyle) throws -> Comparison {
        let before = try options.sources([old]).reader().read()
        let after = try options.sources([new]).reader().read()
        var comparison = Comparison()
        for change in MapDiff(from: before.map, to: after.map).changes {
            let place = change.location.map { "  (\($0))" } ?? ""
            comparison.text +=
                style.paint(change.kind.rawValue + ":", color(change.kind))
                + " \(printable(change.text))\(style.dim(printable(place)))\n"
        }
        comparison.hasReadingErrors = (before.findings + after.findings).contains { $0.severity == .error }
        comparison.gaps = [before, after].compactMap(\.gap).map { "\($0.location): error: \($0.reason)" }
        comparison.openSymbols = before.openSymbols + after.openSymbols.filter { !before.openSymbols.contains($0) }
        comparison.withoutMap = zip([old, new], [before, after])
            .filter { $1.map.tables.isEmpty && $1.map.regions.isEmpty }.map(\.0)
        return comparison
    }

    private func color(_ kind: MapDiff.Kind) -> String {
        switch kind {
        case .added: "32"
        case .removed: "31"
        case .affected: "1;35"
        case .split, .merged: "36"
        case .moved, .resized, .retargeted, .changed: "33"
        }
    }
}
