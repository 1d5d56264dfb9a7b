import CEScenario
import Diagnostics
import HostSystem
import OEMAddrTable
import ScenarioFiles
import TestSupport
import Testing

/// The files of a board, held in memory so that a test may change them.
struct BoardFiles {
    static let folder = Fixtures.path("boards")
    static let names = ["am33x-wec7", "omap-1g", "s3c2440"]

    private(set) var texts: [String: String] = [:]
    /// The bytes of `nk.bin`; the board file names it then.
    var image: [UInt8]?

    /// - Parameter board: a board of the repository, or `x86`.
    init(_ board: String) throws {
        if board == "x86" {
            texts = Self.x86
            return
        }
        let folder = FilePath.join(Self.folder, board)
        for name in try FileAccess().entries(of: folder) {
            texts[name] = String(decoding: try FileAccess().read(FilePath.join(folder, name)), as: UTF8.self)
        }
    }

    /// A PC-style board: its table is in MASM and counts bytes.
    private static let x86 = [
        "board.yaml": """
        version: 1
        name: x86
        profile: ce6
        cpu: x86
        ram:
          - { base: 0x00000000, size: 64M }
        addressTable: { file: startup.asm }
        configBib: config.bib

        """,
        "startup.asm": """
        public _OEMAddressTable
        _OEMAddressTable:
                dd      80000000h, 0, 04000000h
                dd      90000000h, 0D0000000h, 00400000h
                dd      0, 0, 0

        """,
        "config.bib": """
        MEMORY
            NK       80200000  00E00000  RAMIMAGE
            RAM      81000000  03000000  RAM

        """,
    ]

    mutating func apply(_ edits: [BoardSeed.Edit]) throws {
        for edit in edits {
            let text = try #require(texts[edit.file] ?? (edit.old.isEmpty ? "" : nil), "no file \(edit.file)")
            guard !edit.old.isEmpty else {
                texts[edit.file] = text + edit.new
                continue
            }
            let range = try #require(text.firstRange(of: edit.old), "no '\(edit.old)' in \(edit.file)")
            texts[edit.file] = text[..<range.lowerBound] + edit.new + text[range.upperBound...]
        }
    }

    /// What readers and rules find.
    func found() throws -> [Finding] {
        let text = try #require(texts["board.yaml"]) + (image == nil ? "" : "image: nk.bin\n")
        let board = try BoardFile(bytes: Array(text.utf8), path: "board.yaml", vocabulary: nil)
        var sources = MemorySources(texts)
        if let image { sources.add(SourceFile(path: "nk.bin", bytes: image)) }
        let reading = MapReader(board.mapInputs, sources: sources).read()
        return (reading.findings + MapRules.check(reading.map)).inReadingOrder
    }

    /// The 1-based line where `mark` first stands; 0 for a binary file.
    func line(of mark: String, in file: String) throws -> Int {
        guard file != "nk.bin" else { return 0 }
        let text = try #require(texts[file])
        let place = try #require(text.firstRange(of: mark), "no '\(mark)' in \(file)")
        return text[..<place.lowerBound].count { $0 == "\n" } + 1 + mark.prefix { $0 == "\n" }.count
    }
}
