internal import ArgumentParser
internal import Diagnostics
internal import HostSystem

/// `cebsp init`.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Makes a project that builds and passes: board, driver, application, scenario.",
        discussion: """
            The templates: stream is a driver in the kernel with an application that uses it, user-mode the same
            driver in a process of its own. camera is a driver that shares a camera's frames with an application, and
            serves the interrupt of each; isr is a driver of a timer with an installable ISR. maps-only is a board
            without a driver. Each has a Makefile, files for GitHub Actions and GitLab CI, and settings for Visual
            Studio Code.
            """)

    @Option(
        help: ArgumentHelp("What is made: \(StarterTemplate.names).", valueName: "template"),
        transform: StarterTemplate.init(named:))
    var template = StarterTemplate.stream

    @Argument(
        help: ArgumentHelp("The folder; made when it is not there. No file in it is overwritten.", valueName: "folder"))
    var folder: String

    func run() throws {
        let files = FileAccess()
        guard !folder.isEmpty else { throw ValidationError("the folder has no name") }
        if let kind = files.kind(of: folder), kind != .directory {
            StandardStream.error.write("\(folder): error: is a file, not a folder; nothing was written\n")
            throw ExitStatus.malformedInput.exitCode
        }
        let starters = template.files
        let present = starters.map { FilePath.join(folder, $0.name) }.filter { files.kind(of: $0) != nil }
        guard present.isEmpty else {
            for path in present {
                StandardStream.error.write("\(path): error: is there already, nothing was written\n")
            }
            throw ExitStatus.malformedInput.exitCode
        }
        do {
            for file in starters {
                let path = FilePath.join(folder, file.name)
                try files.makeDirectory(FilePath.directory(of: path))
                try files.write(file.content, to: path)
            }
        } catch {
            StandardStream.error.write("\(error.path): error: \(error.message)\n")
            throw ExitStatus.missingInput.exitCode
        }
        StandardStream.output.write("\(starters.count) files in \(folder)\n\(template.advice(folder: folder))\n")
    }
}
