import ArgumentParser
import HostSystem

@testable import CEBSPCommands

/// The command line as a person would type it, run inside the test.
enum CommandLine {
    static let fixtures = FilePath.join(FilePath.directory(of: #filePath), "../../fixtures")

    /// The exit status of `cebsp` with these arguments.
    static func status(_ arguments: String...) -> Int32 { status(arguments) }

    static func status(_ arguments: [String]) -> Int32 {
        do {
            var command = try CebspCommand.parseAsRoot(arguments)
            try WorkerProgram.$path.withValue(Program.path) { try command.run() }
            return 0
        } catch {
            return CebspCommand.exitCode(for: error).rawValue
        }
    }
}

/// A folder that is removed with the value.
final class TemporaryFolder {
    let path = "/tmp/cebsp-command-tests-\(UInt64.random(in: 0 ... .max))"

    init() throws { try FileAccess().makeDirectory(path) }

    deinit { try? FileAccess().removeTree(path) }

    func file(_ name: String) -> String { FilePath.join(path, name) }

    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        try FileAccess().makeDirectory(FilePath.directory(of: file(name)))
        try FileAccess().write(text, to: file(name))
        return file(name)
    }

    func text(_ name: String) throws -> String { String(decoding: try FileAccess().read(file(name)), as: UTF8.self) }
}
