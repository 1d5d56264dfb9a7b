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

    @Test func `an entry outside the image`() {
        #expect(found(image(entry: 0x1000)) == ["CE0505 error"])
        #expect(found(image(entry: 0)) == [])
    }
}
