import Foundation
import Testing

/// Checkers know no other one, and memory and kernel keep no closures. (That they know no checker is a matter of
/// targets.)
@Suite struct CheckerWallTests {
    private static let sources = PackageTargets.root.appendingPathComponent("Sources")

    private static func files(of target: String) throws -> [(path: String, text: String)] {
        let folder = sources.appendingPathComponent(target)
        let paths = try #require(FileManager.default.enumerator(atPath: folder.path)).compactMap { $0 as? String }
        return try paths.filter { $0.hasSuffix(".swift") }.map { path in
            ("\(target)/\(path)", try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8))
        }
    }

    @Test func `a checker names no other checker`() throws {
        let bases: Set<String> = ["AccessChecker", "CallerChecker", "MappingChecker", "RunningChecker"]
        let files = try Self.files(of: "CECheckers").filter { $0.path.hasSuffix("Checker.swift") }
        let names = Set(files.map { $0.path.split(separator: "/").last?.dropLast(6).description ?? "" })
        let checkers = names.subtracting(bases).subtracting(["Checker"])
        let ids = files.flatMap { $0.text.matches(of: /id: "(CE\d{4})"/).map { String($0.1) } }
        #expect(ids.count == checkers.count, "a file has one checker")
        #expect(Set(ids).count == ids.count)
        #expect(checkers.contains("LeakChecker"))
        for file in files {
            let words = Set(file.text.matches(of: /\w+/).map { String($0.output) })
            let own = file.path.split(separator: "/").last?.dropLast(6).description ?? ""
            #expect(words.intersection(checkers).subtracting([own]) == [], "\(file.path)")
        }
    }

    @Test func `memory and kernel keep no closure`() throws {
        let closure = #/(?m)^ +(?:\w+(?:\(set\))? )*(?:let|var) (\w+): \(?\(?[^=\n{]*\) -> /#
        var found: [String] = []
        for target in ["CEMemory", "CEDevices", "CEKernel", "Coredll", "CECheckers"] {
            // The values that make checkers are made of functions.
            for file in try Self.files(of: target) where file.path != "CECheckers/Checker.swift" {
                found += file.text.matches(of: closure).map { "\(file.path): \($0.1)" }
            }
        }
        #expect(found == [])
    }
}
