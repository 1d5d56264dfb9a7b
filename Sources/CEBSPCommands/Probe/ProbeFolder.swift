internal import ArgumentParser
internal import Diagnostics
internal import DriverProbe
internal import HostSystem

/// Where `--write` leaves what a driver was tried with, to go on from.
struct ProbeFolder {
    private let folder: String

    init(_ folder: String) { self.folder = folder }

    /// - Throws: an exit status, after the reason was printed.
    func write(_ drivers: [String], board: String?, registry: [String]) throws {
        guard drivers.count == 1, let driver = drivers.first else {
            StandardStream.error.write("cebsp: error: --write takes one driver\n")
            throw ExitStatus.usage.exitCode
        }
        func absolute(_ path: String) -> String { FileAccess().realPath(path) ?? path }
        let boardPath = board.map(absolute) ?? "board.yaml"
        let request = ProbeRequest(
            driver: absolute(driver), board: boardPath, registry: registry.map(absolute), milliseconds: 100,
            isBuiltIn: board == nil)
        var files = DriverProbe(request).scenarios.map { ("\($0.name).scenario.yaml", $0.text) }
        if board == nil { files.append(("board.yaml", BuiltInBoard.text())) }
        for (name, _) in files where FileAccess().kind(of: FilePath.join(folder, name)) != nil {
            StandardStream.error.write(
                "\(FilePath.join(folder, name)): error: is there already; nothing is overwritten\n")
            throw ExitStatus.malformedInput.exitCode
        }
        do throws(FileError) {
            if FileAccess().kind(of: folder) == nil { try FileAccess().makeDirectory(folder) }
            for (name, text) in files {
                try FileAccess().write(text, to: FilePath.join(folder, name))
            }
        } catch {
            StandardStream.error.write("\(error)\n")
            throw ExitStatus.missingInput.exitCode
        }
    }
}
