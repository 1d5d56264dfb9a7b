import GuestAddress
import MapExport
import OEMAddrTable
import Testing

/// What `export` writes; the tools themselves read it in CommandTests.
struct MapExportTests {
    private static let table = """
        g_oalAddressTable
                DCD     0x80000000, 0x30000000, 64      ; SDRAM "bank" 6
                DCD     0x90000000, 0x48000000, 16      ; SFR: UART & co
                DCD     0x91000000, 0x48000000, 16      ; SFR: UART & co
                DCD     0, 0, 0
        """
    private static let bib = """
        MEMORY
            ARGS 80000000 00001000 RESERVED
            NK   80001000 00FFF000 RAMIMAGE
            RAM  81000000 03000000 RAM
        """

    private func export(_ format: MapExport.Format, title: String = "board */ one") -> String {
        var inputs = MapInputs(profile: .ce6, tables: ["t.inc"], bibs: ["config.bib"])
        inputs.devices = [BoardDevice(name: "uart 0", base: PhysicalAddress(0x5000_0000))]
        let sources = MemorySources(["t.inc": Self.table, "config.bib": Self.bib])
        return MapExport(MapReader(inputs, sources: sources).read().map, title: title).text(format)
    }

    @Test func `a device tree has memory, reserved memory and registers`() {
        let text = export(.dts)
        #expect(text.hasPrefix("/dts-v1/;\n"))
        #expect(
            text.contains(
                "\tmemory@30000000 {\n\t\tdevice_type = \"memory\";\n\t\treg = <0x30000000 0x04000000>;\n\t};\n"))
        #expect(text.contains("\t\tNK@30001000 {\n\t\t\treg = <0x30001000 0x00fff000>;\n\t\t};\n"))
        #expect(text.contains("\t\tuart_0@50000000 {\n\t\t\treg = <0x50000000 0x00001000>;\n\t\t};\n"))
        #expect(text.contains("\t\tSFR_UART_co@48000000 {\n\t\t\treg = <0x48000000 0x01000000>;\n\t\t};\n"))
        // Two rows and their aliases over the same registers are one block.
        #expect(text.split(separator: "@48000000").count == 2)
    }

    @Test func `a bank of the whole space is two cells twice`() {
        let bank = RAMBank(range: AddressRange(base: PhysicalAddress(0), clampedSize: 1 << 32))
        let text = MapExport(MemoryMap(banks: [bank]), title: "x").text(.dts)
        #expect(text.contains("reg = <0x00000000 0x80000000>, <0x80000000 0x80000000>;"))
    }

    @Test func `GDB gets attributes without overlaps, variables and a translation`() {
        let lines = export(.gdb).split(separator: "\n")
        #expect(
            lines.filter { $0.hasPrefix("mem ") } == [
                "mem 0x80000000 0x84000000 rw cache", "mem 0x90000000 0x91000000 rw nocache",
                "mem 0x91000000 0x92000000 rw nocache", "mem 0xa0000000 0xa4000000 rw cache",
                "mem 0xb0000000 0xb1000000 rw nocache", "mem 0xb1000000 0xb2000000 rw nocache",
            ])
        #expect(lines.contains("set $SDRAM_bank_6 = 0x80000000"))
        #expect(lines.contains("set $SFR_UART_co_2 = 0x91000000"))
        #expect(lines.contains("set $uart_0_regs = 0x50000000"))
    }

    @Test func `TRACE32 gets a translation for each row and its alias`() {
        let lines = export(.trace32).split(separator: "\n").filter { $0.hasPrefix("TRANS") }
        #expect(lines.first == "TRANSlation.RESet")
        #expect(lines.contains("TRANSlation.Create 0x80000000--0x83ffffff A:0x30000000--0x33ffffff"))
        #expect(lines.contains("TRANSlation.Create 0xa0000000--0xa3ffffff A:0x30000000--0x33ffffff"))
        #expect(lines.count == 8)
    }

    @Test func `a linker script has the regions and the rows beside them`() {
        let lines = export(.ld).split(separator: "\n")
        #expect(lines[0].hasPrefix("/* Memory of board * / one."))
        #expect(lines.contains("  NK (rx) : ORIGIN = 0x80001000, LENGTH = 0x00fff000  /* RAMIMAGE */"))
        #expect(
            lines.contains("  SFR_UART_co (rw) : ORIGIN = 0x90000000, LENGTH = 0x01000000  /* row to 0x48000000 */"))
        #expect(!lines.contains { $0.hasPrefix("  SDRAM") })
        #expect(lines.last == "SFR_UART_co_regs = 0x48000000;")
    }

    @Test func `scripts for disassemblers have every row, with text of others as strings`() {
        for format in [MapExport.Format.ghidra, .ida] {
            let text = export(format)
            #expect(
                text.contains(
                    #"("SDRAM_bank_6", 0x80000000, 0x04000000, True, "physical 0x30000000 SDRAM \"bank\" 6"),"#))
            #expect(text.contains(#"("NK", 0x80001000),"#))
        }
    }

    @Test func `SVD has the blocks of registers`() {
        let text = export(.svd, title: "a & b")
        #expect(text.contains("<description>Blocks of registers of a &amp; b</description>"))
        #expect(text.contains("<name>uart_0</name>"))
        #expect(text.contains("<baseAddress>0x50000000</baseAddress>"))
        #expect(text.contains("<size>0x01000000</size>"))
    }

    @Test func `names and titles of others stay inside of their line`() {
        var map = MemoryMap(banks: [RAMBank(range: AddressRange(base: PhysicalAddress(0), clampedSize: 1 << 20))])
        map.devices = ["a\n}; evil", "a } evil", "", "1\"", "A__EVIL"].enumerated().map {
            BoardDevice(name: $1, base: PhysicalAddress(0x4000_0000 + UInt32($0) << 12))
        }
        for format in MapExport.Format.allCases {
            let text = MapExport(map, title: "x\nquit\n").text(format)
            #expect(!text.contains("\nquit"), "\(format)")
            #expect(!text.contains("evil\n") && !text.contains("}; evil"), "\(format)")
        }
        let names = MapExport(map, title: "x").text(.svd).split(separator: "\n").filter { $0.hasPrefix("      <name>") }
        #expect(
            names.map { $0.dropFirst(12).dropLast(7) } == ["a_evil", "a_evil_2", "m", "m1", "A_EVIL_3"])
    }
}
