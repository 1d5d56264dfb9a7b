import CEScenario
import HostSystem
import OEMAddrTable
import Testing

@testable import CEBSPCommands

/// The boards of the repository, as they are and with one mistake each.
struct BoardCheckTests {
    private static let boards = FilePath.join(FilePath.directory(of: #filePath), "../../fixtures/boards")
    static let names = ["am33x-wec7", "omap-1g", "s3c2440"]

    /// The files of a board by name.
    private static func files(_ board: String) throws -> [String: String] {
        let folder = FilePath.join(boards, board)
        var files: [String: String] = [:]
        for name in try FileAccess().entries(of: folder) {
            files[name] = String(decoding: try FileAccess().read(FilePath.join(folder, name)), as: UTF8.self)
        }
        return files
    }

    /// `oemaddrtab_cfg.inc:13 CE0103` for each finding of readers and rules.
    private static func found(_ files: [String: String]) throws -> [String] {
        let board = try BoardFile(
            bytes: Array(try #require(files["board.yaml"]).utf8), path: "board.yaml", vocabulary: nil)
        let reading = MapReader(board.mapInputs, sources: MemorySources(files)).read()
        return (reading.findings + MapRules.check(reading.map)).map {
            "\($0.location.file):\($0.location.line) \($0.id) \($0.severity)"
        }.sorted()
    }

    @Test(arguments: names) func `a board is clean`(_ board: String) throws {
        let found = try Self.found(Self.files(board))
        #expect(found.filter { !$0.hasSuffix("note") } == [])
        var sources = MapSources()
        try sources.add(FilePath.join(Self.boards, board))
        let check = MapCheck(sources)
        #expect(check.status(strict: true) == .success)
    }

    /// One text replaced in one file of a board, and what has to be found then, and only then.
    struct Seed: Sendable, CustomTestStringConvertible {
        var board: String
        var rule: String
        var file: String
        var old: String
        var new: String
        /// The file of the finding when it is another one.
        var findingFile: String?
        /// The text that stands in the line of the finding, when it is not the replaced one.
        var mark: String?

        init(
            _ board: String, _ rule: String, _ file: String, _ old: String, _ new: String, findingFile: String? = nil,
            mark: String? = nil
        ) {
            self.board = board
            self.rule = rule
            self.file = file
            self.old = old
            self.new = new
            self.findingFile = findingFile
            self.mark = mark
        }

        var testDescription: String { "\(board) \(rule)" }
    }

    static let table = "oemaddrtab_cfg.inc"
    static let bib = "config.bib"
    static let end = "        DCD     0x00000000, 0x00000000,   0     ; end of the table"

    static let seeds: [Seed] = [
        Seed("omap-1g", "CE0101", table, "DCD     0x96500000", "DCD     0xA6500000"),
        Seed("omap-1g", "CE0102", table, "0x96500000, 0x40200000,   1", "0x80000000, 0x80000000, 255"),
        Seed("omap-1g", "CE0103", table, "0x95000000, 0x49000000", "0x94F00000, 0x49000000"),
        Seed("omap-1g", "CE0104", table, end, "", mark: "0x40200000"),
        Seed("omap-1g", "CE0106", table, "0x95000000, 0x49000000", "0x94F00000, 0x48F00000"),
        Seed("omap-1g", "CE0107", table, "0x95100000, 0x50000000", "0x95100000, 0x49000000"),
        Seed("omap-1g", "CE0108", table, "0x68000000,  16", "0x68000000,   0"),
        Seed("omap-1g", "CE0109", table, end, end + "\n        DCD 0, 0, 0", mark: "DCD 0, 0, 0"),
        Seed("omap-1g", "CE0110", table, "0x96500000, 0x40200000", "0x96500000, 0x40208000"),
        Seed("omap-1g", "CE0112", table, "0x68000000,  16", "0x68000000, 0x01000000"),
        Seed("omap-1g", "CE0114", table, "DCD     0x80000000, 0x80000000", "DCD     0x80000000, 0x10000000"),
        Seed("omap-1g", "CE0115", table, "DCD     0x96500000, 0x40200000,   1", "DCD     0x9FF00000, 0x40200000,   2"),
        Seed("omap-1g", "CE0116", table, "0x40200000,   1", "0xFFF00000,   2"),
        Seed(
            "omap-1g", "CE0118", "board.yaml", "profile: ce6", "profile: wec7", findingFile: table,
            mark: "g_oalAddressTable\n"),
        Seed("omap-1g", "CE0401", bib, "    SHARED      81F00000", "    SHARED      92F00000"),
        Seed(
            "omap-1g", "CE0402", table, "0x80000000, 0x80000000, 256",
            "0x80000000, 0x80000000, 240\n        DCD 0x8F000000, 0xA0000000, 16", findingFile: bib, mark: "    RAM  "),
        Seed(
            "omap-1g", "CE0404", bib, "81F00000                       02000000",
            "81F00000                       02100000", mark: "DISPLAY"),
        Seed(
            "omap-1g", "CE0405", bib, "$(IMAGE_WINCE_RAM_SIZE)          RAM",
            "$(IMAGE_WINCE_RAM_SIZE)          RESERVED", mark: "    ARGS"),
        Seed(
            "omap-1g", "CE0406", bib, "02000000                         RESERVED",
            "02000000                         RAM", mark: "\n    RAM  "),
        Seed(
            "omap-1g", "CE0407", table, "0x80000000, 0x80000000, 256", "0x80000000, 0x80000000, 255", findingFile: bib,
            mark: "    RAM  "),
        Seed("omap-1g", "CE0408", bib, "    SHARED      81F00000", "    SHARED      01F00000"),
        Seed("omap-1g", "CE0409", bib, "    SHARED      81F00000", "    SHARED      A1F00000"),
        Seed("s3c2440", "CE0410", bib, "81000000  00F00000  RAM", "81000000  00EFF800  RAM"),
        Seed("s3c2440", "CE0411", bib, "83F00000  00100000", "83F00000  C0100000"),
        Seed("omap-1g", "CE0412", bib, "    SHARED ", "    ARGS   ", mark: "81F00000"),
        Seed("omap-1g", "CE0413", bib, "KERNELFIXUPS = ON", "KERNELFIXUPS = ON\n    AUTOSIZE = ON", mark: "AUTOSIZE"),
        Seed("s3c2440", "CE0414", bib, "    ROMWIDTH = 32\n", "", mark: "ROMSIZE"),
        Seed("s3c2440", "CE0415", bib, "ROMSIZE  = 00E00000", "ROMSIZE  = 00800000"),
        Seed(
            "omap-1g", "CE0601", "image_cfg.h", "#define IMAGE_SHARE_ARGS_SIZE       0x00001000",
            "#define IMAGE_SHARE_SHARED_SIZE     0x00001000\n#define IMAGE_SHARE_ARGS_SIZE       0x00001000",
            mark: "SHARE_SHARED_SIZE"),
        Seed(
            "omap-1g", "CE0602", "image_cfg.h", "IMAGE_SHARE_ARGS_PA         0x80000000",
            "IMAGE_SHARE_ARGS_PA         0x90000000"),
        Seed(
            "omap-1g", "CE0603", "image_cfg.h", "DEVICE_RAM_SIZE             0x10000000",
            "DEVICE_RAM_SIZE             0x08000000"),
        Seed("s3c2440", "CE0701", "board.yaml", "size: 64M", "size: 63M", findingFile: table, mark: "BANK 6"),
        Seed("s3c2440", "CE0702", "board.yaml", "size: 64M", "size: 128M"),
        Seed(
            "am33x-wec7", "CE0117", "board.yaml", "profile: wec7", "profile: ce6", findingFile: table,
            mark: "DCD     CE_NEW"),
        Seed("am33x-wec7", "CE0201", table, "DCD     0x96400000", "DCD     0x96300000", mark: "L4 peripherals"),
        Seed("am33x-wec7", "CE0202", table, "0x403000, 0x00010000", "0x403004, 0x00010000"),
        Seed("am33x-wec7", "CE0203", table, "0x403000, 0x00010000", "0x403000, 1"),
        Seed("am33x-wec7", "CE0204", table, "0x00010000, 0 ", "0x00010000, 0xC "),
        Seed("am33x-wec7", "CE0205", table, "g_oalCE7DeviceTable, 0\n", "0, 0\n", mark: "16 MB of SDRAM"),
        Seed("am33x-wec7", "CE0206", table, "DCD     0x99200000", "DCD     0x49200000"),
        Seed("am33x-wec7", "CE0301", table, "0x960000, 0x2A000000", "0x950000, 0x2B000000"),
        Seed("am33x-wec7", "CE0302", table, "0x2A000000, 0 ", "0x29FFF800, 0 "),
        Seed(
            "am33x-wec7", "CE0303", table, "DCD     0x000000, 0x00000000, 0 ",
            "DCD     0xC00000, 0x00100000, 0\n        DCD     0x000000, 0x00000000, 0 ", mark: "0xC00000"),
        Seed(
            "am33x-wec7", "CE0403", bib, "$(IMAGE_WINCE_RAM_SIZE)   RAM", "0C000000                  RAM",
            mark: "0C000000  "),
        Seed(
            "am33x-wec7", "CE0604", "image_cfg.h", "#define IMAGE_SHARE_ARGS_SIZE       0x00001000",
            "#define IMAGE_SHARE_ARGS_SIZE       0x00001000\n#define IMAGE_SHARE_BUFFER_UA      0xA0001000",
            mark: "0xA0001000"),
    ]

    /// What one mistake cannot but also break: the rule and its consequence.
    private static let consequences: [String: Set<String>] = [
        "CE0102": ["CE0106"], "CE0114": ["CE0416", "CE0602", "CE0702"], "CE0402": ["CE0702", "CE0603"],
        "CE0405": ["CE0601"],
        "CE0406": ["CE0416", "CE0601"], "CE0407": ["CE0702", "CE0603"], "CE0117": ["CE0304"],
        "CE0412": ["CE0601", "CE0404"],
        "CE0302": ["CE0702"], "CE0403": ["CE0404", "CE0601", "CE0402", "CE0407"], "CE0701": ["CE0416"],
        "CE0410": ["CE0702"],
        "CE0108": [], "CE0112": [],
    ]

    @Test(arguments: seeds) func `one mistake gives its rule in its line`(_ seed: Seed) throws {
        var files = try Self.files(seed.board)
        let before = try Self.found(files)
        let text = try #require(files[seed.file])
        let range = try #require(text.firstRange(of: seed.old))
        files[seed.file] = text.replacingCharacters(range, seed.new)
        let findingFile = seed.findingFile ?? seed.file
        let mark = seed.mark ?? seed.new
        let lines = try #require(files[findingFile])
        let place = try #require(lines.firstRange(of: mark))
        let skipped = mark.prefix { $0 == "\n" }.count
        let line = lines[..<place.lowerBound].count { $0 == "\n" } + 1 + skipped
        // Lines below an edit move, so what was found before is compared without them.
        let known = Set(before.map(Self.withoutLine))
        let new = try Self.found(files).filter { !known.contains(Self.withoutLine($0)) }
        #expect(new.contains { $0.hasPrefix("\(findingFile):\(line) \(seed.rule) ") }, "found \(new)")
        let others = Set(new.map { $0.split(separator: " ")[1] }.map(String.init)).subtracting([seed.rule])
        #expect(others.subtracting(Self.consequences[seed.rule] ?? []).isEmpty, "found \(new)")
    }

    private static func withoutLine(_ finding: String) -> String {
        let parts = finding.split(separator: " ")
        return parts[0].prefix { $0 != ":" } + " " + parts[1...].joined(separator: " ")
    }
}

extension String {
    fileprivate func replacingCharacters(_ range: Range<String.Index>, _ new: String) -> String {
        String(self[..<range.lowerBound]) + new + String(self[range.upperBound...])
    }
}
