import Diagnostics
import GuestAddress
import JSON
import Testing

@testable import OEMAddrTable

/// Tables that the kernel of a profile never reads are used by nothing.
struct KernelTableTests {
    private static let tables: KeyValuePairs<String, String> = [
        "tables.c": """
        static const RAMTableEntry g_RamEntries[] = {
            { 0xA0000000 >> 8, 0x10000000, 0 },
        };
        const OAL_DEVICE_TABLE g_oalDeviceTable[] = {
            { 0x98000000, 0x48000000 >> 8, 0x00100000, 0 },
            { 0, 0, 0, 0 }
        };
        const OAL_ADDRESS_TABLE g_oalAddressTable[] = {
            { 0x80000000, 0x80000000, 256 },
            { 0, 0, 0 }
        };
        """
    ]

    private static func map(_ profile: Profile) -> MemoryMap {
        MarkedFiles(files: tables, profile: profile, banks: [(0x8000_0000, 1 << 30)]).reading.map
    }

    @Test func `under CE 6 a RAM table leaves RAM where it was`() throws {
        let map = Self.map(.ce6)
        #expect(map.ramRows.count == 1)
        let booted = try #require(map.validated().map).map
        #expect(booted.ramRows.isEmpty)
        #expect(booted.deviceRows.isEmpty)
        let findings = MapRules.check(map).map { "\($0.id) \($0.message)" }
        #expect(
            findings == [
                "CE0304 Windows Embedded CE 6.0 does not read OEMRamTable",
                "CE0205 g_oalAddressTable has no CE_NEW_MAPPING_TABLE row that points to the device table",
                "CE0702 768 MB of RAM at physical 0x90000000-0xbfffffff are in no row",
            ])
        let facts = AddressLookup(map).facts(ofPhysical: PhysicalAddress(0xA100_0000))
        #expect(
            facts.first { $0.name == "OEMRamTable" }?.answer
                == "Windows Embedded CE 6.0 does not read this table, tables.c:2:7")
    }

    @Test func `Compact 7 reads the RAM table, and a device table only through the marker row`() throws {
        var map = Self.map(.wec7)
        #expect(try #require(map.validated().map).map.ramRows.map(\.physical.rawValue) == [0xA000_0000])
        #expect(try #require(map.validated().map).map.deviceRows.isEmpty)
        map.tables[0].style = .new
        map.tables[0].marker = AddressTable.Marker(
            deviceTable: "g_oalDeviceTable", location: SourceLocation(file: "tables.c"))
        #expect(try #require(map.validated().map).map.deviceRows.count == 1)
        map.tables[0].marker = AddressTable.Marker(deviceTableAddress: 0, location: SourceLocation(file: "tables.c"))
        #expect(try #require(map.validated().map).map.deviceRows.isEmpty)
    }

    @Test func `a picture names the tables that it leaves out`() {
        let text = TextPicture(MapPicture(Self.map(.ce6), title: "t"), width: 80, colored: false).text
        #expect(text.contains("OEMRamTable is not read by this kernel and not drawn"))
        #expect(text.contains("OEMDeviceTable is not read by this kernel and not drawn"))
        #expect(!text.contains("0x98000000"))
        let document = MapDocument(Self.map(.ce6)).value
        #expect(document["readsRAMTable"] == .bool(false))
        #expect(document["ramRows"]?.elements?.count == 1)
    }

    @Test func `without a profile the tables say which kernel they are for`() {
        let table = """
                    EXPORT  g_oalAddressTable[DATA]
            g_oalAddressTable
                    DCD     CE_NEW_MAPPING_TABLE, g_devices, 0
                    DCD     0x80000000, 0x40000000, 256
                    DCD     0, 0, 0
            g_devices
                    DCD     0x90000000, 0x0080000, 0x00010000, 0
                    DCD     0, 0, 0, 0
            """
        func reading(_ name: String, _ text: String, _ profile: Profile? = nil) -> MapReading {
            MapReader(MapInputs(profile: profile, tables: [name]), sources: MemorySources([name: text])).read()
        }
        let marked = reading("t.inc", table)
        #expect(marked.map.profile == .wec7)
        #expect((marked.findings + MapRules.check(marked.map)).map { "\($0.id) \($0.severity)" } == ["CE0025 note"])
        #expect(marked.findings.first?.location.line == 3)
        let listed = reading("tables.c", Self.tables[0].value)
        #expect(listed.map.profile == .wec7)
        #expect(listed.findings.map(\.id) == ["CE0025"])
        let classic = reading("t.inc", "g_oalAddressTable\n    DCD 0x80000000, 0x40000000, 256\n    DCD 0, 0, 0\n")
        #expect(classic.map.profile == .ce6)
        #expect(classic.findings.isEmpty)
        // What is given wins.
        let given = reading("t.inc", table, .ce6)
        #expect(given.map.profile == .ce6)
        #expect((given.findings + MapRules.check(given.map)).map(\.id) == ["CE0117"])
        #expect(reading("t.inc", table, .wec2013).map.profile == .wec2013)
    }
}
