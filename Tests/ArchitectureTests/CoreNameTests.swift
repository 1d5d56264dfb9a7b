import Foundation
import Testing

/// ARMCore knows the cores; no other module keeps a table of them.
@Suite struct CoreNameTests {
    private static let names = [
        "arm926", "arm1026", "arm1136", "arm1176", "cortex-a7", "cortex-a8", "cortex-a9", "cortex-a15", "ti925t",
        "sa1100", "sa1110", "pxa250", "pxa255", "pxa270",
    ]

    private static func files() throws -> [(path: String, text: String)] {
        let sources = PackageTargets.root.appendingPathComponent("Sources")
        let paths = try #require(FileManager.default.enumerator(atPath: sources.path)).compactMap { $0 as? String }
        return try paths.filter { $0.hasSuffix(".swift") && !$0.hasPrefix("ARMCore/") }.map { path in
            (path, try String(contentsOf: sources.appendingPathComponent(path), encoding: .utf8))
        }
    }

    @Test func `names of cores stand in one module`() throws {
        let files = try Self.files()
        #expect(files.count > 100)
        for file in files {
            // A file may name a core to choose it; three in one file are a table.
            let named = Self.names.filter { file.text.contains("\"\($0)\"") }
            #expect(named.count < 3, "\(file.path) names \(named)")
        }
    }

    @Test func `facts about cores stand in one module`() throws {
        let extending = try Self.files().filter { $0.text.contains("extension CPUModel") }.map(\.path)
        // The engine numbers cores in its own way, which is no fact about them.
        #expect(extending == ["Unicorn/CPUModel+Code.swift"])
        let kinds = try Self.files().filter {
            $0.text.contains("enum CoreArchitecture") || $0.text.contains("case armv7")
        }
        #expect(kinds.map(\.path) == [])
    }
}
