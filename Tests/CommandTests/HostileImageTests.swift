import HostSystem
import TestSupport
import Testing

@testable import CEBSPCommands

/// Images that contradict themselves are told and refused, wherever they come in.
@Suite struct HostileImageTests {
    /// loop.exe with a last section that is longer in memory than in the file, and the name of an imported library in
    /// the zeros.
    private static func image(in folder: TemporaryFolder) throws -> String {
        let bytes = try FileAccess().read("\(Fixtures.root)/fuzz-machine/images/zero-tail-name")
        // In front of a fuzzer's input stands a byte that says how it is run.
        try FileAccess().write(Array(bytes.dropFirst()), to: folder.file("tail.exe"))
        return folder.file("tail.exe")
    }

    @Test func `its imports cannot be listed`() throws {
        let folder = try TemporaryFolder()
        #expect(CommandLine.status("apis", try Self.image(in: folder)) == 65)
    }

    @Test func `a scenario that starts it is no valid input`() throws {
        let folder = try TemporaryFolder()
        _ = try Self.image(in: folder)
        let scenario = try folder.write(
            """
            version: 1
            name: tail
            board: \(Fixtures.root)/boards/omap-1g/board.yaml
            files: [tail.exe]
            processes: [{ image: tail.exe }]
            """, to: "tail.scenario.yaml")
        #expect(CommandLine.status("run", scenario) == 65)
    }
}
