import Diagnostics
import OEMAddrTable
import Testing

/// Tables in the language of GNU as.
struct GNUTableTests {
    private func read(_ text: String, files: [String: String] = [:]) -> MapReading {
        readTable(text, name: "table.s", files: files)
    }

    @Test func `words in all their names, comments in all their forms`() {
        let reading = read(
            """
            # a line of its own
                    .globl  OEMAddressTable
            OEMAddressTable:
                    .word 0x80000000, 0x30000000, 64   @ RAM
                    .long 0x90000000, 0x48000000, 16   # registers
                    .int 0x91000000, 0x4a000000, 1     // more
                    .4byte 0x92000000, /* far */ 0x50000000, 0b10
                    .word 0x93000000; .word 0x51000000; .word 04
                    .word 0, 0, 0
            """)
        #expect(reading.findings.isEmpty, "\(reading.findings)")
        #expect(
            reading.rows() == [
                "80000000>30000000:64M", "90000000>48000000:16M", "91000000>4a000000:1M", "92000000>50000000:2M",
                "93000000>51000000:4M",
            ])
    }

    @Test func `symbols, conditions, macros and the preprocessor`() {
        let reading = read(
            """
            #include "regs.h"
            #ifdef BIG
            #define RAM_MB 256
            #else
            #define RAM_MB 128
            #endif
                    .equ RAM_PA, 0x50000000
                    .set OFFSET, 1 << 20
            MORE = RAM_PA + OFFSET * 256
                    .macro row va, pa, mb=1
                    .word \\va, \\pa, \\mb
                    .endm
                    .section .rodata
            g_oalAddressTable:
                    row 0x80000000, RAM_PA, RAM_MB
                    .ifdef NOWHERE
                    row 0x90000000, 0, 1
                    .else
                    row 0x90000000, REGS
                    .endif
                    .rept 1
                    .word 0x98000000, MORE, 1
                    .endr
                    .word 0, 0, 0
            """, files: ["regs.h": "#define REGS 0x48000000\n"])
        #expect(reading.findings.filter { $0.id != "CE0006" }.isEmpty, "\(reading.findings)")
        #expect(
            reading.rows() == ["80000000>50000000:128M", "90000000>48000000:1M", "98000000>60000000:1M"])
        #expect(reading.map.tables.first?.rows.first?.location.line == 15)
    }

    @Test func `a word that nothing defines is told`() {
        let reading = read("g_oalAddressTable:\n    .word 0x80000000, SOC_PA, 64\n    .word 0, 0, 0\n")
        #expect(reading.findings.map(\.id) == ["CE0009"])
        #expect(reading.map.tables.first?.rowsLeftOut == 1)
    }
}
