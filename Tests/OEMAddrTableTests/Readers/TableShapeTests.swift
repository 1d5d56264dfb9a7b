import Diagnostics
import GuestAddress
import OEMAddrTable
import Testing

/// Several tables in a file, device and RAM tables, and the other languages.
struct TableShapeTests {
    @Test func `two tables, the second chosen by name`() {
        let text = """
            g_oalAddressTable
             DCD 0x80000000, 0x30000000, 64
             DCD 0,0,0
            g_oalAddressTableHynix
             DCD 0x80000000, 0x30000000, 128
             DCD 0,0,0
            g_oalEbootAddressTable
             DCD 0x80000000, 0x30000000, 32
             DCD 0,0,0
            """
        #expect(
            readTable(text).map.tables.map(\.symbol) == [
                "g_oalAddressTable", "g_oalAddressTableHynix", "g_oalEbootAddressTable",
            ])
        #expect(readTable(text, symbol: "g_oalAddressTableHynix").rows() == ["80000000>30000000:128M"])
        let missing = readTable(text, symbol: "g_other")
        #expect(missing.marks == ["CE0013@0:0"])
        #expect(missing.rows() == ["80000000>30000000:64M"])
    }

    @Test(arguments: [true, false]) func `a device table before or behind the table that points to it`(_ isBefore: Bool)
        throws
    {
        let device =
            "g_oalCE7DeviceTable\n DCD 0x91000000, 0x001C0000, 0x00400000, 0\n DCD 0x92000000, 0x002C0000, 0x00010000, 0xC00\n DCD 0x00000000, 0x000000, 0x0000000, 0x00000\n"
        let table =
            "g_oalAddressTable\n DCD CE_NEW_MAPPING_TABLE, g_oalCE7DeviceTable, 0\n DCD 0x80000000, 0x80000000, 256\n DCD 0, 0, 0\n"
        let reading = readTable(isBefore ? device + table : table + device, profile: .wec7)
        #expect(reading.findings.isEmpty)
        let first = try #require(reading.map.tables.first)
        #expect(first.style == .new)
        #expect(first.marker?.deviceTable == "g_oalCE7DeviceTable")
        #expect(reading.rows() == ["80000000>80000000:256M"])
        #expect(reading.map.deviceRows.map(\.physical.rawValue) == [0x1C00_0000, 0x2C00_0000])
        #expect(reading.map.deviceRows.map(\.size) == [0x40_0000, 0x1_0000])
        #expect(reading.map.deviceRows.map(\.attributes) == [0, 0xC00])
    }

    @Test func `a marker that is not first stays a row`() {
        let reading = readTable(
            "g_oalAddressTable\n DCD 0x80000000, 0x30000000, 64\n DCD 0x87654321, 0, 0\n DCD 0,0,0\n")
        #expect(reading.rows() == ["80000000>30000000:64M", "87654321>00000000:0M"])
        #expect(reading.map.tables.first?.style == .classic)
        #expect(reading.map.tables.first?.mappedRows.count == 1)
    }

    @Test func `a RAM table in assembler`() {
        let reading = readTable(
            """
            g_ramTable
             DCD 0x00070000, 2, g_ramTableEntries
            g_ramTableEntries
             DCD 0x00A00000, 0x10000000, 0
             DCD 0x00C00000, 0x08000000, 1
            g_oalAddressTable
             DCD 0x80000000, 0x80000000, 256
             DCD 0, 0, 0
            """)
        #expect(reading.map.ramRows.map(\.physical.rawValue) == [0xA000_0000, 0xC000_0000])
        #expect(reading.map.ramRows.map(\.size) == [0x1000_0000, 0x0800_0000])
        #expect(reading.map.ramRows.map(\.attributes) == [0, 1])
    }

    @Test func `masm, an entry split by a label, sizes in bytes`() throws {
        let text = """
            _TEXT SEGMENT
            public _OEMAddressTable
            _OEMAddressTable:
            _g_oalAddressTable:
                dd  80000000h, 0        ; RAM
            _RamSize:
                dd  04000000h
                dd  90000000h, 0F0000000h, 00100000h
                dd  0, 0, 0
            StartUp:
                mov eax, 1
            """
        let reading = readTable(text, name: "startup.asm")
        #expect(reading.findings.isEmpty)
        let table = try #require(reading.map.tables.first)
        #expect(table.symbol == "_OEMAddressTable")
        #expect(table.aliases == ["_g_oalAddressTable"])
        #expect(table.unit == .bytes)
        #expect(reading.rows() == ["80000000>00000000:64M", "90000000>f0000000:1M"])
        #expect(table.isTerminated)
    }

    @Test func `masm with the marker between two labels`() {
        let board = BoardTables.all.first { $0.isIntel }?.source ?? ""
        let reading = readTable(board, name: "startup.asm", defines: ["NEW_STYLE": "1"])
        #expect(reading.map.tables.map(\.style) == [.new])
        #expect(reading.rows() == ["80000000>00000000:64M"])
    }

    @Test func `a C table with macros`() {
        let text = """
            #include <bsp.h>
            #define MB(x) ((x) >> 20)
            #define RAM_PA 0x30000000 /* bank
            0 */
            #define ROW(va, pa, \\
                        size) { va, pa, MB(size) }
            static int other[] = { 1, 2, 3 };
            const OAL_ADDRESS_TABLE g_oalAddressTable[] =
            {
                { 0x80000000, RAM_PA, 64 },      // RAM
                ROW(0x90000000, 0x48000000UL, 4*1024*1024),
                { (UINT32)0x91000000, RAM_PA + 0x4000000, 1, },
            #ifdef LCD
                { 0x92000000, 0x4D000000, 1 },
            #endif
                { 0, 0, 0 }
            };
            int main(void) { return other[0]; }
            """
        let reading = readTable(text, name: "table.c", files: ["bsp.h": "#pragma once\n"])
        #expect(reading.rows() == ["80000000>30000000:64M", "90000000>48000000:4M", "91000000>34000000:1M"])
        #expect(reading.map.tables.first?.isTerminated == true)
        #expect(reading.map.tables.first?.rows.map(\.location.line) == [10, 11, 12])
        #expect(readTable(text, name: "table.c", defines: ["LCD": "1"]).rows().count == 4)
    }

    @Test func `C tables without inner braces, device and RAM tables in C`() {
        let text = """
            DEVICE_TABLE g_oalDeviceTable[] = { { 0x91000000, 0x1C000000 >> 8, 0x400000, 0 }, { 0, 0, 0, 0 } };
            RAMTableEntry g_entries[] = { { 0xA0000000 >> 8, 0x10000000, CE_RAM_FAST } , { 0xB00000, 0x1000, 2 } };
            UINT32 g_oalAddressTable[] = {
              CE_NEW_MAPPING_TABLE, (UINT32)g_oalDeviceTable, 0,
              0x80000000, 0x80000000, 256,
              0, 0, 0
            };
            """
        let reading = readTable(text, name: "table.c", profile: .wec7)
        #expect(reading.rows() == ["80000000>80000000:256M"])
        #expect(reading.map.tables.first?.style == .new)
        #expect(reading.map.deviceRows.map(\.physical.rawValue) == [0x1C00_0000])
        #expect(reading.map.ramRows.map(\.physical.rawValue) == [0xB000_0000])
        #expect(reading.marks == ["CE0009@2:62"])
    }

    @Test func `reading goes on behind what cannot be read`() {
        let reading = readTable(
            """
            g_oalAddressTable
             DCD 0x80000000, 0x30000000
             DCD 0x81000000, 0x3100000G, 1
             DCX 0x82000000, 0x32000000, 1
             DCD 0x83000000, 0x33000000, 1, 2
             DCD 0x84000000, 0x134000000, 1
             DCD 0x85000000, , 1
             DCD 0x86000000, 1/0, 1
             DCD 0x87000000, 0x37000000, 1
             DCD 0, 0, 0
            """)
        #expect(reading.rows() == ["87000000>37000000:1M"])
        #expect(reading.marks.contains("CE0008@2:6"))
        #expect(reading.marks.contains("CE0005@3:18"))
        #expect(reading.marks.contains("CE0008@5:6"))
        #expect(reading.marks.contains("CE0005@6:18"))
        #expect(reading.marks.contains("CE0004@7:2"))
        #expect(reading.marks.contains("CE0005@8:19"))
        #expect(reading.map.tables.first?.isTerminated == true)
    }

    @Test func `rows behind the terminator and a second terminator are kept apart`() {
        let reading = readTable(
            "g_oalAddressTable\n DCD 0x80000000,0x30000000,64\n DCD 0,0,0\n DCD 0x90000000,0x40000000,1\n DCD 0,0,0\n")
        #expect(reading.rows() == ["80000000>30000000:64M"])
        #expect(reading.map.tables.first?.rowsAfterTerminator.map(\.short) == ["90000000>40000000:1M"])
        #expect(reading.map.tables.first?.terminators.map(\.line) == [3, 5])
    }

    @Test func `a start-up file with code around the table`() {
        let reading = readTable(
            """
             INCLUDE kxarm.h
             TEXTAREA
             STARTUPTEXT
             LEAF_ENTRY StartUp
             b ResetHandler
             add r0, r0, #4
            literal DCD 0x48000014
            g_oalAddressTable DCD 0x80000000, 0x30000000, 64
             DCD 0, 0, 0
            ResetHandler
             ldr r0, =0x53000000
             DCD StartUp
             END
            """, name: "startup.s")
        #expect(reading.rows() == ["80000000>30000000:64M"])
        #expect(reading.map.tables.count == 1)
        #expect(reading.findings.map(\.id) == ["CE0011"])
    }

    @Test func `an empty file has no table`() {
        #expect(readTable("").marks == ["CE0013@0:0"])
        #expect(readTable("\n\n; nothing\n").marks == ["CE0013@0:0"])
    }
}
