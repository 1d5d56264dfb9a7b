internal import ArgumentParser
internal import Diagnostics
internal import HostSystem

/// `cebsp init`.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Makes a folder with a board, a scenario, a driver and an application that pass."
    )

    @Argument(
        help: ArgumentHelp("The folder; made when it is not there. No file in it is overwritten.", valueName: "folder"))
    var folder: String

    func run() throws {
        let files = FileAccess()
        let present = StarterFile.all.map { FilePath.join(folder, $0.name) }.filter { files.kind(of: $0) != nil }
        guard present.isEmpty else {
            for path in present {
                StandardStream.error.write("\(path): error: is there already, nothing was written\n")
            }
            throw ExitStatus.malformedInput.exitCode
        }
        do {
            for file in StarterFile.all {
                let path = FilePath.join(folder, file.name)
                try files.makeDirectory(FilePath.directory(of: path))
                try files.write(file.content, to: path)
            }
        } catch {
            StandardStream.error.write("\(error.path): error: \(error.message)\n")
            throw ExitStatus.missingInput.exitCode
        }
        StandardStream.output.write(
            "\(StarterFile.all.count) files in \(folder)\nnext: cebsp run \(FilePath.join(folder, "hello.scenario.yaml"))\n"
        )
    }
}
