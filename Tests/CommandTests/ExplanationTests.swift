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
}
