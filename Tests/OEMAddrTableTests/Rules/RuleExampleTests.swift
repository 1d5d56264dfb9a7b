import Diagnostics
import GuestAddress
import Testing

@testable import OEMAddrTable

struct RuleExampleTests {
    /// Rules whose examples are bytes of an image, which text cannot show; `ImageRuleTests` has them.
    private static let imageRules = ["CE0501", "CE0502", "CE0503", "CE0504", "CE0505", "CE0506", "CE0507"]

    private static let documentations = MapRules.all.map { type(of: $0).about }

    private static func marked(_ example: RuleDocumentation.Example) -> MarkedFiles {
        var files = MarkedFiles(files: example)
        for (name, text) in example where name == "board.yaml" {
            for line in text.split(separator: "\n") {
                let words = line.split(whereSeparator: { " ,{}[]".contains($0) }).map(String.init)
                if words.first == "profile:", let name = Profile.Name(rawValue: words[1]) {
                    files.profile = Profile(name)
                }
                if words.first == "devices:", let base = UInt32(words[6].dropFirst(2), radix: 16) {
                    files.devices.append(BoardDevice(name: words[2], base: PhysicalAddress(base)))
                }
                if words.first == "ram:", let base = UInt32(words[2].dropFirst(2), radix: 16),
                    let size = ByteCount(words[4])
                {
                    files.banks.append((base, size.rawValue))
                }
            }
        }
        return files
    }

    @Test(arguments: documentations.map(\.id).filter { !imageRules.contains($0) })
    func `the bad example of a rule breaks it, the good one does not`(_ id: String) throws {
        let about = try #require(MapRules.documentation(of: id))
        let bad = Self.marked(about.badExample).all
        #expect(bad.contains { $0.id == id && $0.location.line > 0 || $0.id == id && $0.location.file.isEmpty })
        #expect(Set(bad.filter { $0.severity == .error }.map(\.id)).subtracting([id]).isEmpty)
        let good = Self.marked(about.goodExample).all
        #expect(!good.contains { $0.id == id })
        #expect(good.filter { $0.severity > .note }.isEmpty)
    }

    @Test func `names of rules are unique and in order`() {
        let ids = Self.documentations.map(\.id)
        #expect(ids == Set(ids).sorted())
        #expect(ids.count == 62)
        #expect(Set(ids).isDisjoint(with: ReadingFinding.allCases.map(\.rawValue)))
    }

    @Test func `every rule says what, why and from where`() {
        for about in Self.documentations {
            #expect(!about.title.isEmpty && !about.title.hasSuffix("."))
            #expect(about.explanation.count > 80)
            #expect(about.source.hasSuffix("."))
            #expect(!about.badExample.isEmpty && !about.goodExample.isEmpty)
        }
    }
}
