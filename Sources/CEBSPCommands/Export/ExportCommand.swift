internal import ArgumentParser
internal import Diagnostics
internal import HostSystem
internal import MapExport
internal import OEMAddrTable
internal import PrintableText

/// `cebsp export`.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes a memory map for another tool.",
        discussion: """
            dts      a device tree source
            gdb      memory attributes, variables, and a command that translates
            ghidra   a script that makes blocks
            ida      a script that makes segments
            ld       MEMORY of a linker script
            svd      the blocks of registers
            trace32  a PRACTICE script with the translation
            """)

    @OptionGroup var options: MapInputOptions

    @Option(help: "dts, ghidra, ida, gdb, trace32, ld or svd.")
    var to: MapExport.Format

    @Option(help: ArgumentHelp("Where to write instead of standard output.", valueName: "file"))
    var output: String?

    @Argument(help: ArgumentHelp("A board file, BSP files or a BSP folder.", valueName: "input"))
    var inputs: [String]

    func run() throws {
        let sources = try options.sources(inputs)
        let reading = sources.reader().read()
        if let line = ReadingSummary(sources, reading).line { StandardStream.error.write(line + "\n") }
        let errors = reading.findings.filter { $0.severity == .error }
        let lines = SourceLines(reading.sources.map { (path: $0.path, bytes: $0.bytes) }, for: errors)
        StandardStream.error.write(
            cleaned: TextReport(lines: lines, colored: StandardStream.error.wantsColor).text(of: errors))
        let text = MapExport(reading.map, title: sources.title).text(to)
        try writeReport(text, to: output, as: to == .svd ? .markup : .text)
        let gap = reading.gap
        if let gap { StandardStream.error.write(cleaned: "\(gap.location): error: \(gap.reason); run cebsp check\n") }
        if !errors.isEmpty || gap != nil { throw ExitStatus.malformedInput.exitCode }
    }
}

extension MapExport.Format: ExpressibleByArgument {}
