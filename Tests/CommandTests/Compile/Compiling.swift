import HostSystem
import PEImage
import TestSupport
import Testing

/// A folder in which a test builds guests with `cebsp cc`, as a shell does.
struct Compiling {
    let folder: TemporaryFolder

    /// - Parameter files: sources by name.
    init(_ files: [String: String]) throws {
        folder = try TemporaryFolder(files)
        try folder.write(Self.board, to: "board.yaml")
    }

    private static let board = """
        version: 1
        name: sdk
        profile: ce6
        cpu: cortex-a8
        ram: [{ base: 0x80000000, size: 256M }]
        addressTable: { rows: [[0x80000000, 0x80000000, 256]] }

        """

    /// Runs `cebsp cc` with a line of arguments.
    /// - Returns: the exit status and what was written.
    func cc(_ arguments: String) throws -> (status: Int32, text: String) {
        let (status, lines) = try Program.shell("cebsp cc \(arguments)", in: folder)
        return (status, lines.joined(separator: "\n"))
    }

    /// Builds with no word said, or records an issue.
    func build(_ arguments: String) throws {
        let (status, text) = try cc(arguments)
        #expect(status == 0 && text.isEmpty, "cebsp cc \(arguments): \(status)\n\(text)")
    }

    func image(_ name: String) throws -> PEImage { try PEImage(bytes: try FileAccess().read(folder.file(name))) }

    /// Runs a program on a board with 256 MB, and says with what it ended.
    /// - Returns: whether it ended with 0 and wrote all of `output`.
    func runs(_ program: String, writing output: [String], with files: [String] = [], drivers: String = "") throws
        -> Bool
    {
        let lines = output.map { "{ contains: \"\($0)\" }" }.joined(separator: ", ")
        try folder.write(
            """
            version: 1
            name: \(program)
            board: board.yaml
            timeout: 3s
            files: [\(([program] + files).joined(separator: ", "))]
            \(drivers)
            processes: [{ image: \(program) }]
            expect:
              exit: { \(program): 0 }
              output: [\(lines)]
              faults: []

            """, to: "\(program).scenario.yaml")
        let (status, text) = try Program.shell("cebsp run \(program).scenario.yaml", in: folder)
        #expect(status == 0, "\(text.joined(separator: "\n"))")
        return status == 0
    }

    /// The machines that images are tried for.
    static let machines = ["1c2", "1c4"]
}
