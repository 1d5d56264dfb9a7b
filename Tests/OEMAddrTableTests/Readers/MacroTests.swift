import Diagnostics
import OEMAddrTable
import Testing

/// Macros and loops that lay down rows.
struct MacroTests {
    private func read(_ text: String, name: String = "oemaddrtab_cfg.inc") -> MapReading { readTable(text, name: name) }

    @Test func `WHILE runs as long as its condition holds`() {
        let reading = read(
            """
                    GBLA    i
            i       SETA    0
            g_oalAddressTable
                    DCD     0x80000000, 0x30000000, 64
                    WHILE   i < 4
                    DCD     0x90000000 + (i :SHL: 20), 0x48000000 + (i :SHL: 20), 1
            i       SETA    i + 1
                    WEND
                    DCD     0, 0, 0
            """)
        #expect(reading.findings.isEmpty, "\(reading.findings)")
        #expect(
            reading.rows() == ["80000000>30000000:64M"]
                + (0..<4).map { "90\($0)00000>48\($0)00000:1M" })
        #expect(reading.map.tables.first?.rows.last?.location.line == 6)
    }

    @Test func `an armasm macro takes its parameters, a label and defaults`() {
        let reading = read(
            """
                    MACRO
            $name   MAPROW  $va, $pa, $mb=1
            $name   DCD     $va, 0x$pa.000000, $mb
                    MEND
                    MACRO
                    TWO     $va
                    MAPROW  $va, 48, 16
                    IF $va = 0x90000000
                    MEXIT
                    ENDIF
                    MAPROW  0x98000000, 4A
                    MEND
            g_oalAddressTable
                    MAPROW  0x80000000, 30, 64
                    TWO     0x90000000
                    TWO     0x94000000
                    DCD     0, 0, 0
            """)
        #expect(reading.findings.isEmpty, "\(reading.findings)")
        #expect(
            reading.rows() == [
                "80000000>30000000:64M", "90000000>48000000:16M", "94000000>48000000:16M", "98000000>4a000000:1M",
            ])
        // What a macro makes is found where it is called.
        #expect(reading.map.tables.first?.rows.map(\.location.line) == [14, 15, 16, 16])
    }

    @Test func `masm macros and REPT`() {
        let reading = read(
            """
            MAPROW MACRO va, pa, bytes
                    dd va, pa, bytes
            ENDM
            count = 0
            _OEMAddressTable:
                    MAPROW 80000000h, 0, 04000000h
            REPT 2
                    dd 90000000h + count * 400000h, 48000000h + count * 400000h, 00400000h
            count = count + 1
            ENDM
                    dd 0, 0, 0
                    END
            """, name: "startup.asm")
        #expect(reading.findings.isEmpty, "\(reading.findings)")
        #expect(
            reading.rows() == ["80000000>00000000:64M", "90000000>48000000:4M", "90400000>48400000:4M"])
    }

    @Test func `a loop that cannot be evaluated is a warning, and the table is not called empty`() {
        let reading = read(
            """
            g_oalAddressTable
                    WHILE   i < SOC_COUNT
                    DCD     0x80000000, 0x30000000, 64
                    WEND
                    DCD     0, 0, 0
            """)
        #expect(reading.findings.map { "\($0.id) \($0.severity)" } == ["CE0014 warning"])
        #expect(MapRules.check(reading.map).isEmpty)
        #expect(reading.gap?.reason == "1 row of g_oalAddressTable could not be read")
    }

    @Test(arguments: [
        "g_oalAddressTable\n WHILE {TRUE}\n DCD 0x80000000, 0, 1\n WEND\n",
        "g_oalAddressTable\n WHILE {TRUE}\n WEND\n", " MACRO\n A\n A\n MEND\n A\n",
        " MACRO\n A\n B\n B\n MEND\n MACRO\n B\n A\n A\n MEND\n A\n",
        " WHILE {TRUE}\n WHILE {TRUE}\n DCD 1\n WEND\n WEND\n", " MACRO\n", " WHILE 1 = 1\n", " WEND\n MEND\n MEXIT\n",
        " MACRO\n MEND\n", " MACRO\n $l\n MEND\n",
        " MACRO\n A $p\n DCD $p$p$p$p\n A $p$p\n MEND\n A 1111111111111111\n",
    ])
    func `bodies without end come to an end`(_ text: String) {
        let reading = read(text)
        #expect(reading.findings.count < 20)
        #expect(reading.map.tables.allSatisfy { $0.rows.count <= 20_000 })
    }
}
