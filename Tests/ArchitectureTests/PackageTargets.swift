import Foundation
import TestSupport

/// The targets of this package and what each depends on, as the package description lists them.
struct PackageTargets {
    /// Dependencies by target; products of other packages by their name.
    let dependencies: [String: Set<String>]
    let tests: Set<String>

    static let root = URL(fileURLWithPath: Fixtures.package)

    init() throws {
        let text = try String(contentsOf: Self.root.appendingPathComponent("Package.swift"), encoding: .utf8)
        try self.init(manifest: text)
    }

    /// - Parameter text: a manifest whose targets are written out, as ours are.
    init(manifest text: String) throws {
        // The names that stand for products: `let argumentParser = Target.Dependency.product(name: …)`.
        var products: [String: String] = [:]
        for match in text.matches(of: #/let (\w+) = Target\.Dependency\.product\(name: "(\w+)"/#) {
            products[String(match.1)] = String(match.2)
        }
        var dependencies: [String: Set<String>] = [:]
        var tests: Set<String> = []
        let target =
            #/\.(target|executableTarget|testTarget|systemLibrary)\(\s*name: "(\w+)"(?:,\s*dependencies: \[([^\]]*)\])?/#
        for match in text.matches(of: target) {
            let names = (match.3 ?? "").matches(of: #/"(\w+)"|\b([a-z]\w*)\b/#).compactMap { name in
                name.1.map(String.init) ?? name.2.flatMap { products[String($0)] }
            }
            dependencies[String(match.2)] = Set(names)
            if match.1 == "testTarget" { tests.insert(String(match.2)) }
        }
        self.dependencies = dependencies
        self.tests = tests
    }

    /// Everything that a target depends on, through others too.
    func reach(of target: String) -> Set<String> {
        var found: Set<String> = []
        var waiting = [target]
        while let next = waiting.popLast() {
            for name in dependencies[next] ?? [] where found.insert(name).inserted { waiting.append(name) }
        }
        return found
    }
}
