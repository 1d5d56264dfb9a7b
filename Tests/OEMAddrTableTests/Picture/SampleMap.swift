import Diagnostics
import GuestAddress

@testable import OEMAddrTable

/// A map made by hand that has a bit of everything.
enum SampleMap {
    static func row(_ virtual: UInt32, _ physical: UInt32, _ megabytes: UInt64, line: Int) -> StaticRow {
        StaticRow(
            virtual: VirtualAddress(virtual), physical: PhysicalAddress(physical), size: megabytes << 20,
            location: SourceLocation(file: "oemaddrtab_cfg.inc", line: line, column: 9, length: 30))
    }

    static func region(
        _ name: String, _ start: UInt32, _ size: UInt64, _ kind: BibRegion.Kind, line: Int
    ) -> BibRegion {
        BibRegion(
            name: name, start: VirtualAddress(start), size: size, kind: kind,
            location: SourceLocation(file: "config.bib", line: line, column: 1, length: 40))
    }

    static let classic = MemoryMap(
        profile: .ce6,
        tables: [
            AddressTable(
                symbol: "g_oalAddressTable", style: .classic,
                rows: [
                    row(0x8000_0000, 0x8000_0000, 256, line: 4), row(0x9000_0000, 0x4800_0000, 16, line: 5),
                    row(0x9100_0000, 0x4900_0000, 1, line: 6), row(0x9110_0000, 0x5000_0000, 1, line: 7),
                    row(0x9400_0000, 0x6800_0000, 2, line: 8), row(0x9FF0_0000, 0x4020_0000, 1, line: 9),
                ], isTerminated: true, location: SourceLocation(file: "oemaddrtab_cfg.inc", line: 3))
        ],
        regions: [
            region("ARGS", 0x8000_0000, 0x1000, .reserved, line: 2),
            region("NK", 0x8000_1000, 0x03FF_F000, .ramimage, line: 3),
            region("DISPLAY", 0x8400_0000, 0x0100_0000, .reserved, line: 4),
            region("RAM", 0x8500_0000, 0x0B00_0000, .ram, line: 5),
        ],
        banks: [
            RAMBank(
                range: AddressRange(base: PhysicalAddress(0x8000_0000), clampedSize: 1 << 30),
                location: SourceLocation(file: "board.yaml", line: 7))
        ])
}
