import Diagnostics
import GuestAddress
import Testing

@testable import OEMAddrTable

@Suite struct ManyFindingsTests {
    @Test func `a rule tells a thousand findings, and how many more there are`() {
        let here = Diagnostics.SourceLocation(file: "t.inc", line: 1)
        let rows = (0..<1_500).map { index in
            StaticRow(
                virtual: VirtualAddress(0x8000_0001), physical: PhysicalAddress(0x1000_0000), size: 1 << 20,
                location: Diagnostics.SourceLocation(file: "t.inc", line: index + 2))
        }
        let table = AddressTable(
            symbol: "g_oalAddressTable", style: .classic, rows: rows, isTerminated: true, location: here)
        let findings = MapRules.check(MemoryMap(profile: .ce6, tables: [table])).filter { $0.id == "CE0110" }
        #expect(findings.count == 1_000)
        #expect(findings.flatMap(\.notes).filter { $0.message.hasSuffix("are left out") }.map(\.message).count == 1)
    }
}
