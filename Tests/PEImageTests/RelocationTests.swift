import GuestAddress
import TestSupport
import Testing

@testable import PEImage

@Suite struct RelocationTests {
    private func relocating(_ code: [UInt8], _ block: [UInt8]) -> ImageBuilder {
        var builder = ImageBuilder()
        builder.sections[0].data = code
        _ = builder.add(".reloc", block, directory: 5)
        return builder
    }

    @Test func `a word moves with the image and padding does nothing`() throws {
        let builder = relocating(.words(0xE12F_FF1E, 0x1000_1234), .words(0x1000, 12) + .halves(0x3004, 0))
        let image = try PEImage(bytes: builder.bytes())
        #expect(image.relocations == [PERelocation(address: RelativeAddress(0x1004), kind: .highLow)])
        let moved = try image.imageBytes(base: VirtualAddress(0x4001_0000))
        #expect(moved.count == 0x3000)
        #expect(moved.word(at: 0x1000) == 0xE12F_FF1E)
        #expect(moved.word(at: 0x1004) == 0x4001_1234)
        #expect(moved.word(at: 0) & 0xFFFF == 0x5A4D)
        #expect(moved.word(at: 0x1008) == 0)
        let still = try image.imageBytes(base: VirtualAddress(0x1000_0000))
        #expect(still.word(at: 0x1004) == 0x1000_1234)
    }

    @Test func `an A32 MOVW and MOVT pair moves`() throws {
        // movw r0, #0xfff0; movt r0, #0x1000
        let builder = relocating(.words(0xE30F_0FF0, 0xE341_0000), .words(0x1000, 12) + .halves(0x5000, 0))
        let moved = try PEImage(bytes: builder.bytes()).imageBytes(base: VirtualAddress(0x2000_1000))
        // movw r0, #0x0ff0; movt r0, #0x2001
        #expect(moved.word(at: 0x1000) == 0xE300_0FF0)
        #expect(moved.word(at: 0x1004) == 0xE342_0001)
    }

    @Test func `a Thumb-2 MOVW and MOVT pair moves`() throws {
        // movw r3, #0xf8a4; movt r3, #0x1000
        let builder = relocating(.halves(0xF64F, 0x03A4, 0xF2C1, 0x0300), .words(0x1000, 12) + .halves(0x7000, 0))
        let moved = try PEImage(bytes: builder.bytes()).imageBytes(base: VirtualAddress(0x4321_9000))
        // movw r3, #0x88a4; movt r3, #0x4322
        #expect(moved.word(at: 0x1000) == 0x03A4_F648)
        #expect(moved.word(at: 0x1004) == 0x3322_F2C4)
    }

    @Test func `a pair relocation on other instructions is refused when the image moves`() throws {
        let builder = relocating(.words(0xE12F_FF1E, 0xE12F_FF1E), .words(0x1000, 12) + .halves(0x7000, 0))
        let image = try PEImage(bytes: builder.bytes())
        #expect(throws: PEImageError.self) { try image.imageBytes(base: VirtualAddress(0x2000_0000)) }
    }

    @Test func `other types, places outside the image and broken blocks are refused`() {
        let code = [UInt8].words(0, 0)
        #expect(failure(relocating(code, .words(0x1000, 12) + .halves(0xA000, 0)).bytes())?.code == .badRelocation)
        #expect(failure(relocating(code, .words(0x2000, 12) + .halves(0x3FFE, 0)).bytes())?.code == .badRelocation)
        #expect(failure(relocating(code, .words(0xFFFF_F000, 12) + .halves(0x3FFE, 0)).bytes())?.code == .badRelocation)
        #expect(failure(relocating(code, .words(0x1000, 0) + .halves(0x3000, 0)).bytes())?.code == .badRelocation)
        #expect(failure(relocating(code, .words(0x1000, 9) + .halves(0x3000, 0)).bytes())?.code == .badRelocation)
        #expect(failure(relocating(code, .words(0x1000, 4096) + .halves(0x3000, 0)).bytes())?.code == .badRelocation)
    }

    @Test func `an image without relocations stays at its base`() throws {
        var builder = ImageBuilder()
        builder.characteristics = 0x0103
        let image = try PEImage(bytes: builder.bytes())
        #expect(!image.isDLL)
        #expect(try image.imageBytes(base: VirtualAddress(0x1000_0000)).count == 0x2000)
        #expect(throws: PEImageError.self) { try image.imageBytes(base: VirtualAddress(0x2000_0000)) }
    }

    @Test(arguments: [0x1000_0800, 0xFFFF_F000] as [UInt32])
    func `a base off a page boundary or too high is refused`(base: UInt32) throws {
        let image = try PEImage(bytes: ImageBuilder().bytes())
        #expect(throws: PEImageError.self) { try image.imageBytes(base: VirtualAddress(base)) }
    }
}
