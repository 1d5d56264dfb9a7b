import CEScenario
import HostSystem
import TestSupport
import Testing

@testable import ScenarioFiles

/// The YAML on the pages is what the readers take: whole files and parts of them.
@Suite struct YAMLBlockTests {
    /// What stands between fences of `yaml`, by the line it begins at.
    private static func blocks(_ page: String) throws -> [(line: Int, text: String)] {
        let text = String(decoding: try FileAccess().read(FilePath.join(Fixtures.package, page)), as: UTF8.self)
        var blocks: [(line: Int, text: String)] = []
        var start: Int?
        var lines: [Substring] = []
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line == "```yaml" {
                (start, lines) = (number + 1, [])
            } else if let first = start, line == "```" {
                blocks.append((first, lines.joined(separator: "\n") + "\n"))
                start = nil
            } else {
                lines.append(line)
            }
        }
        return blocks
    }

    /// The shape of a block: a whole file when it has a version, otherwise a mapping of the keys that it has. Nil of what
    /// other programs read.
    private static func shape(of node: YAMLNode) -> Shape? {
        let keys = Set(node.entries.map(\.key))
        let roots = [BudgetSchema.root, BoardSchema.root, ScenarioSchema.root(.machine)]
        guard let root = roots.first(where: { keys.isSubset(of: $0.keys.map(\.name)) }) else { return nil }
        if keys.contains("version") { return .mapping(root) }
        let part = root.keys.filter { keys.contains($0.name) }.map { SchemaKey($0.name, $0.shape, $0.summary) }
        return .mapping(SchemaMapping(root.title, part))
    }

    @Test(arguments: [
        ("README.md", 1), ("Documentation/Formats.md", 3), ("Documentation/Scenarios.md", 7),
        ("Documentation/CI.md", 1),
    ])
    func `files of ours and parts of them are read without an error`(page: String, least: Int) throws {
        var read = 0
        for block in try Self.blocks(page) {
            let name = "\(page):\(block.line)"
            let node = try YAMLNode(parsing: Array(block.text.utf8), file: name)
            guard let shape = Self.shape(of: node) else { continue }
            #expect(throws: Never.self, "\(name)") { try shape.value(of: node) }
            read += 1
        }
        #expect(read >= least, "\(page)")
    }

    /// The keys that GitHub's and GitLab's readers know, of those that the page uses.
    @Test func `what CI systems read has keys that they know`() throws {
        let github: Set = ["name", "on", "permissions", "jobs"]
        let job: Set = ["runs-on", "container", "strategy", "needs", "if", "steps"]
        let gitlab: Set = ["parallel", "script", "artifacts"]
        var seen = 0
        for block in try Self.blocks("Documentation/CI.md") {
            let node = try YAMLNode(parsing: Array(block.text.utf8), file: "CI.md:\(block.line)")
            guard Self.shape(of: node) == nil else { continue }
            seen += 1
            let keys = Set(node.entries.map(\.key))
            if keys.contains("jobs") {
                #expect(keys.isSubset(of: github), "\(keys)")
                for entry in node.entries where entry.key == "jobs" {
                    for each in entry.value.entries {
                        #expect(Set(each.value.entries.map(\.key)).isSubset(of: job), "\(each.key)")
                    }
                }
            } else if keys != ["include"] {
                for each in node.entries {
                    #expect(Set(each.value.entries.map(\.key)).isSubset(of: gitlab), "\(each.key)")
                }
            }
        }
        #expect(seen == 4)
    }
}
