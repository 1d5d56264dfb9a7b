import CEDevices
import CEMachine
import Diagnostics
import GuestAddress
import OEMAddrTable
import Testing

/// Boards and machines for tests, without files.
enum TestBoard {
    /// Cortex-A8, 1 GB at 0x80000000, 256 MB of it in the static map with 64 MB for the page pool, classic table.
    static func omap(_ profile: Profile = .ce6, cpu: String = "cortex-a8") throws -> BoardConfiguration {
        try make(
            cpu, profile, rows: [(0x8000_0000, 0x8000_0000, 256), (0x9000_0000, 0x4800_0000, 16)],
            banks: [(0x8000_0000, 0x4000_0000)], pool: (0x8C00_0000, 0x0400_0000),
            devices: [DeviceConfiguration(name: "uart0", type: .serialPort, base: PhysicalAddress(0x4902_0000))])
    }

    /// ARM926, 64 MB at 0x30000000 as 0x80000000.
    static func s3c() throws -> BoardConfiguration {
        try make(
            "arm926", .ce6, rows: [(0x8000_0000, 0x3000_0000, 64), (0x9000_0000, 0x5000_0000, 1)],
            banks: [(0x3000_0000, 0x0400_0000)], pool: (0x8200_0000, 0x0180_0000))
    }

    static func make(
        _ cpu: String, _ profile: Profile, rows: [(UInt32, UInt32, UInt64)], banks: [(UInt32, UInt64)],
        pool: (UInt32, UInt64), devices: [DeviceConfiguration] = []
    ) throws -> BoardConfiguration {
        let here = SourceLocation(file: "test.inc", line: 1)
        let table = AddressTable(
            symbol: "g_oalAddressTable", style: .classic,
            rows: rows.map {
                StaticRow(
                    virtual: VirtualAddress($0.0), physical: PhysicalAddress($0.1), size: $0.2 << 20, location: here)
            }, isTerminated: true, location: here)
        var map = MemoryMap(profile: profile, tables: [table])
        map.regions = [
            BibRegion(name: "RAM", start: VirtualAddress(pool.0), size: pool.1, kind: .ram, location: here)
        ]
        map.banks = try banks.map {
            RAMBank(range: try #require(AddressRange(base: PhysicalAddress($0.0), size: $0.1)))
        }
        let (valid, findings) = map.validated()
        let usable = try #require(valid, "\(findings)")
        return BoardConfiguration(name: "test", cpu: cpu, map: usable, devices: devices)
    }
}
