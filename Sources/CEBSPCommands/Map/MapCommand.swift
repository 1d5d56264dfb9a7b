internal import ArgumentParser
internal import Diagnostics
internal import HostSystem
internal import JSON
internal import OEMAddrTable
internal import PrintableText

/// `cebsp map`.
struct MapCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "map", abstract: "Draws a memory map.")

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, svg, html, json }

    @OptionGroup var options: MapInputOptions

    @Option(help: "text, svg, html or json.")
    var format: Format = .text

    @Option(help: ArgumentHelp("Where to write the picture instead of standard output.", valueName: "file"))
    var output: String?

    @Option(help: "Columns of a text picture. Default: those of the terminal.")
    var width: Int?

    @Argument(help: ArgumentHelp("A board file, BSP files or a BSP folder.", valueName: "input"))
    var inputs: [String]

    func run() throws {
        let sources = try options.sources(inputs)
        let reading = Self.builtReading(of: sources.reader())
        if let line = ReadingSummary(sources, reading).line { StandardStream.error.write(line + "\n") }
        let errors = reading.findings.filter { $0.severity == .error }
        if !errors.isEmpty {
            let lines = SourceLines(reading.sources.map { (path: $0.path, bytes: $0.bytes) }, for: errors)
            StandardStream.error.write(
                cleaned: TextReport(lines: lines, colored: StandardStream.error.wantsColor).text(of: errors))
        }
        let form: LogCommands.Format =
            switch format {
            case .text: .text
            case .svg, .html: .markup
            case .json: .json
            }
        try writeReport(picture(of: reading, title: sources.title), to: output, as: form)
        let gap = reading.gap
        if let gap { StandardStream.error.write(cleaned: "\(gap.location): error: \(gap.reason); run cebsp check\n") }
        if !errors.isEmpty || gap != nil { throw ExitStatus.malformedInput.exitCode }
    }

    /// The map that is drawn: where the table depends on symbols that nothing gives, the first variant that has one.
    private static func builtReading(of reader: MapReader) -> MapReading {
        let plain = reader.read()
        guard plain.isUndecided, let built = reader.variants().variants.first(where: { !$0.isUndecided }) else {
            return plain
        }
        StandardStream.error.write(
            "warning: the table depends on symbols that nothing defines; drawn with \(built.name)\n")
        return built.reading
    }

    private func picture(of reading: MapReading, title: String) -> String {
        switch format {
        case .text:
            let colored = (output == nil || output == "-") && StandardStream.output.wantsColor
            return TextPicture(Self.drawing(reading, title), width: width ?? Terminal.width, colored: colored).text
        case .svg: return SVGPicture(Self.drawing(reading, title)).text
        case .html: return HTMLPicture(Self.drawing(reading, title)).text
        case .json: return MapDocument(reading.map).value.serialized(.indented) + "\n"
        }
    }

    /// The map with what a check says of it.
    private static func drawing(_ reading: MapReading, _ title: String) -> MapPicture {
        let findings = (reading.findings + MapRules.check(reading.map)).inReadingOrder
        return MapPicture(reading.map, title: title, findings: findings)
    }
}
