import BSPFiles
import BoardRecovery
import Diagnostics
import GuestAddress
import OEMAddrTable
import Testing

/// Boards out of images.
struct BoardRecoveryTests {
    private func recover(_ bytes: [UInt8], name: String = "nk.bin") throws -> RecoveredBoard {
        try #require(BoardRecovery().board(from: SourceFile(path: name, bytes: bytes), name: "lost").board)
    }

    private func expect(_ board: BoardTables, otherBranch: Bool = false, from bytes: [UInt8], _ name: String) throws {
        let found = try recover(bytes, name: name)
        #expect(found.hasTable)
        let rows = BoardTables.numbers(otherBranch ? board.otherRows : board.rows, lastIsDecimal: true)
        #expect(found.draft.rows.map(\.virtual.rawValue) == rows.map { $0[0] })
        #expect(found.draft.rows.map(\.physical.rawValue) == rows.map { $0[1] })
        #expect(found.draft.rows.map(\.size) == rows.map { UInt64($0[2]) << 20 })
        #expect(found.draft.isNewStyle == !board.deviceRows.isEmpty)
        #expect(found.draft.countsBytes == board.isIntel)
        let devices = BoardTables.numbers(board.deviceRows, lastIsDecimal: false)
        #expect(
            found.draft.deviceRows.map {
                [$0.virtual.rawValue, $0.physical.rawValue >> 8, UInt32($0.size), $0.attributes]
            } == devices)
        let part = try #require(found.parts.first { $0.what == "address table" })
        #expect(part.certainty == .certain || rows.count == 1)
        #expect(part.text.contains("in nk.exe"))
        // What is written reads back to the same.
        let files = found.draft.files
        let table = try #require(files.first)
        let reading = MapReader(
            MapInputs(profile: .wec7, tables: [table.path], bibs: ["config.bib"]), sources: MemorySources(files)
        ).read()
        #expect(reading.findings.filter { $0.severity == .error } == [])
        #expect(reading.map.tables.first?.rows.map(\.physical) == found.draft.rows.map(\.physical))
        #expect(reading.map.tables.first?.rows.map(\.size) == found.draft.rows.map(\.size))
        #expect(reading.map.deviceRows.map(\.physical) == found.draft.deviceRows.map(\.physical))
        #expect(reading.map.regions.map(\.size) == found.draft.regions.map(\.size))
        #expect(reading.map.regions.contains { $0.kind == .ramimage && $0.start.rawValue == rows[0][0] + 0x1000 })
    }

    private static let boards = BoardTables.all.filter { !$0.rows.isEmpty }

    @Test(arguments: boards) func `the table of each board is found in an image with records`(_ board: BoardTables)
        throws
    {
        try expect(board, from: board.image().bin, "nk.bin")
    }

    @Test(arguments: boards) func `and in a flat one`(_ board: BoardTables) throws {
        try expect(board, from: board.image().flat, "nk.nb0")
    }

    @Test(arguments: boards.filter { $0.condition != nil })
    func `the other branch of a board's table`(_ board: BoardTables) throws {
        try expect(board, otherBranch: true, from: board.image(otherBranch: true).bin, "nk.bin")
    }

    /// 64 MB at physical 0x30000000 and registers, the image at the start.
    private static let small: KernelImage = {
        var image = KernelImage(start: 0x8000_1000, ramStart: 0x8010_0000, ramEnd: 0x83F0_0000)
        image.words[0x1404] = [
            0x8000_0000, 0x3000_0000, 64, 0x9000_0000, 0x4800_0000, 16, 0, 0, 0,
        ]
        return image
    }()

    @Test func `regions, banks and what is unknown`() throws {
        let board = try recover(Self.small.bin)
        #expect(
            board.draft.regions.map { "\($0.name) \($0.kind.rawValue) \($0.start) \(hexadecimal($0.size))" } == [
                "GAP1 RESERVED 0x80000000 00001000", "NK RAMIMAGE 0x80001000 00004000",
                "GAP2 RESERVED 0x80005000 000fb000", "RAM RAM 0x80100000 03e00000", "GAP3 RESERVED 0x83f00000 00100000",
            ])
        #expect(board.draft.banks.map(\.range.description) == ["0x30000000-0x33ffffff"])
        #expect(board.draft.profile == .ce6)
        #expect(board.parts.filter { $0.what == "profile" }.map(\.certainty) == [.likely])
        #expect(board.parts.filter { $0.what == "core" }.map(\.certainty) == [.guess])
        #expect(board.parts.filter { $0.what == "RAM bank" }.map(\.certainty) == [.likely])
        #expect(board.parts.filter { $0.certainty == .unknown }.map(\.what) == ["reserved regions"])
    }

    @Test func `a kernel without kernel.dll is CE 5's, Thumb-2 is Compact 2013's, and what is given wins`() throws {
        var image = Self.small
        image.kernelName = "coredll.dll"
        #expect(try recover(image.bin).draft.profile == .ce5)
        image.cpu = 0x1C4
        #expect(try recover(image.bin).draft.profile == .wec2013)
        let file = SourceFile(path: "nk.bin", bytes: image.bin)
        #expect(BoardRecovery(profile: .wec7).board(from: file, name: "x").board?.draft.profile == .wec7)
    }

    @Test func `a RAM table gives banks and the generation`() throws {
        var image = Self.small
        image.words[0x1404] = [
            0x8765_4321, 0, 0, 0x8000_0000, 0x8000_0000, 256, 0x9000_0000, 0x4800_0000, 16, 0, 0, 0,
        ]
        image.words[0x2004] = [0x0008_0000, 1, image.start + 0x2100]
        image.words[0x2100] = [0x0090_0000, 0x3000_0000, 0]
        let board = try recover(image.bin)
        #expect(board.draft.profile == .wec2013)
        #expect(board.draft.ramEntries.map(\.physical.rawValue) == [0x9000_0000])
        #expect(board.draft.banks.map(\.range.description) == ["0x80000000-0x8fffffff", "0x90000000-0xbfffffff"])
    }

    @Test func `a table of a boot loader beside the kernel's is told and not taken`() throws {
        var image = Self.small
        image.words[0x1804] = [0x8000_0000, 0x5000_0000, 1, 0, 0, 0]
        let board = try recover(image.bin)
        #expect(board.draft.rows.map(\.physical.rawValue) == [0x3000_0000, 0x4800_0000])
    }

    @Test func `without a table the image still gives config.bib, and MIPS needs none`() throws {
        var image = Self.small
        image.words = [:]
        let none = try recover(image.bin)
        #expect(!none.hasTable)
        #expect(none.draft.files.map(\.path) == ["config.bib", "board.yaml"])
        #expect(none.draft.regions.map(\.name) == ["NK", "RAM"])
        image.cpu = 0x166
        let mips = try recover(image.bin)
        #expect(mips.hasTable)
        #expect(mips.draft.files.map(\.path) == ["config.bib"])
        #expect(
            mips.parts.filter { ["image", "RAM", "RAM bank", "board.yaml"].contains($0.what) }.map(\.text) == [
                "physical 0x00001000-0x00004fff", "physical 0x00100000-0x03efffff",
                "none is written: the image is for MIPS, and the machine has ARM cores only",
            ])
        image.cpu = 0x1A6
        #expect(try recover(image.bin).parts.last?.text.contains("is for SH") == true)
        image.cpu = 0x14C
        let intel = try recover(image.bin)
        #expect(!intel.hasTable)
        #expect(intel.draft.files.map(\.path) == ["config.bib"])
        #expect(intel.parts.last?.text == "none is written: the image is for x86, and the machine has ARM cores only")
    }

    @Test func `what is no image is refused`() {
        for (name, text) in [("nk.bin", "no image at all"), ("nk.nb0", ""), ("nk.bin", "MZ…")] {
            let file = SourceFile(path: name, text: text)
            #expect(BoardRecovery().board(from: file, name: "x").board == nil)
        }
    }

    @Test func `a flat image without header is read where it is said to lie`() throws {
        var bytes = [UInt8](repeating: 0xE1, count: 0x40)
        for word: UInt32 in [
            0x8000_0000, 0x3000_0000, 64, 0x9000_0000, 0x4800_0000, 16, 0x9100_0000, 0x5000_0000, 1, 0, 0, 0,
        ] {
            for shift in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: word >> (8 * shift))) }
        }
        let file = SourceFile(path: "nk.nb0", bytes: bytes)
        let board = try #require(BoardRecovery(loadAddress: 0x8020_0000).board(from: file, name: "x").board)
        #expect(board.draft.rows.count == 3)
        #expect(board.parts.first { $0.what == "address table" }?.certainty == .likely)
        #expect(board.parts.first { $0.what == "address table" }?.text.hasPrefix("at 0x80200040") == true)
    }
}
