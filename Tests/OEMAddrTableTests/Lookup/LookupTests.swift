import Diagnostics
import GuestAddress
import Testing

@testable import OEMAddrTable

struct LookupTests {
    private let classic = StaticTranslation(SampleMap.classic)

    @Test func `OALPAtoVA follows the first row`() {
        #expect(classic.oalPAtoVA(PhysicalAddress(0x8012_3456), cached: true) == 0x8012_3456)
        #expect(classic.oalPAtoVA(PhysicalAddress(0x8012_3456), cached: false) == 0xA012_3456)
        #expect(classic.oalPAtoVA(PhysicalAddress(0x4902_0010), cached: false) == 0xB102_0010)
    }

    @Test func `OALPAtoVA of what is not mapped is the offset in the page`() {
        #expect(classic.oalPAtoVA(PhysicalAddress(0x4800_2123), cached: true) == 0x9000_2123)
        #expect(classic.oalPAtoVA(PhysicalAddress(0xA1F0_0123), cached: true) == 0x0000_0123)
        var ce5 = SampleMap.classic
        ce5.profile = .ce5
        #expect(StaticTranslation(ce5).oalPAtoVA(PhysicalAddress(0xA1F0_0123), cached: true) == 0)
    }

    @Test func `OALVAtoPA takes cached and uncached addresses`() {
        #expect(classic.oalVAtoPA(VirtualAddress(0x9010_0000)) == 0x4810_0000)
        #expect(classic.oalVAtoPA(VirtualAddress(0xB010_0000)) == 0x4810_0000)
        #expect(classic.oalVAtoPA(VirtualAddress(0x9300_0000)) == 0)
        #expect(classic.oalVAtoPA(VirtualAddress(0x0001_0000)) == 0)
    }

    @Test func `a new-style table has no uncached alias, and device rows come first`() {
        var map = SampleMap.classic
        map.profile = .wec7
        map.tables[0].style = .new
        map.deviceRows = [
            DeviceRow(
                virtual: VirtualAddress(0xA800_0000), physical: PhysicalAddress(0x4900_0000), size: 0x10_0000,
                attributes: 0, location: SourceLocation(file: "t.inc", line: 20))
        ]
        let translation = StaticTranslation(map)
        #expect(translation.oalPAtoVA(PhysicalAddress(0x8012_3000), cached: true) == 0x8012_3000)
        #expect(translation.oalPAtoVA(PhysicalAddress(0x8012_3000), cached: false) == 0)
        #expect(translation.oalPAtoVA(PhysicalAddress(0x4900_0010), cached: true) == 0xA800_0010)
        #expect(translation.oalVAtoPA(VirtualAddress(0xA800_0010)) == 0x4900_0010)
        #expect(translation.oalVAtoPA(VirtualAddress(0xA012_3000)) == 0)
    }

    @Test func `RAM above the cap is reached by VirtualCopyEx with the address shifted by 8`() {
        let facts = AddressLookup(SampleMap.classic).facts(ofPhysical: PhysicalAddress(0xA1F0_0100))
        #expect(
            facts.map { "\($0.name): \($0.answer)" } == [
                "RAM bank: 0x80000000-0xbfffffff, board.yaml:7",
                "OALPAtoVA TRUE: 0x00000100, not mapped",
                "OALPAtoVA FALSE: 0x00000100, not mapped",
                "static map: above the cap: no row maps this RAM",
                "reached by: p = VirtualAllocEx(process, NULL, 0x00001000, MEM_RESERVE, PAGE_NOACCESS); "
                    + "VirtualCopyEx(process, p, process, (LPVOID)0x00a1f000, 0x00001000, PAGE_PHYSICAL | PAGE_READWRITE)",
                "then: p + 0x100",
            ])
    }

    @Test func `everything known of a virtual address`() {
        let facts = AddressLookup(SampleMap.classic).facts(ofVirtual: VirtualAddress(0xA500_0000))
        #expect(
            facts.map { "\($0.name): \($0.answer)" } == [
                "window: static map again, uncached, 0xa0000000-0xbfffffff",
                "row: 0x80000000-0x8fffffff to 0x80000000, 256 MB, oemaddrtab_cfg.inc:4:9",
                "OALVAtoPA: 0x85000000", "cached alias: 0x85000000", "uncached alias: 0xa5000000",
                "region: RAM, RAM, 0x85000000-0x8fffffff, config.bib:5:1",
                "RAM bank: 0x80000000-0xbfffffff, board.yaml:7",
            ])
    }

    @Test func `a later row that overlaps wins in the page table only`() {
        var map = SampleMap.classic
        map.tables[0].rows.append(SampleMap.row(0x8FF0_0000, 0x5000_0000, 1, line: 10))
        let facts = AddressLookup(map).facts(ofVirtual: VirtualAddress(0x8FF0_0000))
        #expect(facts.first { $0.name == "OALVAtoPA" }?.answer == "0x8ff00000")
        #expect(
            facts.first { $0.name == "page table" }?.answer
                == "a later row wins there: 0x8ff00000-0x8fffffff to 0x50000000, oemaddrtab_cfg.inc:10:9")
    }

    @Test func `the union of ranges and its gaps`() {
        let union = IntervalUnion([10..<20, 30..<40, 15..<25, 40..<41, 7..<7])
        #expect(union.intervals == [10..<25, 30..<41])
        #expect(union.gaps(in: 0..<50) == [0..<10, 25..<30, 41..<50])
        #expect(union.gaps(in: 12..<20) == [])
        #expect(union.intersection(20..<31) == [20..<25, 30..<31])
        #expect(!union.overlaps(25..<30))
    }

    @Test func `the first of overlapping ranges owns an address`() {
        let index = FirstMatchIndex([10..<20, 0..<100, 15..<30])
        #expect(index.owner(of: 9) == 1)
        #expect(index.owner(of: 19) == 0)
        #expect(index.owner(of: 20) == 1)
        #expect(index.owner(of: 100) == nil)
        #expect(index.pieces.map(\.owner) == [1, 0, 1])
    }
}
