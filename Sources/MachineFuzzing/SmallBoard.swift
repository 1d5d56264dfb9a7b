import CEMachine
internal import Diagnostics
import GuestAddress
import OEMAddrTable

/// A board that is made quickly: 8 MB of RAM, 5 MB of it for the page pool.
enum SmallBoard {
    static let ramBase: UInt32 = 0x3000_0000
    private static let ramSize: UInt64 = 8 << 20

    /// - Throws: `MachineFuzzing.Unusable` when the rules no longer take the map.
    static func make(cpu: String) throws -> BoardConfiguration {
        let here = SourceLocation(file: "small.inc", line: 1)
        let row = StaticRow(
            virtual: VirtualAddress(0x8000_0000), physical: PhysicalAddress(ramBase), size: ramSize, location: here)
        let table = AddressTable(
            symbol: "g_oalAddressTable", style: .classic, rows: [row], isTerminated: true, location: here)
        var map = MemoryMap(profile: .ce6, tables: [table])
        map.regions = [
            BibRegion(name: "RAM", start: VirtualAddress(0x8020_0000), size: 5 << 20, kind: .ram, location: here)
        ]
        guard let bank = AddressRange(base: PhysicalAddress(ramBase), size: ramSize) else {
            throw MachineFuzzing.Unusable(description: "the bank")
        }
        map.banks = [RAMBank(range: bank)]
        guard let valid = map.validated().0 else { throw MachineFuzzing.Unusable(description: "the map") }
        return BoardConfiguration(name: "small", cpu: cpu, map: valid)
    }
}
