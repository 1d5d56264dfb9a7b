import Diagnostics
import GuestAddress
import OEMAddrTable
import Testing

/// Every form of a DCD table that shipped BSP files use.
struct ArmasmTableTests {
    static let plain = """
        ; a table
                EXPORT  g_oalAddressTable[DATA]
        g_oalAddressTable
                DCD     0x80000000, 0x50000000, 64      ; RAM
                DCD     0x90000000, 0x70000000,  4; SROM
                DCD     0x00000000, 0x00000000, 0
                END
        """

    @Test func `rows, label, terminator and places`() throws {
        let reading = readTable(Self.plain)
        #expect(reading.findings.isEmpty)
        #expect(reading.rows() == ["80000000>50000000:64M", "90000000>70000000:4M"])
        let table = try #require(reading.map.tables.first)
        #expect(table.symbol == "g_oalAddressTable")
        #expect(table.style == .classic)
        #expect(table.isTerminated)
        #expect(table.location.description == "oemaddrtab_cfg.inc:3:1")
        #expect(table.rows[0].location == SourceLocation(file: "oemaddrtab_cfg.inc", line: 4, column: 17, length: 26))
        #expect(table.rows[1].location(of: \.sizePlace).description == "oemaddrtab_cfg.inc:5:42")
        #expect(table.terminators.map(\.line) == [6])
    }

    @Test(arguments: [
        ("DCD 0x80000000, 0x48000, 1", "80000000>00048000:1M"),
        ("DCD 0x80000000,0x00C00,1", "80000000>00000c00:1M"),
        ("dcd 0x8a000000, 0xb0000000, 0x10", "8a000000>b0000000:16M"),
        ("DCD\\t0x80000000,\\t0x30000000,\\t64\\t; tabs", "80000000>30000000:64M"),
        ("DCD &80000000, &30000000, 64", "80000000>30000000:64M"),
        ("DCD 0x80000000, 0x30000000, 2_1000000", "80000000>30000000:64M"),
        ("DCD 0x80000000, 0x30000000, (64*1024*1024):SHR:20", "80000000>30000000:64M"),
        ("DCD 0x80000000 :OR: 0x100000, 0x30000000 + 0x100000, 1 << 3", "80100000>30100000:8M"),
        ("DCD 2147483648, 0x30000000, 0x40   ", "80000000>30000000:64M"),
        ("DCDU 0x80000000, 0x30000000, 64", "80000000>30000000:64M"),
    ])
    func `number forms`(_ row: String, _ expected: String) {
        let line = row.split(separator: "\\t", omittingEmptySubsequences: false).joined(separator: "\t")
        let reading = readTable("g_oalAddressTable\n    \(line)\n    DCD 0, 0, 0\n")
        #expect(reading.rows() == [expected])
        #expect(reading.findings.isEmpty)
        #expect(reading.map.tables.first?.isTerminated == true)
    }

    @Test func `a row at column 1, ALIGN at column 1, no newline at the end`() {
        let reading = readTable("ALIGN\ng_oalAddressTable\nDCD 0x80000000, 0x30000000, 64\nDCD 0,0,0")
        #expect(reading.rows() == ["80000000>30000000:64M"])
        #expect(reading.map.tables.first?.isTerminated == true)
        #expect(reading.findings.isEmpty)
    }

    @Test(arguments: ["\r\n", "\n", "\r"]) func `line ends keep the line numbers`(_ end: String) {
        let text = Self.plain.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: end)
        let reading = readTable(text)
        #expect(reading.map.tables.first?.rows.map(\.location.line) == [4, 5])
    }

    @Test func `rows commented out are no rows`() {
        let reading = readTable(
            """
            g_oalAddressTable
                    DCD 0x80000000, 0x30000000, 64
                    ;DCD 0x84000000, 0x34000000, 64
            ;       DCD 0x88000000, 0x38000000, 64
            // BANK 6ENDIF
                    DCD 0x00000000, 0x00000000, 0   ; ENDIF
            """)
        #expect(reading.rows() == ["80000000>30000000:64M"])
        #expect(reading.findings.isEmpty)
    }

    @Test func `bytes that are not UTF-8 stand in a comment`() {
        var bytes = Array("g_oalAddressTable\n DCD 0x80000000, 0x30000000, 64 ; ".utf8)
        bytes += [0xC4, 0xDA, 0xB4, 0xE6, 0x0D, 0x0A]
        bytes += Array(" DCD 0, 0, 0\r\n".utf8)
        let sources = MemorySources([SourceFile(path: "t.inc", bytes: bytes)])
        let reading = MapReader(MapInputs(tables: ["t.inc"]), sources: sources).read()
        #expect(reading.rows() == ["80000000>30000000:64M"])
        #expect(reading.findings.isEmpty)
    }

    @Test func `symbols of another file in the physical column`() {
        let reading = readTable(
            """
            g_oalAddressTable
                    DCD 0x80000000, CSP_BASE_MEM_PA_CSD0, 64
                    DCD 0x97D00000, CSP_BASE_REG_PA_AIPS1, 1
                    DCD 0x00000000, 0x00000000, 0
            """,
            includes: [
                "base_mem.inc": "CSP_BASE_MEM_PA_CSD0 EQU 0x80000000\n END\n",
                "base_regs.inc":
                    "        IF !:DEF: BASE_REGS\nBASE_REGS EQU 1\nCSP_BASE_REG_PA_AIPS1 EQU (0x43F00000)\n ENDIF\n",
            ])
        #expect(reading.rows() == ["80000000>80000000:64M", "97d00000>43f00000:1M"])
        #expect(reading.findings.isEmpty)
    }

    @Test func `a symbol that nothing defines leaves its row out and says so`() {
        let reading = readTable("g_oalAddressTable\n DCD 0x80000000, BASE_PA, 64\n DCD 0,0,0\n")
        #expect(reading.rows() == [])
        #expect(reading.marks == ["CE0009@2:18"])
        #expect(
            readTable("t_AddressTable\n DCD 0x80000000, BASE_PA, 64\n DCD 0,0,0\n", defines: ["BASE_PA": "0x30000000"])
                .rows() == ["80000000>30000000:64M"])
    }

    @Test func `a symbol may be defined behind its use`() {
        let reading = readTable(
            "g_oalAddressTable\n DCD 0x80000000, PA, MB\n DCD 0,0,0\nPA EQU 0x30000000\nMB EQU PA :SHR: 24\n")
        #expect(reading.rows() == ["80000000>30000000:48M"])
    }

    @Test func `an include in the table, by another case and with back slashes`() {
        let reading = readTable(
            "g_oalAddressTable\n INCLUDE ..\\Inc\\Rows.INC\n DCD 0,0,0\n",
            files: ["rows.inc": " DCD 0x80000000, 0x30000000, 64\n END\nnot read\n"])
        #expect(reading.rows() == ["80000000>30000000:64M"])
        #expect(reading.map.tables.first?.rows.first?.location.description == "rows.inc:1:6")
    }
}
