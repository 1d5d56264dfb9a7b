import BSPFiles
import BoardRecovery
import Diagnostics
import OEMAddrTable
import Testing

/// Images that lie.
struct HostileRecoveryTests {
    private func words(_ words: [UInt32]) -> [UInt8] {
        words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
    }

    private func recover(_ bytes: [UInt8], name: String = "nk.bin") -> RecoveredBoard? {
        BoardRecovery(loadAddress: 0x8000_0000).board(from: SourceFile(path: name, bytes: bytes), name: "x").board
    }

    @Test(.timeLimit(.minutes(1))) func `an image that is rows from end to end is read once`() throws {
        var bytes = [UInt8](repeating: 0, count: 0x40)
        let row = words([0x8000_0000, 0x8000_0000, 1])
        for _ in 0..<200_000 { bytes += row }
        #expect(recover(bytes, name: "nk.nb0")?.draft.rows == [])
        // Marks in front of each other, and rows that each end in zeros.
        for unit: [UInt32] in [
            [0x8765_4321, 0x8765_4321, 0], [0x8765_4321, 0, 0], [0x8000_0000, 0x8000_0000, 1, 0, 0, 0],
            [0x0007_0000, 32, 0x8000_0000],
        ] {
            bytes = [UInt8](repeating: 0, count: 0x40)
            for _ in 0..<100_000 { bytes += words(unit) }
            let board = try #require(recover(bytes, name: "nk.nb0"))
            #expect(board.draft.rows.count <= 1)
            #expect(board.parts.count < 20)
        }
    }

    @Test func `an image cut at every place, and with every word replaced, is an answer`() {
        let image = BoardTables.all[4].image()
        let whole = image.bin
        for length in stride(from: 0, to: whole.count, by: 97) { _ = recover(Array(whole[..<length])) }
        let flat = image.flat
        for offset in stride(from: 0x40, to: 0x280, by: 4) {
            for value: UInt32 in [0, 0xFFFF_FFFF, 0x8000_0000, 0xFFFF_F000] {
                var bytes = flat
                bytes.replaceSubrange(offset..<offset + 4, with: words([value]))
                if let board = recover(bytes, name: "nk.nb0") {
                    let files = board.draft.files
                    let inputs = MapInputs(
                        tables: files.map(\.path).filter { $0.hasSuffix(".inc") }, bibs: ["config.bib"])
                    let reading = MapReader(inputs, sources: MemorySources(files)).read()
                    #expect(reading.findings.filter { $0.severity == .error } == [])
                }
            }
        }
    }

    @Test func `records over each other and past the end of the address space`() {
        var bytes = Array("B000FF\n".utf8) + words([0x8000_0000, 0x1000])
        for address: UInt32 in [0x8000_0000, 0x8000_0800, 0xFFFF_FFF0, 0x8000_0001, 0x8000_0000] {
            bytes += words([address, 0x1000, 0]) + [UInt8](repeating: 0x80, count: 0x1000)
        }
        #expect(recover(bytes + words([0, 0, 0]))?.hasTable == false)
    }
}
