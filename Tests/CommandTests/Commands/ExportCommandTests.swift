import Foundation
import HostSystem
import TestSupport
import Testing
import XML

@testable import CEBSPCommands

/// `export`, read back by the tools that the machine has.
@Suite struct ExportCommandTests {
    private static let boards = ["omap-1g", "am33x-wec7", "s3c2440"]

    /// Whether a program is there to read a format back; structure is held by tests that need none.
    private static func has(_ program: String) -> Bool { path(of: program) != nil }

    private static func path(of program: String) -> String? {
        ["/usr/bin/", "/usr/local/bin/", "/bin/"].map { $0 + program }.first { FileAccess().kind(of: $0) == .file }
    }

    private func export(_ board: String, _ format: String, to path: String) throws {
        let input = "\(Fixtures.root)/boards/\(board)/board.yaml"
        #expect(try CommandRun(["export", input, "--to", format, "--output", path]).status == 0)
    }

    /// What a program prints, both streams, and its status.
    private func output(_ program: String, _ arguments: [String]) throws -> (text: String, status: Int32) {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: try #require(Self.path(of: program)))
        process.arguments = arguments
        process.standardOutput = pipe
        process.standardError = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (String(decoding: data, as: UTF8.self), process.terminationStatus)
    }

    @Test(.enabled(if: has("gdb")), arguments: boards) func `GDB takes its commands`(_ board: String) throws {
        let folder = try TemporaryFolder()
        try export(board, "gdb", to: folder.file("map.gdb"))
        let (text, status) = try output(
            "gdb",
            [
                "-nx", "-batch", "-x", folder.file("map.gdb"), "-ex", "info mem", "-ex", "ce-pa 0x80000010", "-ex",
                "ce-pa 0x1000",
            ])
        #expect(status == 0)
        let start = board == "s3c2440" ? "0x30000010" : "0x80000010"
        #expect(text.contains("\n\(start)\nnot in the static map\n"))
        #expect(text.contains("0x80000000"))
        #expect(!text.lowercased().contains("error"))
    }

    @Test(.enabled(if: has("dtc")), arguments: boards) func `dtc compiles the tree`(_ board: String) throws {
        let folder = try TemporaryFolder()
        try export(board, "dts", to: folder.file("map.dts"))
        let (text, status) = try output(
            "dtc", ["-I", "dts", "-O", "dtb", "-o", folder.file("map.dtb"), folder.file("map.dts")])
        #expect(status == 0, "\(text)")
        let (back, _) = try output("dtc", ["-q", "-I", "dtb", "-O", "dts", folder.file("map.dtb")])
        #expect(back.contains("device_type = \"memory\""))
    }

    @Test(.enabled(if: has("ld")), arguments: boards) func `ld knows the regions`(_ board: String) throws {
        let folder = try TemporaryFolder()
        try export(board, "ld", to: folder.file("map.ld"))
        try folder.write("INCLUDE map.ld\nSECTIONS { .text : { LONG(1) } > NK }\n", to: "all.ld")
        let (text, status) = try output(
            "ld", ["-L", folder.path, "-T", folder.file("all.ld"), "--print-memory-usage", "-o", folder.file("out")])
        #expect(status == 0 || text.contains("no input files"), "\(text)")
        #expect(!text.contains("syntax error"))
    }

    @Test(.enabled(if: has("python3")), arguments: ["ghidra", "ida"], boards)
    func `scripts are Python`(_ format: String, _ board: String) throws {
        let folder = try TemporaryFolder()
        try export(board, format, to: folder.file("map.py"))
        let (text, status) = try output(
            "python3", ["-I", "-c", "compile(open('\(folder.file("map.py"))').read(), 'map', 'exec')"])
        #expect(status == 0, "\(text)")
    }

    @Test(arguments: boards) func `SVD is XML with a block for each device`(_ board: String) throws {
        let folder = try TemporaryFolder()
        try export(board, "svd", to: folder.file("map.svd"))
        let root = try XMLDocument.root(of: try FileAccess().read(folder.file("map.svd")))
        #expect(root.name == "device")
        let peripherals = root.all(named: "peripheral")
        #expect(peripherals.count > 1)
        #expect(peripherals.allSatisfy { $0.first(named: "baseAddress") != nil && $0.first(named: "size") != nil })
    }

    @Test func `what cannot be read is no map, and a format must be one`() throws {
        let folder = try TemporaryFolder(["a.inc": "t\n    DCD 0x80000000, UNKNOWN, 1\n    DCD 0, 0, 0\n"])
        #expect(
            try CommandRun(["export", folder.file("a.inc"), "--to", "dts", "--output", folder.file("x")]).status == 65)
        #expect(try CommandRun(["export", folder.file("a.inc"), "--to", "elf"]).status == 64)
        #expect(try CommandRun(["export", folder.file("none"), "--to", "dts"]).status == 66)
    }
}
