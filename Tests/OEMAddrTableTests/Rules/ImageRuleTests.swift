import Diagnostics
import GuestAddress
import Testing

@testable import OEMAddrTable

struct ImageRuleTests {
    private static let bib = """
        MEMORY
            NK       80000000  04000000  RAMIMAGE
            RAM      84000000  0C000000  RAM
        """

    private func found(_ image: ImageFacts, config: String = "") -> [String] {
        let files = MarkedFiles(files: ["config.bib": Self.bib + "\n" + config], images: [image])
        return files.all.map { "\($0.id) \($0.severity)" }
    }

    private func image(
        start: UInt32 = 0x8000_0000, size: UInt64 = 0x0200_0000, entry: UInt32? = 0x8000_1000,
        tableOfContents: UInt32? = 0x8180_0000,
        ram: (UInt32, UInt32, UInt32)? = (0x8400_0000, 0x8402_0000, 0x9000_0000),
        records: [ImageFacts.Record] = [], format: ImageFacts.Format = .bin
    ) -> ImageFacts {
        ImageFacts(
            format: format, start: VirtualAddress(start), size: size, entry: entry.map { VirtualAddress($0) },
            tableOfContents: tableOfContents,
            header: ram.map {
                ROMHeader(
                    physicalFirst: VirtualAddress(start), physicalLast: VirtualAddress(start),
                    ramStart: VirtualAddress($0.0), ramFree: VirtualAddress($0.1), ramEnd: VirtualAddress($0.2))
            }, records: records, location: SourceLocation(file: "nk.bin"))
    }

    @Test func `an image made from this config.bib is clean`() { #expect(found(image()) == []) }

    @Test func `an image outside its region`() {
        #expect(found(image(start: 0x8300_0000, entry: 0x8300_1000)) == ["CE0501 warning"])
        #expect(found(image(size: 0x0500_0000), config: "CONFIG\n    AUTOSIZE=ON") == [])
    }

    @Test func `ROMOFFSET moves the image, which is meant`() {
        let moved = image(start: 0x0000_0000, entry: 0x1000)
        #expect(found(moved, config: "CONFIG\n    ROMOFFSET=80000000") == [])
    }

    @Test func `a wrong checksum names the record`() throws {
        let record = ImageFacts.Record(
            start: VirtualAddress(0x8000_1000), size: 4, stored: 1, computed: 2, fileOffset: 15)
        #expect(found(image(records: [record])) == ["CE0502 error"])
        let files = MarkedFiles(files: ["config.bib": Self.bib], images: [image(records: [record])])
        let finding = try #require(files.all.first)
        #expect(finding.location == SourceLocation(file: "nk.bin"))
        #expect(finding.message == "the record at 0x80001000 has checksum 0x00000001, its bytes give 0x00000002")
    }

    @Test func `ten damaged records are named, the rest counted`() {
        let record = ImageFacts.Record(
            start: VirtualAddress(0x8000_1000), size: 4, stored: 1, computed: 2, fileOffset: 15)
        let damaged = (0..<1000).map { index in
            var record = record
            record.fileOffset = index
            return record
        }
        let files = MarkedFiles(files: ["config.bib": Self.bib], images: [image(records: damaged)])
        #expect(files.all.count == 10)
        #expect(files.all.last?.notes.last?.message == "990 more records are damaged")
    }

    @Test func `a kernel that romimage never saw`() {
        #expect(found(image(tableOfContents: .max)) == ["CE0503 error"])
        #expect(found(image(tableOfContents: nil, ram: nil, format: .executable)) == ["CE0503 error"])
    }

    @Test func `RAM of another build`() {
        #expect(found(image(ram: (0x8400_0000, 0x8402_0000, 0x9400_0000))) == ["CE0504 warning"])
        #expect(found(image(ram: (0x8300_0000, 0x8302_0000, 0x9000_0000))) == ["CE0504 warning"])
        #expect(found(image(ram: (0x8300_0000, 0x8302_0000, 0x9000_0000)), config: "CONFIG\n    AUTOSIZE=ON") == [])
    }

    /// An image that says that the kernel is in it, in a map with a table.
    private func foundWithTable(
        start: UInt32, size: UInt64, ram: (UInt32, UInt32), bib: String? = nil,
        banks: [(UInt32, UInt64)] = []
    ) -> [String] {
        var kernel = image(start: start, size: size, entry: start, ram: (ram.0, ram.0, ram.1))
        kernel.header?.miscellaneousFlags = 2
        let table = """
            g_oalAddressTable
                DCD 0x80000000, 0x30000000, 64
                DCD 0x90000000, 0x00000000, 32
                DCD 0, 0, 0
            """
        let files: KeyValuePairs<String, String> =
            if let bib { ["t.inc": table, "config.bib": bib] } else { ["t.inc": table] }
        return MarkedFiles(files: files, banks: banks, images: [kernel]).all.filter { $0.severity > .note }.map {
            "\($0.id) \($0.message)"
        }
    }

    @Test func `an image and its RAM have to lie in rows`() {
        #expect(foundWithTable(start: 0x8000_0000, size: 0x0100_0000, ram: (0x8200_0000, 0x8400_0000)) == [])
        #expect(
            foundWithTable(start: 0x9203_0000, size: 0x00A0_0000, ram: (0xA000_0000, 0xA400_0000)) == [
                "CE0506 the image (0x92030000-0x92a2ffff) lies in no row of g_oalAddressTable",
                "CE0506 ulRAMStart-ulRAMEnd (0xa0000000-0xa3ffffff) lies in no row of g_oalAddressTable",
            ])
        #expect(
            foundWithTable(start: 0x9100_0000, size: 0x0180_0000, ram: (0x8200_0000, 0x8500_0000)) == [
                "CE0506 the image (0x91000000-0x927fffff) ends behind its rows: no row of g_oalAddressTable maps "
                    + "0x92000000-0x927fffff",
                "CE0506 ulRAMStart-ulRAMEnd (0x82000000-0x84ffffff) ends behind its rows: no row of g_oalAddressTable "
                    + "maps 0x84000000-0x84ffffff",
            ])
    }

    @Test func `RAM of ROMHDR has to be in a bank of the board`() {
        #expect(
            foundWithTable(
                start: 0x8000_0000, size: 0x0100_0000, ram: (0x8200_0000, 0x8400_0000), banks: [(0x3000_0000, 48 << 20)]
            ) == [
                "CE0506 ulRAMStart-ulRAMEnd (0x82000000-0x83ffffff) reaches physical 0x33000000-0x33ffffff, which is in "
                    + "no RAM bank",
                "CE0701 the row passes the end of RAM (0x32ffffff) by 16 MB",
            ])
    }

    @Test func `a region of config dot bib that no row maps is one finding, not two`() {
        let bib = "MEMORY\n    NK  92000000 01000000 RAMIMAGE\n    RAM 82000000 02000000 RAM\n"
        #expect(
            foundWithTable(
                start: 0x9200_0000, size: 0x00A0_0000, ram: (0x8200_0000, 0x8400_0000), bib: bib)
                == ["CE0401 no row of g_oalAddressTable maps NK (0x92000000-0x92ffffff)"])
    }

    @Test func `an image that has outgrown its region and lies in RAM is one error`() throws {
        let bib = "MEMORY\n    NK  80000000 01000000 RAMIMAGE\n    RAM 81000000 02000000 RAM\n"
        #expect(
            foundWithTable(
                start: 0x8000_0000, size: 0x0123_7000, ram: (0x8105_C000, 0x8300_0000), bib: bib) == [
                    "CE0507 the image (0x80000000-0x81236fff) is 2268 KB longer than NK and covers "
                        + "0x81000000-0x81236fff of RAM"
                ])
        // Without a config.bib ROMHDR alone says it.
        #expect(
            foundWithTable(start: 0x8000_0000, size: 0x0123_7000, ram: (0x8105_C000, 0x8300_0000)) == [
                "CE0507 the image (0x80000000-0x81236fff) covers 0x8105c000-0x81236fff of its RAM, which ROMHDR has"
            ])
    }

    @Test func `AUTOSIZE lets an image grow, and RAM moves`() {
        let bib = """
            MEMORY
                NK  80000000 01000000 RAMIMAGE
                RAM 81000000 02000000 RAM
            CONFIG
                AUTOSIZE=ON
            """
        #expect(
            foundWithTable(
                start: 0x8000_0000, size: 0x0123_7000, ram: (0x8124_0000, 0x8300_0000), bib: bib)
                == [])
    }

    @Test func `a paged region may share addresses with RAM`() {
        let bib = """
            MEMORY
                XIPKERNEL  80000000  00300000  RAMIMAGE
                NK         80400000  01000000  NANDIMAGE
                RAM        80400000  02000000  RAM
            """
        let paged = image(
            start: 0x8040_0000, size: 0x0100_0000, entry: 0, ram: (0x8040_0000, 0x8041_0000, 0x8240_0000))
        #expect(MarkedFiles(files: ["config.bib": bib], images: [paged]).all.map(\.id) == [])
    }

    @Test func `an entry outside the image`() {
        #expect(found(image(entry: 0x1000)) == ["CE0505 error"])
        #expect(found(image(entry: 0)) == [])
    }
}
