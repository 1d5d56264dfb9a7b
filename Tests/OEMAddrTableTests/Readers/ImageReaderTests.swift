import Diagnostics
import GuestAddress
import OEMAddrTable
import Testing

/// Kernel images: B000FF and nb0.
struct ImageReaderTests {
    private static func words(_ values: [UInt32]) -> [UInt8] {
        values.flatMap { value in (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
    }

    /// A memory image with a signature and a ROMHDR at its offset 0x80.
    private static func flat(pointer: UInt32 = 0x8000_1080) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 0x40)
        bytes += words([0x4345_4345, pointer, 0x80])
        bytes += [UInt8](repeating: 0, count: 0x80 - bytes.count)
        bytes += words([
            0x4000_0001, 0x4001_0002, 0x8000_1000, 0x8000_2000, 7, 0x8400_0000, 0x8401_0000, 0x8F00_0000, 1, 2, 3, 4, 5,
            6,
            0x8080_8080, 8, 9, 0x0002_01C2, 10, 11, 12,
        ])
        return bytes
    }

    private static func record(_ address: UInt32, _ data: [UInt8], sum: UInt32? = nil) -> [UInt8] {
        words([address, UInt32(data.count), sum ?? data.reduce(0) { $0 + UInt32($1) }]) + data
    }

    private static func image(_ records: [[UInt8]], last: [UInt32]? = [0, 0x8000_1004, 0]) -> [UInt8] {
        Array("B000FF\n".utf8) + words([0x8000_1000, 0x1000]) + records.flatMap { $0 } + (last.map(words) ?? [])
    }

    private func read(_ bytes: [UInt8], bib: String? = nil, name: String = "nk.bin") -> MapReading {
        var sources = MemorySources([SourceFile(path: name, bytes: bytes)])
        sources.add(SourceFile(path: "config.bib", text: bib ?? ""))
        return MapReader(MapInputs(bibs: bib == nil ? [] : ["config.bib"], images: [name]), sources: sources).read()
    }

    @Test func `records, entry and ROM header`() throws {
        let reading = read(
            Self.image([Self.record(0x8000_1000, Self.flat()), Self.record(0x8000_3000, [1, 2, 255, 255])]))
        #expect(reading.findings.isEmpty)
        let facts = try #require(reading.map.images.first)
        #expect(facts.format == .bin)
        #expect(facts.start.rawValue == 0x8000_1000)
        #expect(facts.size == 0x1000)
        #expect(facts.entry?.rawValue == 0x8000_1004)
        #expect(facts.records.map(\.start.rawValue) == [0x8000_1000, 0x8000_3000])
        #expect(facts.records.map(\.computed).last == 513)
        #expect(facts.records.last?.fileOffset == 15 + 12 + 0xD4)
        #expect(facts.badRecords.isEmpty)
        #expect(facts.tableOfContents == 0x8000_1080)
        let header = try #require(facts.header)
        #expect(header.physicalFirst.rawValue == 0x8000_1000)
        #expect(header.physicalLast.rawValue == 0x8000_2000)
        #expect(header.moduleCount == 7)
        #expect(header.ramStart.rawValue == 0x8400_0000)
        #expect(header.ramFree.rawValue == 0x8401_0000)
        #expect(header.ramEnd.rawValue == 0x8F00_0000)
        #expect(header.cpuType == 0x01C2)
        #expect(header.miscellaneousFlags == 2)
        #expect(header.trackingLength == 12)
    }

    @Test func `a record at address 0 is no end, for the end has no checksum either`() throws {
        let bytes =
            Array("B000FF\n".utf8) + Self.words([0, 0x1040]) + Self.record(0, [0xFE, 3, 0, 0xEA])
            + Self.record(0x1000, [UInt8](repeating: 1, count: 64)) + Self.words([0, 0x1000, 0])
        let reading = read(bytes)
        #expect(reading.findings.isEmpty)
        let facts = try #require(reading.map.images.first)
        #expect(facts.records.map(\.start.rawValue) == [0, 0x1000])
        #expect(facts.entry?.rawValue == 0x1000)
        #expect(MapRules.check(reading.map).isEmpty)
    }

    @Test func `ROMOFFSET moves the records and leaves the pointer to ROMHDR`() throws {
        let bytes =
            Array("B000FF\n".utf8) + Self.words([0x9000_1000, 0x1000])
            + Self.record(0x9000_1000, Self.flat()) + Self.words([0, 0x9000_1004, 0])
        let reading = read(bytes)
        #expect(reading.findings.isEmpty)
        let facts = try #require(reading.map.images.first)
        #expect(facts.start.rawValue == 0x9000_1000)
        #expect(facts.linkedStart?.rawValue == 0x8000_1000)
        #expect(facts.header?.ramEnd.rawValue == 0x8F00_0000)
        #expect(facts.tableOfContents == 0x8000_1080)
    }

    @Test func `without an offset behind the pointer the pointer itself leads to ROMHDR`() throws {
        var flat = Self.flat()
        flat.replaceSubrange(0x48..<0x4C, with: Self.words([0xE1A0_0000]))
        let facts = try #require(read(Self.image([Self.record(0x8000_1000, flat)])).map.images.first)
        #expect(facts.header?.ramEnd.rawValue == 0x8F00_0000)
        #expect(facts.linkedStart == nil)
    }

    /// An image with two modules, as romimage lays them down.
    private static func imageWithModules() -> [UInt8] {
        var bytes = flat()
        bytes.replaceSubrange(0x80 + 16..<0x80 + 20, with: words([2]))
        let base: UInt32 = 0x8000_1000
        // Two entries of 32 bytes, then names, e32 and o32.
        let names = base + UInt32(bytes.count) + 64
        let parts = names + 32
        for index: UInt32 in 0..<2 {
            bytes += words([7, 0, 0, 1_000 + index, names + index * 16, parts, parts + 16 + index * 24, 0])
        }
        bytes += Array("nk.exe".utf8) + [UInt8](repeating: 0, count: 10)
        bytes += Array("coredll.dll".utf8) + [UInt8](repeating: 0, count: 5)
        bytes += words([1, 0, 0, 0])
        bytes +=
            words([0x1000, 0, 0x800, 0x8000_1400, 0x8000_1400, 0])
            + words([0x2000, 0, 0x900, 0x8000_1C00, 0xC010_0000, 0])
        return bytes + [UInt8](repeating: 0, count: 0x2000 - bytes.count)
    }

    @Test func `modules and their sections, and an address in them`() throws {
        let reading = read(Self.image([Self.record(0x8000_1000, Self.imageWithModules())]))
        #expect(reading.findings.isEmpty)
        let facts = try #require(reading.map.images.first)
        #expect(facts.modules.map(\.name) == ["nk.exe", "coredll.dll"])
        #expect(facts.modules.map(\.fileSize) == [1_000, 1_001])
        #expect(facts.modules[1].sections.first?.run.rawValue == 0xC010_0000)
        func answers(_ address: UInt32) -> [String] {
            AddressLookup(reading.map).facts(ofVirtual: VirtualAddress(address)).map { "\($0.name): \($0.answer)" }
        }
        #expect(answers(0x8000_1500).contains("module: nk.exe"))
        #expect(answers(0x8000_1D00).contains("module: coredll.dll"))
        #expect(
            answers(0x8500_0000).contains(
                "image's RAM: 0x84000000-0x8effffff: the page pool, ulRAMFree-ulRAMEnd, nk.bin"))
        #expect(answers(0x8500_0000).contains("row: no table was read, and ARM has one"))
        let picture = TextPicture(MapPicture(reading.map, title: "nk.bin"), width: 100, colored: false).text
        #expect(picture.contains("RAM of nk.bin"))
    }

    @Test func `MIPS and SH have segments in place of a table`() throws {
        func answers(_ machine: UInt32) throws -> [String] {
            var flat = Self.flat()
            flat.replaceSubrange(0x80 + 68..<0x80 + 72, with: Self.words([0x2_0000 | machine]))
            let map = read(Self.image([Self.record(0x8000_1000, flat)])).map
            let lookup = AddressLookup(map)
            return
                (lookup.facts(ofVirtual: VirtualAddress(0x8080_0000))
                + lookup.facts(ofVirtual: VirtualAddress(0xA080_0000))
                + lookup.facts(ofPhysical: PhysicalAddress(0x0080_0000)))
                .filter { $0.name != "window" && !$0.name.hasPrefix("image") }.map { "\($0.name): \($0.answer)" }
        }
        #expect(
            try answers(0x166) == [
                "segment: KSEG0 of MIPS: physical 0x00800000, cached",
                "segment: KSEG1 of MIPS: physical 0x00800000, uncached",
                "KSEG0: 0x80800000", "KSEG1: 0xa0800000",
            ])
        #expect(try answers(0x1A6).first == "segment: P1 of SH: physical 0x00800000, cached")
        let bib = MapReader(
            MapInputs(bibs: ["config.bib"]),
            sources: MemorySources(["config.bib": "MEMORY\n NK 80800000 1000 RAMIMAGE\n"])
        ).read().map
        let facts = AddressLookup(bib).facts(ofVirtual: VirtualAddress(0x8080_0000))
        #expect(facts.contains { $0.answer == "no table: none was given, or the board is a MIPS or an SH" })
        #expect(facts.contains { $0.answer.hasPrefix("physical 0x00800000 cached on MIPS (KSEG0) and SH (P1)") })
    }

    @Test func `a table of contents that lies comes to an end`() {
        for offset in stride(from: 0x80, to: 0xD4, by: 4) {
            for value: UInt32 in [0, 1, 0x7FFF_FFFF, 0xFFFF_FFFE] {
                var bytes = Self.imageWithModules()
                bytes.replaceSubrange(offset..<offset + 4, with: Self.words([value]))
                #expect(
                    (read(Self.image([Self.record(0x8000_1000, bytes)])).map.images.first?.modules.count ?? 0) <= 4_096)
            }
        }
    }

    @Test func `a wrong checksum is kept with both sums`() throws {
        let reading = read(Self.image([Self.record(0x8000_1000, [1, 2, 3, 4], sum: 11)]))
        let bad = try #require(reading.map.images.first?.badRecords.first)
        #expect(bad.stored == 11)
        #expect(bad.computed == 10)
        #expect(bad.fileOffset == 15)
    }

    @Test func `a kernel that romimage never placed`() {
        let bytes = Self.image([Self.record(0x8000_1000, Self.flat(pointer: 0xFFFF_FFFF))])
        #expect(read(bytes).map.images.first?.tableOfContents == 0xFFFF_FFFF)
        #expect(read(Array("MZ".utf8) + [0, 0]).map.images.first?.format == .executable)
        #expect(read(Array("MZ".utf8) + [0, 0]).map.images.first?.tableOfContents == 0xFFFF_FFFF)
    }

    @Test func `images cut short, without an end, with more behind it`() {
        let whole = Self.image([Self.record(0x8000_1000, [1, 2, 3, 4])])
        #expect(read(Array(whole.prefix(10))).findings.map(\.id) == ["CE0021"])
        #expect(read(Array(whole.prefix(30))).findings.map(\.id) == ["CE0021"])
        #expect(read(Self.image([Self.record(0x8000_1000, [1])], last: nil)).findings.map(\.id) == ["CE0022"])
        #expect(read(whole + [0, 0xFF]).findings.isEmpty)
        #expect(read(whole + [1]).findings.map(\.id) == ["CE0022"])
        #expect(
            read(Self.image([Self.record(0x8000_1000, Self.flat(pointer: 0x9000_0000))])).findings.map(\.id) == [
                "CE0024"
            ])
        #expect(read([1, 2]).findings.map(\.id) == ["CE0020"])
    }

    @Test func `a flat image lies where its ROM header or ROMSTART says`() throws {
        let facts = try #require(read(Self.flat()).map.images.first)
        #expect(facts.format == .nb0)
        #expect(facts.start.rawValue == 0x8000_1000)
        #expect(facts.size == 0xD4)
        #expect(facts.header?.ramEnd.rawValue == 0x8F00_0000)
        #expect(read([0, 0, 0, 0xEA], name: "nk.nb0").findings.map(\.id) == ["CE0023"])
        // Any file may end in .bin: what has no ROM header is no image then.
        #expect(read([0, 0, 0, 0xEA], bib: "CONFIG\n ROMSTART=8C000000\n").findings.map(\.id) == ["CE0020"])
        let placed = read([0, 0, 0, 0xEA], bib: "CONFIG\n ROMSTART=8C000000\n", name: "nk.nb0").map.images.first
        #expect(placed?.start.rawValue == 0x8C00_0000)
    }

    @Test func `records with addresses in common are told once`() {
        let data: [UInt8] = [1, 2, 3, 4]
        func overlap(_ starts: [UInt32]) -> [String] {
            read(Self.image(starts.map { Self.record($0, data) })).findings.map {
                "\($0.id) \($0.severity) \($0.message)"
            }
        }
        #expect(overlap([0x8000_1000, 0x8000_1004, 0x8000_0FFC]) == [])
        #expect(
            overlap([0x8000_1008, 0x8000_1000, 0x8000_1002]) == [
                "CE0027 warning a record begins inside another, the first at 0x80001002"
            ])
        #expect(
            overlap([0x8000_1000, 0x8000_1000, 0x8000_1001]) == [
                "CE0027 warning 2 records begin inside another, the first at 0x80001000"
            ])
    }
}
