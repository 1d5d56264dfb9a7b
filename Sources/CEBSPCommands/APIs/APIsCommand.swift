internal import ArgumentParser
internal import Diagnostics
internal import HostSystem
internal import JSON
internal import OEMAddrTable
internal import PrintableText

/// `cebsp apis`.
struct APIsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apis", abstract: "Says what images import and which of it the machine provides.",
        discussion: """
            An image loads although functions are missing; a call of one stops the calling thread with a message. \
            Imports from other DLLs are looked up in the other images of the command line, those in the same folder \
            first. A folder stands for all images in it and below. Images for other machines are told and counted.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, sarif }

    @Argument(help: ArgumentHelp("Drivers and programs, or folders with some.", valueName: "image"))
    var images: [String]

    @Option(help: "text or json; sarif with --migrate.")
    var format: Format = .text

    @Option(help: ArgumentHelp("Where to write the report instead of standard output.", valueName: "file"))
    var output: String?

    @Flag(help: "End with status 1 when a function is missing, or when the newer system lacks one.")
    var strict = false

    @Flag(help: "Print only what is not provided.")
    var missing = false

    @Option(
        help: ArgumentHelp(
            "Lists the calls that this system lacks, with their places: ce5, ce6, wec7 or wec2013.",
            valueName: "profile"))
    var migrate: ProfileName?

    func validate() throws {
        if format == .sarif, migrate == nil { throw ValidationError("--format sarif is of --migrate") }
        if missing, migrate != nil { throw ValidationError("--missing and --migrate ask for different reports") }
    }

    func run() throws {
        let target = migrate?.name
        let collection = ImageCollection(images) { image in
            target.map { MigrationReport.slots(of: image, for: $0) } ?? []
        }
        collection.tell()
        let hasProblem = try target.map { try report(collection, for: $0) } ?? report(collection)
        if let status = collection.status { throw status.exitCode }
        if strict, hasProblem { throw ExitStatus.failure.exitCode }
    }

    /// - Returns: whether something is not provided.
    private func report(_ collection: ImageCollection) throws -> Bool {
        let exporters = Exporters(collection.images)
        let reports = collection.images.map { ImportReport($0, exporters: exporters, missingOnly: missing) }
        let totals = ImportTotals(reports, skipped: collection.skipped)
        switch format {
        case .text:
            let text = reports.map(\.text).joined() + (collection.isMany ? totals.text : "")
            try writeReport(printable(text, keepsLines: true), to: output, as: .text)
        case .json, .sarif:
            let document = JSONValue.object(
                [.init("version", 1), .init("images", .array(reports.map(\.json)))] + totals.json)
            try writeReport(document.serialized(.indented) + "\n", to: output, as: .json)
        }
        return reports.contains { !$0.missing.isEmpty }
    }

    /// - Returns: whether a call is lacked.
    private func report(_ collection: ImageCollection, for target: Profile.Name) throws -> Bool {
        let report = MigrationReport(target: target, images: collection.images)
        let findings = report.findings
        switch format {
        case .text: try writeReport(printable(report.text, keepsLines: true), to: output, as: .text)
        case .json:
            let document = JSONReport(suppressed: 0).document(of: findings)
            try writeReport(document.serialized(.indented) + "\n", to: output, as: .json)
        case .sarif:
            let document = SARIFReport(toolVersion: ProgramVersion.text).document(of: findings)
            try writeReport(document.serialized(.indented) + "\n", to: output, as: .json)
        }
        return !findings.isEmpty
    }
}
