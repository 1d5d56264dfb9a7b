import CEKernel
import HostSystem
import OEMAddrTable
import TestSupport
import Testing

@testable import CEBSPCommands

struct ExplanationTests {
    private static let repository = Fixtures.package

    private static func files(below folder: String) throws -> [String] {
        try FileAccess().contents(of: folder).flatMap { entry in
            let path = FilePath.join(folder, entry.name)
            return entry.isFolder ? try files(below: path) : [path]
        }
    }

    @Test func `the page of the rules is what the rules say`() throws {
        let page = try FileAccess().read(FilePath.join(Self.repository, "Documentation/Rules.md"))
        #expect(
            String(decoding: page, as: UTF8.self) == RulesPage.text,
            "make it again: cebsp explain --rules-page > Documentation/Rules.md")
    }

    @Test func `a rule is explained with its source and both examples`() throws {
        let text = try #require(Explanation(of: "ce0101")).text
        #expect(text.hasPrefix("CE0101  error: A row lies outside the static window\n"))
        for part in ["Source: Windows Embedded CE", "Bad, oemaddrtab_cfg.inc:", "Good, oemaddrtab_cfg.inc:"] {
            #expect(text.contains(part))
        }
    }

    @Test func `findings of the readers are explained`() {
        for finding in ReadingFinding.allCases { #expect(Explanation(of: finding.rawValue) != nil) }
    }

    @Test func `whatever the program can print as an id is explained`() throws {
        var ids: Set<String> = []
        for path in try Self.files(below: FilePath.join(Self.repository, "Sources")) where path.hasSuffix(".swift") {
            let text = String(decoding: try FileAccess().read(path), as: UTF8.self)
            for match in text.matches(of: /"(CE[0-9]{4})"/) { ids.insert(String(match.1)) }
        }
        #expect(ids.isSuperset(of: ["CE0001", "CE0101", "CE0801", "CE0820", "CE0901", "CE0902"]))
        for id in ids.sorted() { #expect(Explanation(of: id) != nil, "\(id)") }
    }

    @Test func `whatever error has a name is explained`() {
        for (code, name) in ErrorNames.names { #expect(ErrorCode(named: "\(code)")?.name == name) }
    }

    @Test(arguments: ["5", "6", "8", "24", "32", "50", "55", "87", "110", "0x57", "error_invalid_parameter"])
    func `an error code is explained`(_ name: String) throws {
        #expect(try #require(Explanation(of: name)).text.hasPrefix("ERROR_"))
    }

    @Test func `a fault status is explained, whatever its other bits`() throws {
        #expect(try #require(Explanation(of: "fsr:0x5")).text.hasPrefix("section-translation"))
        #expect(try #require(Explanation(of: "dfsr:0x807")).text.hasPrefix("page-translation"))
        #expect(try #require(Explanation(of: "FSR:0x406")).text.hasPrefix("asynchronous-external-abort"))
        #expect(try #require(Explanation(of: "page-permission")).text.hasPrefix("page-permission"))
    }

    @Test(arguments: ["", "CE9999", "-1", "0x", "fsr:", "99999999999999999999"])
    func `an unknown name is not explained`(_ name: String) { #expect(Explanation(of: name) == nil) }

    @Test(arguments: ["193", "1114", "1610", "2404", "183", "1006", "258", "126", "0xc0000005", "0x80000002"])
    func `what the machine sets and reports has an entry`(_ name: String) { #expect(Explanation(of: name) != nil) }

    @Test func `a report of a device is decoded with the names of companion files`() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            0x8fc5: something else
            Exception 'Data Abort' (4): Thread-Id=0040000e(pth=c840000e), Proc-Id=00400002(pprc=c8400002) 'a.exe'
            PC=00011114(stuck.exe+0x00001114) RA=00011234(stuck.exe+0x00001234) SP=d000ffbc, BVA=00000010
            AKY=00000005 PC=00012345(???+0x00012345) BVA=a0001000 FSR=00000007
            """, to: "log.txt")
        let result = try Program.shell(
            "cebsp explain --log log.txt --symbols $fixtures/guests/bin/armv4i/stuck.elf", in: folder)
        #expect(
            result.lines == [
                "Exception 'Data Abort' (4): Thread-Id=0040000e(pth=c840000e), Proc-Id=00400002(pprc=c8400002) 'a.exe'",
                "  a load or store that the MMU or the bus refused; BVA is its address",
                "PC=00011114(stuck.exe+0x00001114) RA=00011234(stuck.exe+0x00001234) SP=d000ffbc, BVA=00000010",
                "  PC: stuck.exe+0x00001114: WinMain+0x114",
                "  RA: stuck.exe+0x00001234: WinMainCRTStartup+0x8",
                "  BVA: a member 0x10 bytes behind a NULL pointer, or a handle taken for a pointer",
                "AKY=00000005 PC=00012345(???+0x00012345) BVA=a0001000 FSR=00000007",
                "  PC: no image is there: a pointer to a function is wrong, or the image was unloaded",
                "  BVA: the kernel's uncached static map: 0x80001000 without the cache",
                "  FSR: page-translation: The second-level descriptor is invalid: the page is reserved or free, "
                    + "not committed, or was decommitted.",
            ])
    }
}
