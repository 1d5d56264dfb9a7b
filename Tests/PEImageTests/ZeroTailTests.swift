import GuestAddress
import TestSupport
import Testing

@testable import PEImage

/// Sections that are longer in memory than in the file: what lies behind their bytes is zero.
@Suite struct ZeroTailTests {
    /// A section of 5 bytes, 0x30 in memory, at 0x2000.
    private func loaded(_ data: [UInt8] = [1, 2, 3, 4, 5]) throws -> LoadedBytes {
        var builder = ImageBuilder()
        _ = builder.add(".data", data)
        builder.sections[1].virtualSize = 0x30
        let image = try PEImage(bytes: builder.bytes())
        return LoadedBytes(file: image.file, sections: image.sections, sizeOfHeaders: image.sizeOfHeaders)
    }

    @Test func `words and half-words across the end of the bytes, in the tail and at its end`() throws {
        let loaded = try loaded()
        #expect(try loaded.word(at: 0x2001, of: "test") == 0x0504_0302)
        #expect(try loaded.word(at: 0x2003, of: "test") == 0x0504)
        #expect(try loaded.half(at: 0x2004, of: "test") == 5)
        #expect(try loaded.word(at: 0x2005, of: "test") == 0)
        #expect(try loaded.half(at: 0x2020, of: "test") == 0)
        #expect(try loaded.word(at: 0x202C, of: "test") == 0)
        #expect(throws: PEImageError.self) { try loaded.word(at: 0x202D, of: "test") }
        #expect(throws: PEImageError.self) { try loaded.half(at: 0x202F, of: "test") }
        #expect(throws: PEImageError.self) { try loaded.half(at: 0x2030, of: "test") }
    }

    @Test func `a name may end in the tail, but not begin there`() throws {
        let loaded = try loaded(Array("smd.d".utf8))
        #expect(try loaded.name(at: 0x2000, of: "a name") == "smd.d")
        for address: UInt32 in [0x2005, 0x2020, 0x202F] {
            #expect(throws: PEImageError(.badName, at: address, expected: "a name", found: "an empty name")) {
                try loaded.name(at: address, of: "a name")
            }
        }
        #expect(throws: PEImageError.self) { try loaded.name(at: 0x2030, of: "a name") }
    }

    @Test func `names that cost far more than the file has are refused`() {
        var builder = ImageBuilder()
        let count = 400
        var data = [UInt8].words(0, 0, 0, 0x2028, 1, 1, UInt32(count), 0x2040, 0x2048, 0x2048 + UInt32(count) * 4)
        data += .text("long.dll") + [UInt8](repeating: 0, count: 0x40 - 0x28 - 9) + .words(0x1000, 0)
        let name = 0x2048 + UInt32(count) * 6
        for _ in 0..<count { data += .words(name) }
        for _ in 0..<count { data += .halves(0) }
        data += .text(String(repeating: "n", count: 1000))
        _ = builder.add(".edata", data, directory: 0)
        #expect(failure(builder.bytes())?.code == .tooMany)
    }

    @Test func `relocations that several sections have in common are counted`() {
        var builder = ImageBuilder()
        // A block of one page's relocations, all of the same place.
        let block = [UInt8].words(0x1000, 0xFF8) + (0..<2040).flatMap { _ in [UInt8].halves(0x3000) } + .words(0, 0)
        _ = builder.add(".reloc", block, directory: 5)
        #expect(failure(builder.bytes()) == nil)
        var bytes = builder.bytes()
        #expect(bytes.count < 0x2000)
        // The same bytes six times over, one section after the other, with the directory across all of them.
        let table = ImageBuilder.sectionTable
        let header = Array(bytes[table + 40..<table + 80])
        bytes.put16(7, at: ImageBuilder.fileHeader + 2)
        bytes.put32(0x8000, at: ImageBuilder.optionalHeader + 56)
        for copy in 1..<6 {
            bytes.replaceSubrange(table + 40 * (copy + 1)..<table + 40 * (copy + 2), with: header)
            bytes.put32(0x2000 + UInt32(copy) * 0x1000, at: table + 40 * (copy + 1) + 12)
        }
        for copy in 0..<6 { bytes.put32(0x1000, at: table + 40 * (copy + 1) + 8) }
        bytes.put32(0x6000, at: ImageBuilder.directoryTable + 8 * 5 + 4)
        // The block fills its page now, so that the next one follows it.
        bytes.put32(0x1000, at: 0x400 + 4 + 4)
        #expect(failure(bytes)?.code == .tooMany)
    }
}
