internal import ArgumentParser
internal import CEScenario
internal import HostSystem
internal import JSON
internal import PrintableText
internal import ScenarioFiles

/// `cebsp schema`.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Prints the JSON Schema of a file format, for editors.")

    @Argument(
        help: ArgumentHelp("board, scenario, budget or device.", valueName: "format"),
        transform: { text in
            guard let schema = FileSchema(rawValue: text) else {
                throw ValidationError("expected board, scenario, budget or device")
            }
            return schema
        })
    var file: FileSchema

    func run() throws { StandardStream.output.write(file.document(.machine).serialized(.indented) + "\n", as: .json) }
}
