internal import ArgumentParser
internal import HostSystem
internal import OEMAddrTable

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
        StandardStream.output.write(comparison.text.isEmpty ? "the maps mean the same\n" : comparison.text)
        if comparison.hasReadingErrors {
            StandardStream.error.write("warning: some lines could not be read; run cebsp check\n")
        }
        guard comparison.withoutMap.isEmpty else {
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
        /// The arguments that gave neither a table nor a region.
        var withoutMap: [String] = []
    }

    func compare(_ style: TerminalStyle) throws -> Comparison {
        let before = try options.sources([old]).reader().read()
        let after = try options.sources([new]).reader().read()
        var comparison = Comparison()
        for change in MapDiff(from: before.map, to: after.map).changes {
            let place = change.location.map { "  (\($0))" } ?? ""
            comparison.text +=
                style.paint(change.kind.rawValue + ":", color(change.kind)) + " \(change.text)\(style.dim(place))\n"
        }
        comparison.hasReadingErrors = (before.findings + after.findings).contains { $0.severity == .error }
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
