import Diagnostics
import GuestAddress
import Testing

@testable import OEMAddrTable

/// Rules on maps made by hand: rows as (virtual, physical, megabytes), line 2 and up.
@Suite struct RowRuleTests {
    private func table(
        _ rows: [(UInt32, UInt32, UInt64)], style: AddressTable.Style = .classic, isTerminated: Bool = true
    ) -> AddressTable {
        AddressTable(
            symbol: "g_oalAddressTable", style: style,
            rows: rows.enumerated().map { index, row in
                StaticRow(
                    virtual: VirtualAddress(row.0), physical: PhysicalAddress(row.1), size: row.2 << 20,
                    location: SourceLocation(file: "t.inc", line: index + 2))
            }, isTerminated: isTerminated, location: SourceLocation(file: "t.inc", line: 1))
    }

    private func found(_ table: AddressTable, profile: Profile = .ce6) -> [String] {
        MapRules.check(MemoryMap(profile: profile, tables: [table])).map {
            "\($0.location.line) \($0.severity) \($0.id)"
        }
    }

    @Test func `a table that fills the window exactly is clean`() {
        #expect(found(table([(0x8000_0000, 0x8000_0000, 256), (0x9000_0000, 0xF000_0000, 256)])) == [])
    }

    @Test func `rows in any order are clean`() {
        #expect(
            found(table([(0x8000_0000, 0x3000_0000, 64), (0x9800_0000, 0x4800_0000, 1), (0x9000_0000, 0, 32)])) == [])
    }

    @Test func `a row at an uncached address is outside`() {
        #expect(found(table([(0x8000_0000, 0, 64), (0xA000_0000, 0x4800_0000, 1)])) == ["3 error CE0101"])
    }

    @Test func `a row across the end of the window wraps`() {
        #expect(found(table([(0x8000_0000, 0, 64), (0x9FF0_0000, 0x4800_0000, 2)])) == ["3 error CE0115"])
    }

    @Test func `a physical range past 4 GB wraps, one that ends there does not`() {
        #expect(found(table([(0x8000_0000, 0, 64), (0x9000_0000, 0xFFF0_0000, 2)])) == ["3 error CE0116"])
        #expect(found(table([(0x8000_0000, 0, 64), (0x9000_0000, 0xFF00_0000, 16)])) == [])
    }

    @Test func `an overlap with other memory is an error, with the same memory a warning`() {
        #expect(found(table([(0x8000_0000, 0, 64), (0x83F0_0000, 0x4800_0000, 1)])) == ["3 error CE0103"])
        #expect(
            found(
                table([(0x8000_0000, 0x5000_0000, 64), (0x9180_0000, 0x7C00_0000, 5), (0x91A0_0000, 0x7C20_0000, 1)]))
                == ["4 warning CE0106"])
    }

    @Test func `bytes in the size column are one finding, not four`() {
        #expect(found(table([(0x8000_0000, 0, 0x0400_0000), (0x9000_0000, 0x4800_0000, 1)])) == ["2 error CE0112"])
    }

    @Test func `an unaligned physical address is a warning`() {
        #expect(found(table([(0x8000_0000, 0x3000_0000, 64), (0x9130_0000, 0x4D40_8000, 1)])) == ["3 warning CE0110"])
    }

    @Test func `memory that is mapped twice is a note`() {
        #expect(found(table([(0x8000_0000, 0x3000_0000, 64), (0x9000_0000, 0x3200_0000, 16)])) == ["3 note CE0107"])
    }

    @Test func `a table of 513 MB is too large`() {
        #expect(
            found(
                table([(0x8000_0000, 0x3000_0000, 256), (0x9000_0000, 0x5000_0000, 256), (0x8000_0000, 0x3000_0000, 1)])
            )
                == ["4 error CE0102", "4 warning CE0106"])
    }

    @Test func `no end, no rows, no marker`() {
        #expect(found(table([(0x8000_0000, 0, 64)], isTerminated: false)) == ["2 error CE0104"])
        #expect(found(table([])) == ["1 error CE0105"])
        #expect(found(table([(0x8000_0000, 0, 64)]), profile: .wec7) == ["1 note CE0118"])
    }

    @Test func `a first row elsewhere is a note`() {
        #expect(found(table([(0x8C00_0000, 0x0C00_0000, 64), (0x8000_0000, 0, 64)])) == ["2 note CE0114"])
    }

    @Test func `a machine boots what the rules let pass`() {
        let good = MemoryMap(tables: [table([(0x8000_0000, 0, 64)])])
        #expect(good.validated().map != nil)
        let bad = MemoryMap(tables: [table([(0x8000_0000, 0, 64), (0x8000_0000, 0x3000_0000, 1)])])
        #expect(bad.validated().map == nil)
        #expect(bad.validated().findings.map(\.id) == ["CE0103"])
        #expect(MemoryMap().validated().findings.map(\.id) == ["CE0105"])
    }
}
