import Foundation
import Testing

/// Kernel and memory tell events and know no checker; the facade alone makes checkers; checkers know no other one.
@Suite struct CheckerWallTests {
    private static let machine = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Sources/CEMachine")

    private static func files() throws -> [(path: String, text: String)] {
        let paths = try #require(FileManager.default.enumerator(atPath: machine.path)).compactMap { $0 as? String }
        return try paths.filter { $0.hasSuffix(".swift") }.map { path in
            (path, try String(contentsOf: machine.appendingPathComponent(path), encoding: .utf8))
        }
    }

    @Test func `nothing outside names a checker or its tools`() throws {
        let words = /\b(Checker|\w+Checker|ActiveCheckers|AccessWatcher|CallerTracker|MachineFinding|FindingLog)\b/
        let files = try Self.files()
        #expect(files.count { $0.path.hasPrefix("Checkers/") } > 25)
        for file in files where !file.path.hasPrefix("Checkers/") && !file.path.hasPrefix("Machine") {
            #expect(file.text.firstMatch(of: words) == nil, "\(file.path)")
        }
    }

    @Test func `a checker names no other checker`() throws {
        let bases: Set<String> = ["AccessChecker", "CallerChecker", "MappingChecker", "RunningChecker"]
        let files = try Self.files().filter { $0.path.hasPrefix("Checkers/") && $0.path.hasSuffix("Checker.swift") }
        let names = Set(files.map { $0.path.split(separator: "/").last?.dropLast(6).description ?? "" })
        let checkers = names.subtracting(bases).subtracting(["Checker"])
        #expect(checkers.count == 16)
        for file in files {
            let words = Set(file.text.matches(of: /\w+/).map { String($0.output) })
            let own = file.path.split(separator: "/").last?.dropLast(6).description ?? ""
            #expect(words.intersection(checkers).subtracting([own]) == [], "\(file.path)")
        }
    }

    @Test func `memory and kernel keep no closure`() throws {
        let closure = #/(?m)^ +(?:\w+(?:\(set\))? )*(?:let|var) (\w+): \(?\(?[^=\n{]*\) -> /#
        var found: [String] = []
        for file in try Self.files() where file.path.contains("/") && !Self.isTable(file.path) {
            found += file.text.matches(of: closure).map { "\(file.path): \($0.1)" }
        }
        // Asked, not told: whether a run is to end. The recorder of calls belongs to who wants the records.
        #expect(found.sorted() == ["Kernel/Kernel.swift: shouldStop", "Trace/CallRecorder.swift: onCall"])
    }

    /// The table of calls and the values that make checkers are made of functions.
    private static func isTable(_ path: String) -> Bool {
        path == "Kernel/CallTable.swift" || path == "Checkers/Checker.swift"
    }
}
