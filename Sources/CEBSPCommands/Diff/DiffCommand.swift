internal import ArgumentParser
internal import Diagnostics
internal import HostSystem
internal import OEMAddrTable
internal import PrintableText

/// `cebsp diff`.
struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Says what changed in the meaning of two maps.",
        discussion: "The exit status is 0 whether or not something changed; --exit-code makes it 1 for a change."
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
        /// How many configurations of the conditionals were compared.
        var variantCount = 1
        /// The arguments that gave neither a table nor a region.
        var withoutMap: [String] = []

        /// What is said when no change was found.
        var sameness: String {
            guard gaps.isEmpty, withoutMap.isEmpty else { return "" }
            return "the maps mean the same" + (variantCount > 1 ? " in all \(variantCount) variants\n" : "\n")
        }
    }

    func compare(_ style: TerminalStyle) throws -> Comparison {
        let before = try Self.variants(of: options.sources([old]).reader())
        let after = try Self.variants(of: options.sources([new]).reader())
        var comparison = Comparison()
        var said: Set<String> = []
        for (name, pair) in Self.pairs(before, after) {
            for change in MapDiff(from: pair.0.map, to: pair.1.map).changes {
                let place = change.location.map { "  (\($0))" } ?? ""
                let text =
                    style.paint(change.kind.rawValue + ":", color(change.kind))
                    + " \(printable(change.text))\(style.dim(printable(place)))\n"
                // A change that all variants have is said once.
                if said.insert(text).inserted {
                    comparison.text += name.map { "with \(printable($0)): " } ?? ""
                    comparison.text += text
                }
            }
        }
        let readings = [before, after].compactMap { $0.first?.reading }
        let all = (before + after).map(\.reading)
        comparison.hasReadingErrors = all.flatMap(\.findings).contains { $0.severity == .error }
        comparison.gaps = readings.compactMap(\.gap).map { "\($0.location): error: \($0.reason)" }
        comparison.variantCount = min(before.count, after.count)
        comparison.withoutMap = zip([old, new], readings)
            .filter { $1.map.tables.isEmpty && $1.map.regions.isEmpty && $1.map.images.isEmpty }.map(\.0)
        return comparison
    }

    /// The map in every configuration that can be built, the one without further definitions first.
    private static func variants(of reader: MapReader) -> [MapVariant] {
        let plain = MapVariant(defines: [:], reading: reader.read())
        guard !plain.reading.openSymbols.isEmpty else { return [plain] }
        let built = reader.variants().variants.filter { !$0.isUndecided }
        return built.isEmpty ? [plain] : built
    }

    /// The readings of both maps that belong together. A variant that only one map knows is compared with the other's
    /// first.
    private static func pairs(
        _ before: [MapVariant], _ after: [MapVariant]
    ) -> [(name: String?, pair: (MapReading, MapReading))] {
        guard let oldFirst = before.first, let newFirst = after.first else { return [] }
        let old = Dictionary(before.map { ($0.defines, $0) }) { first, _ in first }
        let new = Dictionary(after.map { ($0.defines, $0) }) { first, _ in first }
        var pairs: [(name: String?, pair: (MapReading, MapReading))] = []
        for variant in before {
            let name = variant.defines.isEmpty ? nil : variant.name
            pairs.append((name, (variant.reading, (new[variant.defines] ?? newFirst).reading)))
        }
        for variant in after where old[variant.defines] == nil {
            pairs.append((variant.defines.isEmpty ? nil : variant.name, (oldFirst.reading, variant.reading)))
        }
        return pairs
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
