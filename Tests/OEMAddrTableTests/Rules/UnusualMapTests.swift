import Diagnostics
import GuestAddress
import Testing

@testable import OEMAddrTable

/// What is unusual in maps of boards that shipped, and what is said of it, or not.
struct UnusualMapTests {
    private func expectMarks(
        _ files: KeyValuePairs<String, String>, profile: Profile = .ce6, banks: [(UInt32, UInt64)] = [],
        defines: [String: String] = [:], location: Testing.SourceLocation = #_sourceLocation
    ) {
        let marked = MarkedFiles(files: files, profile: profile, banks: banks, defines: defines)
        #expect(marked.found == marked.expected, sourceLocation: location)
    }

    private static func table(_ rows: String) -> String { "g_oalAddressTable\n\(rows)\n        DCD     0, 0, 0\n" }

    @Test func `rows inside a row that agree`() {
        expectMarks([
            "t.inc": Self.table(
                """
                        DCD     0x80000000, 0x50000000, 128
                        DCD     0x91800000, 0x7C000000, 5
                        DCD     0x91A00000, 0x7C200000, 1       ; @CE0106:warning
                        DCD     0x91B00000, 0x7C300000, 1       ; @CE0106:warning
                """)
        ])
    }

    @Test func `a physical address off the megabyte`() {
        expectMarks([
            "t.inc": Self.table(
                """
                        DCD     0x80000000, 0x30000000, 64
                        DCD     0x91300000, 0x4D408000, 1       ; @CE0110:warning
                """)
        ])
    }

    @Test func `a device row of 64 KB`() {
        expectMarks(
            [
                "t.inc": """
                g_oalAddressTable
                        DCD     0x87654321, g_oalDeviceTable, 0
                        DCD     0x80000000, 0x80000000, 256
                        DCD     0, 0, 0
                g_oalDeviceTable
                        DCD     0x91000000, 0x001C0000, 0x00400000, 0
                        DCD     0x92000000, 0x002C0000, 0x00010000, 0
                        DCD     0, 0, 0, 0
                """
            ], profile: .wec7)
    }

    @Test func `flash mapped twice`() {
        expectMarks([
            "t.inc": Self.table(
                """
                        DCD     0x80000000, 0xC1E00000, 2
                        DCD     0x80200000, 0x00200000, 14
                        DCD     0x81000000, 0x08000000, 16
                        DCD     0x84000000, 0x00000000, 16      ; @CE0107:note
                        DCD     0x82000000, 0x08000000, 16      ; @CE0107:note
                """)
        ])
    }

    @Test func `exactly 512 MB, a RAM row of what was left, an end at 0xa0000000`() {
        expectMarks([
            "t.inc": Self.table(
                """
                        DCD     0x80000000, 0x80000000, 256
                        DCD     0x90000000, 0xA0000000, 231
                        DCD     0x9E700000, 0x48000000, 25
                """)
        ])
    }

    @Test func `a range that ends at 4 GB`() {
        expectMarks([
            "t.inc": Self.table(
                """
                        DCD     0x80000000, 0x80000000, 64
                        DCD     0x84000000, 0xFF000000, 16
                        DCD     0x9FF00000, 0xFFF00000, 1       ; @CE0107:note
                """)
        ])
    }

    @Test func `no row at 0x80000000, descending order`() {
        expectMarks([
            "t.inc": Self.table(
                """
                        DCD     0x9E000000, 0x3C000000, 32      ; @CE0114:note
                        DCD     0x9C000000, 0x38000000, 32
                        DCD     0x8C000000, 0xC0000000, 32
                        DCD     0x84000000, 0x00000000, 32
                """)
        ])
    }

    @Test func `flash at 0x80000000 and RAM elsewhere`() {
        let rows = Self.table(
            """
                    DCD     0x80000000, 0x00000000, 32      ; @CE0114:note
                    DCD     0x8C000000, 0xC0000000, 64
            """)
        expectMarks(["t.inc": rows], banks: [(0xC000_0000, 64 << 20)])
    }

    @Test func `RAM in several rows with different offsets`() {
        expectMarks([
            "t.inc": Self.table(
                """
                        DCD     0x80000000, 0x33E00000, 2       ; 64 MB, says the comment
                        DCD     0x8C000000, 0x30000000, 62
                """),
            "config.bib": """
            MEMORY
                NK       8C000000  02000000  RAMIMAGE
                RAM      8E000000  01E00000  RAM
            """,
        ])
        expectMarks([
            "t.inc": Self.table(
                """
                        DCD     0x80000000, 0x80000000, 256
                        DCD     0x90000000, 0xA0000000, 128
                """),
            "config.bib": """
            MEMORY
                NK       80000000  02000000  RAMIMAGE
                RAM      82000000  16000000  RAM         ; @CE0402:warning
            """,
        ])
    }

    @Test func `a row larger than the memory behind it`() {
        let rows = Self.table(
            """
                    DCD     0x80000000, 0x80000000, 64
                    DCD     0x97000000, 0x78000000, 64      ; 128 KB of on-chip RAM @CE0701:warning
            """)
        expectMarks(["t.inc": rows], banks: [(0x8000_0000, 64 << 20), (0x7800_0000, 128 << 10)])
    }

    @Test func `a config.bib of a larger board`() {
        expectMarks([
            "t.inc": Self.table("        DCD     0x80000000, 0x50000000, 64"),
            "config.bib": """
            MEMORY
                NK       80100000  02000000  RAMIMAGE
                RAM      82100000  05000000  RAM         ; @CE0407:error
                DISPLAY  87100000  00C00000  RESERVED    ; @CE0401:note
            """,
        ])
    }

    @Test func `an image region left over from another table`() {
        expectMarks([
            "t.inc": Self.table("        DCD     0x80000000, 0x50000000, 64"),
            "config.bib": """
            MEMORY
                NK       92000000  02000000  RAMIMAGE    ; @CE0401:error
                RAM      82000000  02000000  RAM
            """,
        ])
    }

    @Test func `x86 RAM up to the end of the address space`() {
        expectMarks([
            "startup.asm": """
            public _OEMAddressTable
            _OEMAddressTable:
                    dd  80000000h, 0, 20000000h
                    dd  0, 0, 0
            """,
            "config.bib": """
            MEMORY
                NK       80200000  02B00000  RAMIMAGE
                RAM      82D00000  7D2FFFFF  RAM         ; @CE0407:warning @CE0410:note
            """,
        ])
    }

    @Test func `a reserved region in the device table`() {
        expectMarks(
            [
                "t.inc": """
                g_oalAddressTable
                        DCD     0x87654321, g_oalCE7DeviceTable, 0
                        DCD     0x80000000, 0x80000000, 240
                        DCD     0, 0, 0
                g_oalCE7DeviceTable
                        DCD     0x8F000000, 0x8F0000, 0x01000000, 0
                        DCD     0, 0, 0, 0
                """,
                "config.bib": """
                MEMORY
                    NK       80000000  04000000  RAMIMAGE
                    RAM      84000000  0B000000  RAM
                    DRIVERS  8F000000  01000000  RESERVED   ; @CE0403:note
                """,
            ], profile: .wec7)
    }

    @Test func `overlaps of multi-region images that are meant`() {
        expectMarks([
            "t.inc": Self.table("        DCD     0x80000000, 0x50000000, 128"),
            "config.bib": """
            MEMORY
                XIPKERNEL  80100000  00500000  RAMIMAGE
                CHAIN      86000000  00002000  RESERVED
                NK         80600000  02000000  NANDIMAGE
                RAM        80600000  07A00000  RAM
            """,
        ])
    }

    @Test func `overlaps that look wrong`() {
        expectMarks([
            "t.inc": Self.table("        DCD     0x80000000, 0x50000000, 128"),
            "config.bib": """
            MEMORY
                NK         80001000  01800000  RAMIMAGE
                RAM        81001000  06FFF000  RAM        ; @CE0404:warning
                DISPLAY    87000000  00800000  RESERVED   ; @CE0404:warning
            """,
        ])
    }

    @Test func `a region over another that is inside a third`() {
        expectMarks([
            "t.inc": Self.table("        DCD     0x80000000, 0x50000000, 128"),
            "config.bib": """
            MEMORY
                NK         80000000  02000000  RAMIMAGE
                XIP        81000000  02000000  RAMIMAGE   ; @CE0404:error
                RAM        83000000  05000000  RAM
                A          82F00000  00080000  RESERVED   ; @CE0404:warning
                B          90000000  00100000  RESERVED   ; @CE0401:note
                C          90080000  00100000  RESERVED   ; @CE0401:note @CE0404:note
            """,
        ])
    }

    @Test func `a table for twice the RAM that config.bib uses`() {
        expectMarks([
            "t.inc": Self.table("        DCD     0x80000000, 0x50000000, 256"),
            "config.bib": """
            MEMORY
                NK         80000000  02000000  RAMIMAGE
                RAM        82000000  06000000  RAM        ; @CE0417:note
            """,
        ])
    }

    @Test func `physical addresses in the bib of a boot loader`() {
        expectMarks([
            "eboot.bib": """
            MEMORY
                EBOOT      00030000  00040000  RAMIMAGE
                RAM        00070000  00010000  RAM
            """
        ])
        expectMarks([
            "t.inc": Self.table("        DCD     0x80000000, 0x00000000, 64"),
            "config.bib": """
            MEMORY
                NK         00200000  02000000  RAMIMAGE   ; @CE0408:error
                RAM        82200000  01E00000  RAM
            """,
        ])
    }

    @Test func `a RAM size constant that is not the row's`() {
        expectMarks([
            "t.inc": Self.table("        DCD     0x80000000, 0x80000000, 240"),
            "image_cfg.h": """
            #define DEVICE_RAM_PA    0x80000000
            #define DEVICE_RAM_SIZE  0x20000000 // @CE0603:note
            """,
        ])
    }

    @Test func `constants of arguments that the table contradicts`() {
        expectMarks([
            "t.inc": Self.table(
                """
                        DCD     0x80000000, 0x80000000, 64
                        DCD     0x90000000, 0xE0000000, 8
                """),
            "image_cfg.h": """
            #define IMAGE_SHARE_ARGS_CA    0x90000800
            #define IMAGE_SHARE_ARGS_PA    0x00000800 // @CE0602:warning
            #define IMAGE_SHARE_ARGS_SIZE  0x00000800
            """,
        ])
    }

    @Test func `the old table under Compact 7`() {
        let text = """
            g_oalAddressTable                               ; @CE0118:note
                    DCD     0x80000000, 0x50000000, 128
                    DCD     0, 0, 0
            """
        expectMarks(["t.inc": text], profile: .wec7)
    }

    @Test func `an empty table file and a stub of a config.bib`() {
        let marked = MarkedFiles(files: ["t.inc": "", "config.bib": "\n\n#include \"other.bib\""])
        #expect(marked.found == ["config.bib:3 CE0011 note", "t.inc:0 CE0013 error"])
    }

    @Test func `dead text in comments`() {
        expectMarks([
            "t.inc": Self.table(
                """
                        DCD     0x80000000, 0x80000000, 256
                ;       DCD     x, 0x48000000, 1
                ;       DCD     NEXT, 0, 0      ; 6ENDIF
                """)
        ])
    }

    @Test func `an empty branch of a condition has no end either`() {
        let text = """
            g_oalAddressTable       ; @CE0105:error
                    IF BOARD_A
                    DCD     0x80000000, 0x80000000, 256
                    DCD     0, 0, 0
                    ENDIF
            """
        let marked = MarkedFiles(files: ["t.inc": text])
        #expect(marked.found.contains { $0.contains("CE0105 error") || $0.contains("CE0013 error") })
    }

    /// What is found in the tables of boards that shipped: never an error.
    @Test(arguments: BoardTables.all) func `a shipped board has no error`(_ board: BoardTables) {
        let profile: Profile = board.deviceRows.isEmpty ? .ce6 : .wec7
        let reading = readTable(board.source, name: board.fileName, profile: profile)
        let found = MapRules.check(reading.map).filter { $0.severity > .note }.map { "\($0.id) \($0.severity)" }
        let expected = [
            "smdk2450": ["CE0110 warning"],
            "bigstar": [],
        ]
        #expect(found == expected[board.name] ?? [])
    }
}
