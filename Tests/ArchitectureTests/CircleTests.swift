import Foundation
import Testing

/// No part of the sources is one large room: circles of files are small, no target has too much, and the kernel only
/// composes.
@Suite struct CircleTests {
    private static func targets() throws -> [String: [String: String]] {
        let sources = PackageTargets.root.appendingPathComponent("Sources")
        let paths = try #require(FileManager.default.enumerator(atPath: sources.path)).compactMap { $0 as? String }
        var targets: [String: [String: String]] = [:]
        for path in paths where path.hasSuffix(".swift") && !path.contains("Generated") {
            let target = String(path.split(separator: "/")[0])
            targets[target, default: [:]][path] = try String(
                contentsOf: sources.appendingPathComponent(path), encoding: .utf8)
        }
        return targets
    }

    @Test func `no circle of files is larger than eight`() throws {
        let targets = try Self.targets()
        #expect(targets.count > 20)
        for (target, files) in targets {
            let circle = SourceCircles(files).largest
            #expect(circle.count <= 8, "\(target): \(circle.sorted().joined(separator: ", "))")
        }
    }

    @Test func `no target has more than a quarter of the sources`() throws {
        let sizes = try Self.targets().mapValues { SourceCircles($0).sizes.values.reduce(0, +) }
        let all = sizes.values.reduce(0, +)
        for (target, size) in sizes { #expect(size * 4 <= all, "\(target) has \(size) of \(all) lines") }
    }

    @Test func `the kernel stores its parts and nothing else`() throws {
        let text = try #require(try Self.targets()["CEKernel"]?["CEKernel/Kernel/Kernel.swift"])
        let stored = text.matches(of: #/(?m)^ {4}(?:\w+(?:\(set\))? )*(?:let|var) (\w+)[^{\n]*$/#).map { String($0.1) }
        #expect(
            stored == [
                "engine", "memory", "board", "observers", "output", "scheduler", "objects", "processes", "loader",
                "drivers", "interrupts", "files", "registry", "calling", "boot", "control",
            ])
    }

    @Test func `a circle is found by the names of types`() {
        let circles = SourceCircles([
            "A.swift": "struct Alpha { var next: Beta }", "B.swift": "struct Beta { let name = \"Delta\" } // Gamma",
            "C.swift": "final class Gamma { var first: Alpha?; var other: Delta }",
            "D.swift": "enum Delta { case one(Gamma) }",
        ])
        #expect(circles.largest == ["C.swift", "D.swift"])
    }
}
