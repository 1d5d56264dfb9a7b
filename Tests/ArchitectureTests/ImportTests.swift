import Foundation
import Testing

/// Holds what sources import, and where unsafe code may be.
@Suite struct ImportTests {
    /// The folders that may hold unsafe code: the wrappers of C libraries, and the operating system's calls.
    private static let unsafeFolders: Set<String> = ["Unicorn", "Disassembly", "XML", "YAML", "HostSystem"]

    private static let sources = PackageTargets.root.appendingPathComponent("Sources")

    private struct SourceText {
        let module: String
        let name: String
        let lines: [String]
    }

    private static func files() throws -> [SourceText] {
        let walker = try #require(FileManager.default.enumerator(atPath: sources.path))
        var files: [SourceText] = []
        for case let path as String in walker where path.hasSuffix(".swift") {
            let text = try String(contentsOf: sources.appendingPathComponent(path), encoding: .utf8)
            let module = String(path.split(separator: "/")[0])
            files.append(SourceText(module: module, name: path, lines: text.components(separatedBy: "\n")))
        }
        return files
    }

    private static func imports(of line: String) -> String? {
        var words = line.split(separator: " ").map(String.init)
        if let first = words.first, ["public", "package", "internal", "@_exported"].contains(first) {
            words.removeFirst()
        }
        return words.count >= 2 && words[0] == "import" ? words[1] : nil
    }

    /// SwiftPM lets a module import what stands below its dependencies; here each import needs a dependency of its own.
    @Test func `a module imports what the package description says`() throws {
        let package = try PackageTargets()
        let products = package.dependencies.values.reduce(into: Set<String>()) { $0.formUnion($1) }
        let own = products.union(package.dependencies.keys)
        let files = try Self.files()
        #expect(files.count > 100)
        for file in files {
            let permitted = try #require(package.dependencies[file.module], "\(file.module) is no target")
            for (number, line) in file.lines.enumerated() {
                guard let module = Self.imports(of: line), own.contains(module), module != file.module else { continue }
                #expect(permitted.contains(module), "\(file.name):\(number + 1) imports \(module)")
            }
        }
    }

    @Test func `every dependency is used`() throws {
        let package = try PackageTargets()
        let used = Dictionary(grouping: try Self.files(), by: \.module).mapValues { files in
            Set(files.flatMap(\.lines).compactMap(Self.imports))
        }
        for (module, imports) in used {
            #expect((package.dependencies[module] ?? []).subtracting(imports) == [], "\(module)")
        }
    }

    @Test func `unsafe code is in the wrappers only`() throws {
        for file in try Self.files() where !Self.unsafeFolders.contains(file.module) {
            for (number, line) in file.lines.enumerated() {
                let code = line.components(separatedBy: "//")[0]
                #expect(
                    code.range(of: #"\bunsafe\b"#, options: .regularExpression) == nil || code.contains("\""),
                    "\(file.name):\(number + 1)")
            }
        }
    }

    @Test func `nothing in the sources traps on purpose but for misuse`() throws {
        for file in try Self.files() {
            for (number, line) in file.lines.enumerated() {
                let code = line.components(separatedBy: "//")[0]
                for word in ["try!", "as!", "fatalError("] {
                    #expect(!code.contains(word), "\(file.name):\(number + 1) has \(word)")
                }
            }
        }
    }

    @Test func `no folder is called Utils, Common or Misc`() throws {
        for file in try Self.files() {
            let folders = file.name.split(separator: "/").dropLast()
            #expect(!folders.contains { ["Utils", "Common", "Misc", "Helpers"].contains($0) }, "\(file.name)")
        }
    }
}
