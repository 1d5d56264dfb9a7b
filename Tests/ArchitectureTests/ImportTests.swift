import Foundation
import Testing

/// Holds the arrows between modules: who may import whom, and where unsafe code may be.
@Suite struct ImportTests {
    /// What each module may import of this package and of C libraries. Everything else of the package is forbidden to it.
    private static let allowed: [String: Set<String>] = [
        "GuestAddress": [],
        "JSON": [],
        "PrintableText": [],
        "HostSystem": ["PrintableText"],
        "XML": ["CExpat"],
        "Unicorn": ["CUnicorn", "GuestAddress"],
        "Disassembly": ["CCapstone", "GuestAddress"],
        "ARMMMU": ["GuestAddress"],
        "PEImage": ["GuestAddress"],
        "SymbolFiles": ["GuestAddress"],
        "OEMAddrTable": ["GuestAddress", "JSON", "PrintableText"],
        "CEMachine": [
            "Unicorn", "Disassembly", "ARMMMU", "PEImage", "SymbolFiles", "OEMAddrTable", "GuestAddress",
        ],
        "MachineFuzzing": ["CEMachine", "PEImage", "OEMAddrTable", "GuestAddress"],
        "CEScenario": [
            "CEMachine", "OEMAddrTable", "PEImage", "SymbolFiles", "GuestAddress", "JSON", "XML", "HostSystem",
            "PrintableText",
        ],
        "CEBSPCommands": [
            "CEScenario", "CEMachine", "OEMAddrTable", "PEImage", "GuestAddress", "JSON", "HostSystem", "PrintableText",
        ],
        "cebsp": ["CEBSPCommands"],
        "CEBench": [
            "CEMachine", "CEScenario", "OEMAddrTable", "ARMMMU", "Unicorn", "PEImage", "GuestAddress", "JSON",
            "HostSystem",
        ],
        "cebench": ["CEBench", "CEMachine", "GuestAddress"],
    ]

    /// The folders that may hold unsafe code: the wrappers of C libraries, and the operating system's calls.
    private static let unsafeFolders: Set<String> = ["Unicorn", "Disassembly", "XML", "HostSystem"]

    private static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Sources")

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

    @Test func `no module imports what its arrow does not lead to`() throws {
        let own = Set(Self.allowed.keys).union(["CUnicorn", "CCapstone", "CExpat"])
        let files = try Self.files()
        #expect(files.count > 100)
        for file in files {
            let permitted = try #require(Self.allowed[file.module], "\(file.module) has no entry in the list of arrows")
            for (number, line) in file.lines.enumerated() {
                guard let module = Self.imports(of: line), own.contains(module), module != file.module else { continue }
                #expect(permitted.contains(module), "\(file.name):\(number + 1) imports \(module)")
            }
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
