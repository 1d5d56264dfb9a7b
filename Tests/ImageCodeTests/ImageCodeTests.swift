import Disassembly
import GuestAddress
import ImageCode
import PEImage
import TestSupport
import Testing

/// What is found in the code of the fixtures' drivers without running it.
@Suite struct ImageCodeTests {
    private static func image(_ name: String, _ machine: String) throws -> PEImage {
        try PEImage(bytes: try Fixtures.guest(name, machine))
    }

    private static func codes(_ name: String, _ entry: String, _ machine: String) throws -> [UInt32] {
        let image = try image(name, machine)
        guard case .address(let address)? = image.exports[name: entry] else { return [] }
        return ControlCodes(image, entry: address.rawValue, try #require(Disassembler())).codes
    }

    @Test(arguments: ["armv4i", "armv7"])
    func `control codes that a driver compares with`(machine: String) throws {
        #expect(
            try Self.codes("wnt.dll", "WNT_IOControl", machine) == [0x22_2004, 0x22_2008, 0x22_200C, 0x22_A010])
        #expect(try Self.codes("fifo.dll", "FIF_IOControl", machine).contains(2))
    }

    @Test(arguments: ["armv4i", "armv7"])
    func `calls of an import are found at every place`(machine: String) throws {
        let image = try Self.image("wnt.dll", machine)
        let coredll = try #require(image.importedLibraries.first { $0.name.lowercased() == "coredll.dll" })
        // OpenDeviceKey is called once, RegQueryValueExW in a function of its own.
        for ordinal: UInt16 in [1396, 463] {
            let slot = try #require(coredll.imports.first { $0.symbol == .ordinal(ordinal) }?.slot)
            #expect(try #require(ImportCallSites(image, slots: [slot]).sites[slot]).count >= 1)
        }
        #expect(ImportCallSites(image, slots: []).sites.isEmpty)
    }

    @Test func `any bytes as code come to an end`() throws {
        var random = RandomSource(seed: 7)
        let disassembler = try #require(Disassembler())
        for _ in 0..<20 {
            var builder = ImageBuilder()
            builder.sections = [
                ImageBuilder.Section(
                    name: ".text", data: (0..<4096).map { _ in UInt8(truncatingIfNeeded: random.next()) })
            ]
            let image = try PEImage(bytes: builder.bytes())
            for entry: UInt32 in [0x1000, 0x1001, 0x1FFE, 0xFFFF_FFF0] {
                #expect(ControlCodes(image, entry: entry, disassembler).codes.count <= 256)
            }
            #expect(ImportCallSites(image, slots: [RelativeAddress(0x1000)]).sites.count <= 1)
        }
    }
}
