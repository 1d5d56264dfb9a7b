import GuestAddress
import TestSupport
import Testing

@testable import PEImage

@Suite struct DirectoryTests {
    /// One library, COREDLL.dll, with an import by ordinal and one by name; the table starts at 0x2000.
    private func importing() -> ImageBuilder {
        var builder = ImageBuilder()
        let table = [UInt8].words(0x2040, 0, 0, 0x2060, 0x2050, 0, 0, 0, 0, 0)
        let padded = table + [UInt8](repeating: 0, count: 0x40 - table.count)
        let lookup = [UInt8].words(0x8000_0A05, 0x2070, 0, 0)
        let addresses = [UInt8].words(0x8000_0A05, 0x2070, 0, 0)
        let name = [UInt8].text("COREDLL.dll") + [0, 0, 0, 0]
        _ = builder.add(".idata", padded + lookup + addresses + name + [0, 0] + .text("Sleep"), directory: 1)
        return builder
    }

    @Test func `imports by ordinal and by name are read with their slots`() throws {
        let image = try PEImage(bytes: importing().bytes())
        #expect(
            image.importedLibraries == [
                PEImportedLibrary(
                    name: "COREDLL.dll",
                    imports: [
                        PEImport(symbol: .ordinal(2565), slot: RelativeAddress(0x2050)),
                        PEImport(symbol: .name("Sleep"), slot: RelativeAddress(0x2054)),
                    ])
            ])
    }

    @Test func `an import table without an end is refused`() {
        var builder = ImageBuilder()
        // Every descriptor is the same five words, up to the end of the section.
        let descriptor = [UInt8].words(0, 0, 0, 0x2FF0, 0x2F00)
        var data = (0..<160).flatMap { _ in descriptor }
        data += [UInt8](repeating: 0, count: 0xFF0 - data.count) + .text("X")
        _ = builder.add(".idata", data, directory: 1)
        builder.sizeOfImage = 0x4000
        #expect(failure(builder.bytes()) == nil)
        builder.sections[1].data = (0..<200).flatMap { _ in descriptor } + [UInt8](repeating: 0x41, count: 64)
        #expect(failure(builder.bytes())?.code == .outsideImage)
    }

    @Test func `an import lookup table without an end is refused`() {
        var builder = ImageBuilder()
        let data =
            [UInt8].words(0x2040, 0, 0, 0x2030, 0x2040) + [UInt8](repeating: 0, count: 28) + .text("COREDLL")
            + [UInt8](repeating: 0, count: 8)
        let endless = (0..<20000).flatMap { _ in [UInt8].words(0x8000_0001) }
        _ = builder.add(".idata", data + endless, directory: 1)
        builder.sizeOfImage = 0x40000
        #expect(failure(builder.bytes())?.code == .tooMany)
    }

    @Test func `a library name with control characters is refused`() {
        var builder = importing()
        builder.sections[1].data[0x62] = 0x1B
        #expect(failure(builder.bytes())?.code == .badName)
    }

    @Test func `an import name outside the image is refused`() {
        var builder = importing()
        builder.sections[1].data.put32(0x7FFF_FFFF, at: 0x44)
        #expect(failure(builder.bytes())?.code == .outsideImage)
    }

    /// Ordinals 5 to 7: a function named Open, nothing, and a forwarder named Away.
    private func exporting() -> ImageBuilder {
        var builder = ImageBuilder()
        var data = [UInt8].words(0, 0, 0, 0x2060, 5, 3, 2, 0x2028, 0x2034, 0x203C)
        data += .words(0x1001, 0, 0x2070) + .words(0x2080, 0x2088) + .halves(2, 0)
        data += [UInt8](repeating: 0, count: 0x60 - data.count)
        data += .text("cam.dll") + [UInt8](repeating: 0, count: 8) + .text("OTHER.#12") + [0, 0, 0, 0, 0, 0]
        data += .text("Away") + [0, 0, 0] + .text("Open")
        _ = builder.add(".edata", data, directory: 0)
        return builder
    }

    @Test func `exports are found by ordinal and by name, forwarders as text`() throws {
        let exports = try PEImage(bytes: exporting().bytes()).exports
        #expect(exports.libraryName == "cam.dll")
        #expect(exports[ordinal: 5] == .address(RelativeAddress(0x1001)))
        #expect(exports[ordinal: 6] == nil)
        #expect(exports[ordinal: 7] == .forwarder("OTHER.#12"))
        #expect(exports[ordinal: 8] == nil)
        #expect(exports[ordinal: 4] == nil)
        #expect(exports[name: "Open"] == .address(RelativeAddress(0x1001)))
        #expect(exports[name: "Away"] == .forwarder("OTHER.#12"))
        #expect(exports[name: "open"] == nil)
    }

    @Test func `export counts and indices beyond their tables are refused`() {
        var huge = exporting()
        huge.sections[1].data.put32(0xFFFF_FFFF, at: 20)
        #expect(failure(huge.bytes())?.code == .tooMany)
        var index = exporting()
        index.sections[1].data.put16(3, at: 0x3C)
        #expect(failure(index.bytes())?.code == .badHeader)
        var address = exporting()
        address.sections[1].data.put32(0x3000, at: 0x28)
        #expect(failure(address.bytes())?.code == .outsideImage)
    }

    @Test func `function tables of A32 and Thumb give lengths and handlers`() throws {
        var builder = ImageBuilder()
        builder.sections[0].data = .words(0x1000_1010, 0x1000_2000, 0xE12F_FF1E, 0xE12F_FF1E)
        // 2 instructions of 32 bits, prolog 1, with a handler; 4 of 16 bits without.
        _ = builder.add(".pdata", .words(0x1000_1008, 0xC000_0201, 0x1000_100C, 0x0000_0400, 0, 0), directory: 3)
        let functions = try PEImage(bytes: builder.bytes()).functions
        #expect(
            functions == [
                .compact(
                    .init(
                        start: VirtualAddress(0x1000_1008), prologLength: 1, length: 2, has32BitInstructions: true,
                        hasHandler: true,
                        handler: .init(routine: VirtualAddress(0x1000_1010), data: 0x1000_2000))),
                .compact(
                    .init(
                        start: VirtualAddress(0x1000_100C), prologLength: 0, length: 4, has32BitInstructions: false,
                        hasHandler: false, handler: nil)),
            ])
    }

    @Test func `an ARMNT function table gives start and unwind data`() throws {
        var builder = ImageBuilder()
        builder.machine = 0x1C4
        _ = builder.add(".pdata", .words(0x1001, 0x3000, 0x1003, 0x0020_0005), directory: 3)
        #expect(
            try PEImage(bytes: builder.bytes()).functions == [
                .unwind(.init(start: RelativeAddress(0x1001), unwindData: 0x3000)),
                .unwind(.init(start: RelativeAddress(0x1003), unwindData: 0x0020_0005)),
            ])
    }

    @Test func `the debug directory names the program database`() throws {
        var builder = ImageBuilder()
        // The record follows the directory in the same section, whose bytes lie at 0x404 in the file.
        let record = [UInt8].words(0x5344_5352, 1, 2, 3, 4, 1) + .text("c:\\bsp\\smd.pdb")
        _ = builder.add(".debug", .words(0, 0, 0, 2, 39, 0x201C, 0x420) + record, directory: 6)
        builder.directories[6]?.size = 28
        let entry = try #require(try PEImage(bytes: builder.bytes()).debugEntries.first)
        #expect(entry.programDatabase == "c:\\bsp\\smd.pdb")
        #expect(entry.type == 2)
    }
}
