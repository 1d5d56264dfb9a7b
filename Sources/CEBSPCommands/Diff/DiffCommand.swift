internal import ArgumentParser
internal import HostSystem
internal import OEMAddrTable

/// `cebsp diff`.
struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Says what changed in the meaning of two maps.")

    @OptionGroup var options: MapInputOptions

    @Argument(help: ArgumentHelp("The earlier map: a board file, a BSP file or a BSP folder.", valueName: "old"))
    var old: String

    @Argument(help: ArgumentHelp("The later map.", valueName: "new"))
    var new: String

    func run() throws {
        let before = try options.sources([old]).reader().read()
        let after = try options.sources([new]).reader().read()
        let style = TerminalStyle(isOn: StandardStream.output.wantsColor)
        let changes = MapDiff(from: before.map, to: after.map).changes
        var text = ""
        for change in changes {
            let place = change.location.map { "  (\($0))" } ?? ""
            text += style.paint(change.kind.rawValue + ":", color(change.kind)) + " \(change.text)\(style.dim(place))\n"
        }
        StandardStream.output.write(text.isEmpty ? "the maps mean the same\n" : text)
        if (before.findings + after.findings).contains(where: { $0.severity == .error }) {
            StandardStream.error.write("warning: some lines could not be read; run cebsp check\n")
        }
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
