import TestSupport
import Testing

/// Words that say nothing, work that is left over, and names that nobody uses.
@Suite struct WordTests {
    /// What CE, ARM and Foundation call theirs: the device manager, the run-time ABI's helpers.
    private static let foreign: Set<String> = [
        "MemoryManager", "DeviceManager", "FileManager", "IntegerHelpers",
    ]

    @Test func `no type is called Utils, Helper, Common, Misc or Manager`() {
        let declaration = #/\b(?:struct|class|enum|protocol|actor|typealias) (\w+)/#
        let empty = #/(?:Util|Utils|Utilities|Helper|Helpers|Common|Misc|Manager)$/#
        var names = 0
        for file in SwiftFile.all {
            for line in file.code {
                for match in line.matches(of: declaration) where !Self.foreign.contains(String(match.1)) {
                    names += 1
                    #expect(match.1.firstMatch(of: empty) == nil, "\(file.path) has \(match.1)")
                }
            }
        }
        #expect(names > 500)
    }

    @Test func `no work is left over in a comment`() {
        // Put together here, so that this file has none of them.
        let left = ["TO" + "DO", "FIX" + "ME"]
        for file in SwiftFile.all {
            for (number, line) in file.lines.enumerated() {
                #expect(!left.contains(where: line.contains), "\(file.path):\(number + 1)")
            }
        }
    }

    /// The package is whole: it reads nothing beside its own folder.
    @Test func `no file names a folder beside the package`() {
        let beside = "../" + "shared"
        for file in SwiftFile.all {
            for (number, line) in file.lines.enumerated() {
                #expect(!line.contains(beside), "\(file.path):\(number + 1)")
            }
        }
    }

    /// Formats that a table may have and that only tests write.
    private static let testedOnly: Set<String> = ["LargePage", "Supersection"]

    /// What clients of the products may use is theirs to call.
    @Test func `what stands at the top of a source file is used by another line`() {
        let declaration =
            #/^(?:[@\w()]+ )*(?:struct|class|enum|protocol|actor|func|let|var|typealias) (\w+)/#
        let sources = SwiftFile.all.filter(\.isSource)
        var uses: [String: Int] = [:]
        for file in sources { for word in file.words { uses[word, default: 0] += 1 } }
        let api = AccessTests.api()
        var unused: Set<String> = []
        for file in sources where !file.isGenerated && !api.contains(file.target) {
            for line in file.lines {
                guard !line.hasPrefix(" "), let name = line.firstMatch(of: declaration)?.1 else { continue }
                if uses[String(name), default: 0] < 2 { unused.insert(String(name)) }
            }
        }
        #expect(unused == Self.testedOnly)
    }

    @Test func `no source file is dead`() {
        let declaration = #/\b(?:struct|class|enum|protocol|func|let|var|case|typealias) `?(\w+)/#
        let sources = SwiftFile.all.filter(\.isSource)
        var files: [String: Int] = [:]
        for file in sources { for word in Set(file.words) { files[word, default: 0] += 1 } }
        for file in sources where file.lines.first?.hasPrefix("@main") != true {
            // Initialisers and subscripts are called without their names.
            let isUsed = file.code.contains { line in
                ["init(", "init?(", "subscript("].contains(where: line.contains)
                    || line.matches(of: declaration).contains { files[String($0.1), default: 0] > 1 }
            }
            #expect(isUsed, "\(file.path)")
        }
    }
}
