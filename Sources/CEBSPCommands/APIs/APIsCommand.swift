internal import ArgumentParser
internal import Diagnostics
internal import HostSystem
internal import JSON
internal import PEImage
internal import PrintableText

/// `cebsp apis`.
struct APIsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apis", abstract: "Says what images import and which of it the machine provides.",
        discussion: """
            A function that is not provided does not keep an image from loading: a call of it stops the calling thread with a \
            message. Imports from other DLLs are looked up in the other images of the command line.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @Argument(help: ArgumentHelp("Drivers and programs.", valueName: "image"))
    var images: [String]

    @Option(help: "text or json.")
    var format: Format = .text

    @Option(help: ArgumentHelp("Where to write the report instead of standard output.", valueName: "file"))
    var output: String?

    @Flag(help: "End with status 1 when something is not provided.")
    var strict = false

    @Flag(help: "Print only what is not provided.")
    var missing = false

    func run() throws {
        var loaded: [(path: String, image: PEImage)] = []
        for path in images { loaded.append((path, try read(path))) }
        let byName = Dictionary(
            loaded.map { (FilePath.lastComponent(of: $0.path).lowercased(), $0.image) }
        ) { first, _ in first }
        let reports = loaded.map { ImportReport($0.image, path: $0.path, others: byName, missingOnly: missing) }
        switch format {
        case .text: try writeReport(printable(reports.map(\.text).joined(), keepsLines: true), to: output, as: .text)
        case .json:
            let document: JSONValue = ["version": 1, "images": .array(reports.map(\.json))]
            try writeReport(document.serialized(.indented) + "\n", to: output, as: .json)
        }
        if strict, reports.contains(where: { !$0.missing.isEmpty }) { throw ExitStatus.failure.exitCode }
    }

    private func read(_ path: String) throws -> PEImage {
        let bytes: [UInt8]
        do { bytes = try FileAccess().read(path) } catch {
            StandardStream.error.write("\(path): error: \(error.message)\n")
            throw (error.reason == .notFound ? ExitStatus.missingInput : .malformedInput).exitCode
        }
        do { return try PEImage(bytes: bytes) } catch {
            StandardStream.error.write("\(path): error: is not an image that CE could load: \(error)\n")
            throw ExitStatus.malformedInput.exitCode
        }
    }
}
