import Testing

/// What clients of the products see is `public`; what the package's modules show each other is `package`.
@Suite struct AccessTests {
    private static let products = ["OEMAddrTable", "OSDesigns", "RegistryFiles", "CEMachine", "MachineFuzzing"]

    /// What the memory and the walks of tables call in their innermost loops is inlined across modules, which only
    /// public code can be without marking every name that it uses.
    private static let inlined: Set<String> = ["ARMMMU", "Unicorn"]

    /// The products, and modules whose types their API shows.
    static func api() -> Set<String> {
        var found = Set(products)
        var waiting = products
        let imports = #/^public import (\w+)/#
        while let module = waiting.popLast() {
            for file in SwiftFile.all where file.isSource && file.target == module {
                for line in file.lines {
                    guard let name = line.firstMatch(of: imports)?.1 else { continue }
                    if found.insert(String(name)).inserted { waiting.append(String(name)) }
                }
            }
        }
        return found
    }

    @Test func `only what products show is public`() {
        let api = Self.api()
        #expect(api.isSuperset(of: ["OEMAddrTable", "CEMachine", "GuestAddress", "Diagnostics"]))
        #expect(api.isDisjoint(with: Self.inlined))
        // The programs' commands show ArgumentParser what it calls.
        for file in SwiftFile.all where file.isSource && !api.contains(file.target) {
            guard !Self.inlined.union(["CEBSPCommands", "CEBench"]).contains(file.target) else { continue }
            for (number, line) in file.code.enumerated() {
                let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_") }
                #expect(!words.contains("public"), "\(file.path):\(number + 1)")
            }
        }
    }
}
