import HostSystem
import JSON
import TestSupport
import Testing

@testable import CEBSPCommands
@testable import DriverProbe

/// Drivers and registry files that are broken in every way, through `apis`, `probe` and `run`: each is told, nothing
/// traps or hangs.
@Suite struct HostileDriverTests {
    /// `mov r0, #1; bx lr`, `mov r0, #0; bx lr` and a branch to itself.
    private static let yes: [UInt32] = [0xE3A0_0001, 0xE12F_FF1E]
    private static let no: [UInt32] = [0xE3A0_0000, 0xE12F_FF1E]
    private static let loop: [UInt32] = [0xEAFF_FFFE, 0xE12F_FF1E]

    private static func bytes(_ words: [UInt32]) -> [UInt8] { words.flatMap { [UInt8].words($0) } }

    /// A library with a DllMain at 0x1000 and a function that returns 1 at 0x1008.
    /// - Parameters:
    ///   - exports: where each leads: nil for that function, else `library.name`.
    ///   - base: the first ordinal.
    private static func library(
        main: [UInt32] = yes, _ exports: [(name: String, forward: String?)] = [], base: UInt32 = 1,
        count: UInt32? = nil
    ) -> ImageBuilder {
        var image = ImageBuilder()
        image.sections = [.init(name: ".text", data: bytes(main + yes))]
        guard !exports.isEmpty else { return image }
        let number = UInt32(exports.count)
        var (functions, names, ordinals, texts) = ([UInt32](), [UInt32](), [UInt16](), [UInt8]())
        let textBase = 0x2000 + 40 + number * 10
        func add(_ text: String) -> UInt32 {
            defer { texts += Array(text.utf8) + [0] }
            return textBase + UInt32(texts.count)
        }
        let title = add("bad.dll")
        for (index, export) in exports.enumerated() {
            names.append(add(export.name))
            functions.append(export.forward.map(add) ?? 0x1008)
            ordinals.append(UInt16(index))
        }
        let directory = bytes([
            0, 0, 0, title, base, count ?? number, number, 0x2000 + 40, 0x2000 + 40 + number * 4,
            0x2000 + 40 + number * 8,
        ])
        _ = image.add(
            ".edata", directory + bytes(functions + names) + ordinals.flatMap { [UInt8].halves($0) } + texts,
            directory: 0)
        return image
    }

    private static let entries = ["Init", "Deinit", "Open", "Close", "Read"].map { "BAD_" + $0 }
    private static func driver(main: [UInt32] = yes) -> ImageBuilder { library(main: main, entries.map { ($0, nil) }) }

    /// What all three commands make of a folder with a driver `bad.dll`.
    private static func tried(
        _ files: [(name: String, bytes: [UInt8])], _ arguments: String...
    ) throws -> ProbeReport {
        let folder = try TemporaryFolder()
        for file in files { try FileAccess().write(file.bytes, to: folder.file(file.name)) }
        let driver = folder.file("bad.dll")
        #expect([0, 65].contains(CommandLine.status("apis", folder.path, "--output", folder.file("apis.txt"))))
        let scenario = """
            version: 1
            name: bad
            board: \(Fixtures.path("boards/omap-1g/board.yaml"))
            timeout: 1s
            files: [\(files.map { folder.file($0.name) }.joined(separator: ", "))]
            drivers: [{ name: Bad, dll: bad.dll, prefix: BAD, index: 1 }]
            expect: { result: pass }
            """
        let status = CommandLine.status(
            "run", try folder.write(scenario, to: "bad.scenario.yaml"), "--json", folder.file("run.json"))
        #expect([0, 1, 65].contains(status))
        let output = folder.file("probe.json")
        _ = CommandLine.status(
            ["probe", driver, "--time", "5", "--format", "json", "--output", output] + arguments)
        let json = try JSONValue(parsing: try FileAccess().read(output))
        return try #require(json["drivers"]?.elements?.compactMap(ProbeReport.init(json:)).first)
    }

    @Test func `a library whose DllMain refuses, loops or faults`() throws {
        let good = try Self.tried([("bad.dll", Self.driver().bytes())])
        #expect(good.status == .activated)
        let refusing = try Self.tried([("bad.dll", Self.driver(main: Self.no).bytes())])
        #expect(refusing.status == .refused)
        #expect(refusing.reason == "driver bad (bad.dll) was not activated: ERROR_DLL_INIT_FAILED (1114)")
        let looping = try Self.tried([("bad.dll", Self.driver(main: Self.loop).bytes())])
        #expect(looping.status == .hung)
        #expect(looping.reason == "DllMain did not return within 5 ms")
        // A load from address 0.
        let faulting = try Self.tried([("bad.dll", Self.driver(main: [0xE3A0_0000, 0xE590_0000]).bytes())])
        #expect(faulting.status == .refused)
        #expect(faulting.faults.first?.contains("read of 4 bytes at 0x00000000") == true)
    }

    @Test func `a library that loads itself while it is loaded`() throws {
        let report = try Self.tried([("bad.dll", try Fixtures.guest("slf.dll"))])
        #expect(report.status == .activated)
    }

    @Test func `exports that are forwarded in a circle, or to nothing`() throws {
        let own = try Self.tried([
            ("bad.dll", Self.library(Self.entries.map { ($0, "bad." + $0) }).bytes())
        ])
        #expect(own.status == .refused)
        #expect(own.output.contains("bad.dll: BAD_Init is forwarded to bad.BAD_Init, which leads to no function"))
        let other = try Self.tried([
            ("bad.dll", Self.library(Self.entries.map { ($0, "two." + $0) }).bytes()),
            ("two.dll", Self.library(Self.entries.map { ($0, "bad." + $0) }).bytes()),
        ])
        #expect(other.status == .refused)
        for text in ["nowhere.BAD_Init", "nodot", ".", "bad.", "bad.#", "bad.#99999", "bad.#70000"] {
            let report = try Self.tried([("bad.dll", Self.library(Self.entries.map { ($0, text) }).bytes())])
            #expect(report.status == .refused, "\(text)")
        }
    }

    @Test func `ordinals and counts out of range, and directories that lead outside`() throws {
        for (base, count) in [(UInt32.max, nil), (1, UInt32.max), (0xFFFF, 5), (0, 0)] as [(UInt32, UInt32?)] {
            let image = Self.library(Self.entries.map { ($0, nil) }, base: base, count: count)
            let report = try Self.tried([("bad.dll", image.bytes())])
            #expect(report.reason?.contains("worker") != true)
        }
        // Exports, imports, resources, relocations, exception table.
        for directory in [0, 1, 2, 3, 5] {
            for place in [(0x0FFF_F000, 64), (0x1000, UInt32.max), (UInt32.max, 4), (2, 8)] as [(UInt32, UInt32)] {
                var image = Self.driver()
                image.directories[directory] = place
                let report = try Self.tried([("bad.dll", image.bytes())])
                #expect(report.reason?.contains("worker") != true, "\(directory) \(place)")
            }
        }
    }

    @Test func `a driver that is cut off anywhere`() throws {
        let folder = try TemporaryFolder()
        let whole = try Fixtures.guest("i2c.dll")
        for length in stride(from: 0, to: whole.count, by: whole.count / 60) {
            try FileAccess().write(Array(whole[..<length]), to: folder.file("cut\(length).dll"))
        }
        let output = folder.file("probe.json")
        #expect(
            CommandLine.status("probe", folder.path, "--time", "1", "--format", "json", "--output", output) == 0)
        let json = try JSONValue(parsing: try FileAccess().read(output))
        let reports = json["drivers"]?.elements?.compactMap(ProbeReport.init(json:)) ?? []
        #expect(reports.count >= 60)
        #expect(
            reports.allSatisfy {
                $0.status == .none && $0.reason?.hasPrefix("it is no image that CE could load: ") == true
            })
        #expect(CommandLine.status("apis", folder.path, "--output", folder.file("apis.txt")) == 65)
    }

    // MARK: Registry files

    private static let lines = """
        REGEDIT4
        [HKEY_LOCAL_MACHINE\\Drivers\\BuiltIn\\Gut]
        "Dll"="BAD.DLL"
        "Prefix"="BAD"
        "Index"=dword:7
        "Ümlaut"="ä"

        """

    private static func registry(_ files: [(name: String, bytes: [UInt8])]) throws -> ProbeReport {
        let folder = try TemporaryFolder()
        for file in files { try FileAccess().write(file.bytes, to: folder.file(file.name)) }
        return try tried([("bad.dll", driver().bytes())], "--registry", folder.file(files[0].name))
    }

    private static func wide(_ text: String, swapped: Bool = false, mark: Bool = true) -> [UInt8] {
        ((mark ? "\u{FEFF}" : "") + text).utf16.flatMap { unit in
            let pair = [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
            return swapped ? pair.reversed() : pair
        }
    }

    @Test func `a key is found in every encoding`() throws {
        let text = Self.lines
        let encodings: [[UInt8]] = [
            Array(text.utf8), Array("\u{FEFF}\(text)".utf8), Self.wide(text), Self.wide(text, swapped: true),
            Self.wide(text, mark: false), text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) },
            Array(text.replacing("\n", with: "\r\n").utf8),
        ]
        for (index, bytes) in encodings.enumerated() {
            let report = try Self.registry([("a.reg", bytes)])
            #expect(report.device == "BAD7:", "encoding \(index)")
        }
    }

    @Test func `what is broken in a registry file is told with its place`() throws {
        let circle = try Self.registry([
            ("a.reg", Array("#include \"b.reg\"\n".utf8)), ("b.reg", Array("#include \"a.reg\"\n".utf8)),
        ])
        #expect(circle.status == .none)
        #expect(circle.reason?.contains("b.reg:1") == true)
        // Half a line, half a character, half a value, and nothing.
        let half = Array(Self.lines.utf8) + Array("\"Half\"=dwo".utf8)
        #expect(try Self.registry([("a.reg", half)]).device == "BAD7:")
        #expect(try Self.registry([("a.reg", Self.wide(Self.lines) + [0x22])]).device == "BAD7:")
        let unended = Array(Self.lines.utf8) + Array("\"Half\"=hex:01,\\".utf8)
        #expect(try Self.registry([("a.reg", unended)]).reason?.contains("a.reg:7: error") == true)
        #expect(try Self.registry([("a.reg", [])]).device == "BAD1:")
        #expect(try Self.registry([("a.reg", [0xFF, 0xFE])]).device == "BAD1:")
        #expect(try Self.registry([("a.reg", [UInt8](repeating: 0, count: 4096))]).reason?.contains("worker") != true)
    }

    @Test func `a long registry file does not take long`() throws {
        let many = (0..<8000).map { "[HKEY_LOCAL_MACHINE\\Keys\\K\($0)]\n\"Value\"=\"some text of a value\"\n" }
            .joined()
        #expect(try Self.registry([("a.reg", Array((many + Self.lines).utf8))]).device == "BAD7:")
    }
}
