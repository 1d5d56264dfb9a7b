import Diagnostics
import OEMAddrTable
import Testing

/// Text in two bytes a letter, and files that are no text.
struct EncodingTests {
    private static let bib = "MEMORY\r\n    NK   80000000  02000000  RAMIMAGE\r\n    RAM  82000000  02000000  RAM\r\n"

    private static func wide(_ text: String, mark: [UInt8], isBigEndian: Bool = false) -> [UInt8] {
        mark
            + text.utf16.flatMap { unit in
                let (high, low) = (UInt8(unit >> 8), UInt8(truncatingIfNeeded: unit))
                return isBigEndian ? [high, low] : [low, high]
            }
    }

    private func read(_ bytes: [UInt8]) -> MapReading {
        MapReader(
            MapInputs(bibs: ["config.bib"]), sources: MemorySources([SourceFile(path: "config.bib", bytes: bytes)])
        )
        .read()
    }

    @Test(arguments: [
        wide(bib, mark: [0xFF, 0xFE]), wide(bib, mark: [0xFE, 0xFF], isBigEndian: true), wide(bib, mark: []),
        wide(bib, mark: [], isBigEndian: true),
    ])
    func `UTF-16 is read, with a mark and without, and noted`(_ bytes: [UInt8]) {
        let reading = read(bytes)
        #expect(reading.regions == ["NK 80000000+2000000 RAMIMAGE", "RAM 82000000+2000000 RAM"])
        #expect(reading.findings.map { "\($0.id) \($0.severity)" } == ["CE0012 note"])
        #expect(reading.map.regions.first?.location.line == 2)
    }

    @Test func `a binary file is an error, and so is a file in which nothing is`() {
        #expect(
            read((0..<4_096).map { UInt8(truncatingIfNeeded: $0 * 7) }.map { $0 & 0x1F }).findings.map(\.id) == [
                "CE0012"
            ])
        #expect(read(Array("; only a comment\n".utf8)).findings.map { "\($0.id) \($0.severity)" } == ["CE0026 error"])
        #expect(read([]).findings.map(\.id) == ["CE0026"])
        #expect(read(Array("MODULES\n  nk.exe  a\\nk.exe  NK  SH\n".utf8)).findings.map(\.id) == ["CE0026"])
    }
}
