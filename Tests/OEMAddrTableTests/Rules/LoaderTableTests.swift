import Diagnostics
import OEMAddrTable
import Testing

/// Tables of boot loaders against the kernel's.
struct LoaderTableTests {
    private static func findings(_ loader: String, bib: String = Self.bib) -> [String] {
        var inputs = MapInputs(profile: .ce6, tables: ["oemaddrtab_cfg.inc"], bibs: ["config.bib"])
        inputs.loaderTables = ["EBOOT/table.inc"]
        let sources = MemorySources([
            "oemaddrtab_cfg.inc": "g_oalAddressTable\n DCD 0x80000000, 0x30000000, 64\n DCD 0, 0, 0\n",
            "config.bib": bib, "EBOOT/table.inc": loader,
        ])
        let reading = MapReader(inputs, sources: sources).read()
        return (reading.findings + MapRules.check(reading.map)).map {
            "\($0.location.file):\($0.location.line) \($0.severity) \($0.message)"
        }
    }

    private static let bib = """
        MEMORY
            ARGS 80000000 00001000 RESERVED
            NK   80200000 02000000 RAMIMAGE
            RAM  82200000 01E00000 RAM
        """

    @Test func `the same memory by other rows is the same`() {
        let more = "t\n DCD 0x80000000, 0x30000000, 64\n DCD 0x90000000, 0x00000000, 2\n DCD 0,0,0\n"
        #expect(Self.findings(more) == [])
        let halves = "t\n DCD 0x80000000, 0x30000000, 32\n DCD 0x82000000, 0x32000000, 32\n DCD 0,0,0\n"
        #expect(Self.findings(halves) == [])
    }

    @Test func `other memory behind the image is told once, at the loader's row`() {
        #expect(
            Self.findings("t\n DCD 0x80000000, 0x38000000, 64\n DCD 0,0,0\n") == [
                "EBOOT/table.inc:2 warning the boot loader maps ARGS at 0x80000000 to 0x38000000, the kernel to "
                    + "0x30000000"
            ])
    }

    @Test func `a row that ends before the image region does is a note`() {
        #expect(
            Self.findings("t\n DCD 0x80000000, 0x30000000, 32\n DCD 0,0,0\n") == [
                "EBOOT/table.inc:2 note the boot loader maps NK up to 0x82000000 only, the region ends at 0x82200000"
            ])
    }

    @Test func `a loader's table that cannot be read, or maps other addresses, says nothing`() {
        #expect(Self.findings("t\n DCD 0x80000000, NOBODY_KNOWS, 64\n DCD 0,0,0\n") == [])
        #expect(Self.findings("t\n DCD 0x9C000000, 0x30000000, 64\n DCD 0,0,0\n") == [])
        #expect(Self.findings("nothing at all\n") == [])
    }
}
