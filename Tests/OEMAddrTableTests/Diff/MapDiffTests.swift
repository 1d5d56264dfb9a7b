import Diagnostics
import GuestAddress
import Testing

@testable import OEMAddrTable

struct MapDiffTests {
    private func changes(_ edit: (inout MemoryMap) -> Void) -> [String] {
        var new = SampleMap.classic
        edit(&new)
        return MapDiff(from: SampleMap.classic, to: new).changes.map { "\($0.kind): \($0.text)" }
    }

    @Test func `nothing changed`() { #expect(changes { _ in } == []) }

    @Test func `another order of the other rows means the same`() {
        #expect(changes { $0.tables[0].rows.swapAt(2, 4) } == [])
    }

    @Test func `a split row means the same`() {
        let found = changes { map in
            map.tables[0].rows[0] = SampleMap.row(0x8000_0000, 0x8000_0000, 128, line: 4)
            map.tables[0].rows.append(SampleMap.row(0x8800_0000, 0x8800_0000, 128, line: 10))
        }
        #expect(found == ["split: row 0x80000000-0x8fffffff to 0x80000000 is 2 rows now, same translation"])
    }

    @Test func `a row that shrinks cuts the region on it`() {
        let found = changes { $0.tables[0].rows[0].size = 128 << 20 }
        #expect(
            found == [
                "resized: row 0x80000000 to 0x80000000 has 128 MB, had 256 MB",
                "affected: region RAM ends after the rows under it",
            ])
    }

    @Test func `other memory behind the same addresses`() {
        let found = changes { $0.tables[0].rows[0].physical = PhysicalAddress(0xA000_0000) }
        #expect(found.first == "retargeted: row 0x80000000 maps 0xa0000000, mapped 0x80000000")
        #expect(found.contains("affected: region NK lies at physical 0xa0001000, lay at 0x80001000"))
    }

    @Test func `a device elsewhere, a region moved, a bank more`() {
        let found = changes { map in
            map.tables[0].rows[2].virtual = VirtualAddress(0x9800_0000)
            map.regions[2].start = VirtualAddress(0x8480_0000)
            map.regions[3].kind = .reserved
            map.banks.append(RAMBank(range: AddressRange(base: PhysicalAddress(0xC000_0000), clampedSize: 1 << 20)))
            map.settings.append(BibSetting(key: "AUTOSIZE", value: "ON", location: SourceLocation(file: "config.bib")))
        }
        #expect(
            found == [
                "moved: physical 0x49000000 is at 0x98000000, was at 0x91000000",
                "moved: region DISPLAY starts at 0x84800000, was at 0x84000000",
                "changed: region RAM is RESERVED, was RAM", "added: RAM bank 0xc0000000-0xc00fffff",
                "added: AUTOSIZE is ON",
            ])
    }

    @Test func `regions of one name in several files are those of their files`() {
        func map(_ files: [(String, UInt32)]) -> MemoryMap {
            var map = SampleMap.classic
            map.regions = files.map { file, start in
                var region = SampleMap.region("RAM", start, 0x1000, .ram, line: 2)
                region.location.file = file
                return region
            }
            return map
        }
        let old = map([("a/config.bib", 0x8010_0000), ("a/eboot.bib", 0x8020_0000)])
        #expect(MapDiff(from: old, to: old).changes.isEmpty)
        let turned = map([("b/eboot.bib", 0x8020_0000), ("b/config.bib", 0x8010_0000)])
        #expect(MapDiff(from: old, to: turned).changes.isEmpty)
        let renamed = map([("b/memory.bib", 0x8010_0000), ("b/eboot.bib", 0x8030_0000)])
        #expect(
            MapDiff(from: old, to: renamed).changes.map(\.text) == [
                "region RAM starts at 0x80300000, was at 0x80200000"
            ])
        let fewer = map([("b/eboot.bib", 0x8020_0000)])
        #expect(MapDiff(from: old, to: fewer).changes.map(\.kind) == [.removed])
    }

    @Test func `rows come and go, the style changes`() {
        let found = changes { map in
            map.tables[0].rows.removeLast()
            map.tables[0].rows.append(SampleMap.row(0x9800_0000, 0x6C00_0000, 1, line: 9))
            map.tables[0].style = .new
        }
        #expect(
            found == [
                "changed: the table is new style now: no uncached mirror at 0xa0000000",
                "removed: row 0x9ff00000-0x9fffffff to 0x40200000, 1 MB",
                "added: row 0x98000000-0x980fffff to 0x6c000000, 1 MB",
            ])
    }
}
