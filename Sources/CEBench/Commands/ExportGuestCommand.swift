internal import ArgumentParser
internal import Diagnostics
internal import HostSystem

/// `cebench export-guest`.
struct ExportGuestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export-guest",
        abstract: "Writes the sources of the benchmark's driver and applications, for a real board.",
        discussion: """
            They build with Platform Builder, eMbedded Visual C++ and cebsp cc; README.txt says how. measure.exe writes
            device.txt on the board, which compare and run --estimate read.
            """)

    @Argument(
        help: ArgumentHelp("The folder; made when it is not there. No file in it is overwritten.", valueName: "folder"))
    var folder: String

    func run() throws {
        let access = FileAccess()
        guard !folder.isEmpty else { throw ValidationError("the folder has no name") }
        if let kind = access.kind(of: folder), kind != .directory {
            throw ExitStatus.malformedInput.stop("\(folder): is a file, not a folder; nothing was written")
        }
        let files = GuestExport.files
        if let present = files.map({ FilePath.join(folder, $0.name) }).first(where: { access.kind(of: $0) != nil }) {
            throw ExitStatus.malformedInput.stop("\(present): is there already; nothing was written")
        }
        do {
            for file in files {
                let path = FilePath.join(folder, file.name)
                try access.makeDirectory(FilePath.directory(of: path))
                try access.write(file.content, to: path)
            }
        } catch { throw ExitStatus.missingInput.stop("\(error)") }
        StandardStream.output.write(
            "\(files.count) files in \(folder)\nnext: read \(FilePath.join(folder, "README.txt"))\n")
    }
}
