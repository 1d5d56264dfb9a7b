import CEScenario
import Diagnostics
import HostSystem
import RunReports
import TestSupport
import Testing

@testable import CEBSPCommands

/// A scenario with one mistake each, in itself or in a file that it names.
@Suite struct BadScenarioTests {
    struct Mistake: Sendable, CustomTestStringConvertible {
        /// Which file is changed.
        var file: String
        var old: String
        var new: String
        var status: Int32
        var message: String

        var testDescription: String { message }
    }

    private static let scenario = "x.scenario.yaml"
    private static let board = "board/board.yaml"
    private static let table = "board/oemaddrtab_cfg.inc"

    static let mistakes: [Mistake] = [
        .init(
            file: scenario, old: "[smd.dll, smdapp.exe]", new: "[smx.dll, smdapp.exe]", status: 66,
            message: "x.scenario.yaml:7:9: error: smx.dll: no such file (did you mean 'smd.dll'?)"),
        .init(
            file: scenario, old: "board/board.yaml", new: "board/bord.yaml", status: 66,
            message: "x.scenario.yaml:4:8: error: board/bord.yaml: no such file"),
        .init(
            file: scenario, old: "timeout:", new: "timeot:", status: 65,
            message: "x.scenario.yaml:6:1: error: unknown key 'timeot' in a scenario file (did you mean 'timeout'?)"),
        .init(
            file: scenario, old: "dll: smd.dll", new: "dll: smb.dll", status: 65,
            message: "x.scenario.yaml:9:5: error: the driver 'smb.dll' is not among 'files' (did you mean 'smd.dll'?)"),
        .init(
            file: scenario, old: "mode: kernel", new: "mode: usr", status: 65,
            message: "x.scenario.yaml:13:11: error: expected one of kernel, user, found 'usr' (did you mean 'user'?)"),
        .init(
            file: scenario, old: "expect:", new: "inject: [{ call: VirtualCopyX, error: 8 }]\nexpect:", status: 65,
            message: "x.scenario.yaml:17:10: error: the machine has no function 'VirtualCopyX' "
                + "(did you mean 'VirtualCopy'?)"),
        .init(
            file: scenario, old: "expect:", new: "inject: [{ call: Sleep, error: 8, kill: caller }]\nexpect:",
            status: 65,
            message: "x.scenario.yaml:17:10: error: an injected call has one of 'error', 'kill' and 'truncate'"),
        .init(
            file: scenario, old: "faults: []", new: "faults: [{ kind: data-abrot }]", status: 65,
            message: "x.scenario.yaml:29:20: error: expected one of data-abort, prefetch-abort, undefined-instruction, "
                + "supervisor-call, breakpoint, bus-error, not-provided, raised-exception, found 'data-abrot' "
                + "(did you mean 'data-abort'?)"),
        .init(
            file: scenario, old: "expect:", new: "inject: [{ pages: 8, nth: 2 }]\nexpect:", status: 65,
            message: "x.scenario.yaml:17:27: error: 'nth' goes with 'call' only"),
        .init(
            file: board, old: "size: 1G }", new: "size: 1G }\n  - { base: 0x90000000, size: 16M }", status: 65,
            message: "board/board.yaml:9:5: error: RAM bank 0x90000000-0x90ffffff overlaps bank "
                + "0x80000000-0xbfffffff of line 8"),
        .init(
            file: board, old: "size: 1G", new: "size: 0", status: 65,
            message: "board/board.yaml:8:31: error: a RAM bank of 0 bytes"),
        .init(
            file: board, old: "size: 1G", new: "size: 5G", status: 65,
            message: "board/board.yaml:8:31: error: a RAM bank of 5 GB: an ARM board reaches at most 4 GB"),
        .init(
            file: board, old: "size: 1G", new: "size: 3G", status: 65,
            message: "board/board.yaml:8:5: error: RAM bank 0x80000000, 3 GB: ends above 4 GB"),
        .init(
            file: board, old: "oemaddrtab_cfg.inc", new: "nothing.inc", status: 66,
            message: "board/board.yaml:10:9: error: board/nothing.inc: no such file"),
        .init(
            file: table, old: "0x96500000, 0x40200000,", new: "0x96500000, what,", status: 65,
            message: "board/oemaddrtab_cfg.inc:21:29: error: 'what' is not defined; the row is left out [CE0009]"),
    ]

    /// The seed scenario with everything it names, in a folder of its own.
    private static func makeFolder() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let files = FileAccess()
        let text = String(
            decoding: try files.read("\(Fixtures.root)/scenarios/hello-static.scenario.yaml"), as: UTF8.self)
        try folder.write(
            text.replacing("../boards/omap-1g/", with: "board/").replacing("../guests/bin/armv4i/", with: ""),
            to: scenario)
        try files.makeDirectory(folder.file("board"))
        for name in try files.entries(of: "\(Fixtures.root)/boards/omap-1g") {
            try files.write(
                try files.read("\(Fixtures.root)/boards/omap-1g/\(name)"), to: folder.file("board/\(name)"))
        }
        for name in ["smd.dll", "smdapp.exe"] {
            try files.write(
                try files.read("\(Fixtures.root)/guests/bin/armv4i/\(name)"), to: folder.file(name))
        }
        return folder
    }

    /// What a run says of the scenario in a folder, with paths relative to it.
    private static func message(_ folder: TemporaryFolder) -> String {
        let discovery = ScenarioDiscovery([folder.file(scenario)])
        let text =
            discovery.broken.first?.errors.description
            ?? discovery.scenarios.first.flatMap { ScenarioRunner().run($0).message } ?? ""
        return text.replacing(folder.path + "/", with: "")
    }

    @Test(arguments: mistakes) func `a mistake is told with its file and place`(_ mistake: Mistake) throws {
        let folder = try Self.makeFolder()
        let text = try folder.text(mistake.file)
        try #require(text.contains(mistake.old))
        try folder.write(text.replacing(mistake.old, with: mistake.new, maxReplacements: 1), to: mistake.file)
        #expect(Self.message(folder).split(separator: "\n").first?.hasPrefix(mistake.message) == true)
        #expect(CommandLine.status("run", folder.file(Self.scenario)) == mistake.status)
    }

    @Test func `an image for another processor is refused`() throws {
        let folder = try Self.makeFolder()
        var bytes = try FileAccess().read(folder.file("smd.dll"))
        // The machine field follows the signature at 0x80: 0x14C is x86.
        bytes[0x84] = 0x4C
        bytes[0x85] = 0x01
        try FileAccess().write(bytes, to: folder.file("smd.dll"))
        #expect(
            Self.message(folder)
                == "x.scenario.yaml:7:9: error: smd.dll: is not an image that CE could load: unsupportedMachine at 0x84: "
                + "expected an ARM image (0x1c0, 0x1c2 or 0x1c4), found x86 (0x14c)")
        #expect(CommandLine.status("run", folder.file(Self.scenario)) == 65)
    }

    @Test(arguments: [0, 1, 63, 64, 200, 700, 1023, 1500])
    func `an image that is cut short is refused`(length: Int) throws {
        let folder = try Self.makeFolder()
        let bytes = try FileAccess().read(folder.file("smd.dll"))
        try FileAccess().write(Array(bytes.prefix(length)), to: folder.file("smd.dll"))
        #expect(
            Self.message(folder).hasPrefix(
                "x.scenario.yaml:7:9: error: smd.dll: is not an image that CE could load: "))
        #expect(CommandLine.status("run", folder.file(Self.scenario)) == 65)
    }

    @Test func `a guest that loops for ever is stopped by its virtual timeout`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            """
            version: 1
            name: loop
            board: \(Fixtures.root)/boards/s3c2440/board.yaml
            timeout: 1ms
            files: [\(Fixtures.root)/guests/bin/armv4i/loop.exe]
            processes: [{ image: loop.exe }]
            """, to: Self.scenario)
        let scenario = try #require(ScenarioDiscovery([path]).scenarios.first)
        let result = ScenarioRunner().run(scenario)
        #expect(result.status == .timeout)
        #expect(
            result.failures.first?.description.hasSuffix(
                "x.scenario.yaml:1:1: error: result: expected a run to the end, found a timeout at 0.001 s") == true)
        #expect(CommandLine.status("run", path) == 1)
    }

    @Test(arguments: [
        ("fixtures/boards/omap-1g/board.yaml", "a board file", "'cebsp check' and 'cebsp map' take it"),
        ("fixtures/boards/omap-1g/config.bib", "a config.bib", "'cebsp check' and 'cebsp map' take it"),
        ("fixtures/guests/bin/armv4i/frm.dll", "a PE image", "'cebsp probe' tries a driver without a scenario"),
        ("fixtures/guests/coredll/programs.json", "a list of programs", "'cebsp cc' builds them"),
        ("fixtures/guests/coredll/singles.c", "source text", "'cebsp cc' builds it"),
    ]) func `a file that is no scenario says what it is and which command takes it`(
        file: String, kind: String, hint: String
    ) {
        let path = FilePath.join(Fixtures.package, file)
        let text = ScenarioDiscovery([path]).broken.first?.errors.description ?? ""
        #expect(text.contains("\(file): error: is no scenario but \(kind) (\(hint)"), "\(text)")
        #expect(CommandLine.status("run", path) == 65)
    }
}
