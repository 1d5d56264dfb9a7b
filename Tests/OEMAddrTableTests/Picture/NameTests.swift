import GuestAddress
import Testing

@testable import OEMAddrTable

/// What blocks of a picture are called.
struct NameTests {
    @Test func `rows are called by their comments, and RAM is no device`() {
        let files = MarkedFiles(files: [
            "t.inc": """
            g_oalAddressTable
                DCD     0x80000000, 0x80000000, 256  ; RAM
                DCD     0x90000000, 0xA0000000, 231  // RAM, second bank
                DCD     0x9E700000, 0x48000000, 16   ; registers
                DCD     0x9F700000, 0x68000000, 1
                DCD     0, 0, 0
            """,
            "config.bib": "MEMORY\n    NK   80001000 03FFF000 RAMIMAGE\n    RAM  84000000 0C000000 RAM\n",
        ])
        let picture = MapPicture(files.reading.map, title: "t")
        #expect(
            picture.rows.map { "\($0.kind.rawValue) \($0.title)" } == [
                "ram RAM → 0x80000000", "ram RAM, second bank → 0xa0000000", "device registers → 0x48000000",
                "other memory → 0x68000000",
            ])
    }

    @Test func `devices of the board give their names`() {
        var files = MarkedFiles(files: [
            "t.inc": "g_oalAddressTable\n    DCD 0x90000000, 0x48000000, 16\n    DCD 0, 0, 0\n"
        ])
        files.devices = [BoardDevice(name: "uart0", base: PhysicalAddress(0x4802_0000))]
        #expect(MapPicture(files.reading.map, title: "t").rows.map(\.title) == ["uart0 → 0x48000000"])
    }

    @Test(arguments: [
        (UInt64(0x0FFF_F800), "255.99 MB"), (32 << 20, "32 MB"), (2_322_432, "2268 KB"), (10_239_000, "9999.02 KB"),
        (0, "0 bytes"),
        (0x1000, "4 KB"), (512, "512 bytes"), (20_000 << 20, "19.53 GB"), (10_001, "9.76 KB"),
    ])
    func `sizes are given in the unit that reads best`(_ bytes: UInt64, _ text: String) {
        #expect(sizeText(bytes) == text)
    }
}
