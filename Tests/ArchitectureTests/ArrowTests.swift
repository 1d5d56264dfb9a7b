import Testing

/// Holds the arrows between modules as the package description draws them: none leads up, and none to what a module is
/// not to know.
@Suite struct ArrowTests {
    /// The modules from the ground up. A module depends on lower layers only.
    private static let layers: [[String]] = [
        [
            "CUnicorn", "CCapstone", "CExpat", "CYAML", "GuestAddress", "ARMCore", "Diagnostics", "MachineTerms",
            "JSON", "PrintableText", "SavedState",
        ],
        ["HostSystem", "XML", "YAML", "Unicorn", "Disassembly", "ARMMMU", "PEImage", "SymbolFiles"],
        ["OEMAddrTable", "OSDesigns", "ImageCode"],
        ["CEMemory", "ScenarioFiles", "RunReports", "BSPFiles", "RegistryFiles", "MapExport", "GuestToolchain"],
        ["CEDevices", "MapPlanning", "BoardRecovery"],
        ["CEKernel"],
        ["Coredll", "CEDiagnosis"],
        ["CECheckers"],
        ["CEMachine"],
        ["CEScenario", "MachineFuzzing"],
        ["DriverProbe"],
        ["CEBSPCommands", "CEBench"],
        ["cebsp", "cebench"],
    ]

    private static let machine: Set<String> = [
        "CEMemory", "CEDevices", "CEKernel", "Coredll", "CEDiagnosis", "CECheckers", "CEMachine",
    ]
    private static let engine = machine.union(["CUnicorn", "Unicorn", "CCapstone", "Disassembly"])
    private static let front: Set<String> = [
        "ScenarioFiles", "RunReports", "YAML", "XML", "ArgumentParser", "HostSystem",
    ]

    /// What a module is not to know, not even through others.
    private static let unknown: [String: Set<String>] = [
        "Unicorn": ["ARMMMU", "OEMAddrTable", "Diagnostics"],
        "ARMMMU": engine,
        "OEMAddrTable": engine.union(["ArgumentParser", "HostSystem", "YAML"]),
        "BSPFiles": front.union(engine),
        "RegistryFiles": front.union(engine),
        "MapPlanning": front.union(engine),
        "BoardRecovery": front.union(engine),
        "MapExport": front.union(engine),
        "GuestToolchain": engine.union(["ScenarioFiles", "RunReports", "Yams", "XML", "ArgumentParser"]),
        "CEMemory": front.union(["CEDevices", "CEKernel", "Coredll", "CECheckers", "PEImage", "SymbolFiles"]),
        "CEDevices": front.union(["CEKernel", "Coredll", "CECheckers", "PEImage", "SymbolFiles"]),
        "CEKernel": front.union(["Coredll", "CEDiagnosis", "CECheckers"]),
        "Coredll": front.union(["CEDiagnosis", "CECheckers"]),
        "CEDiagnosis": front.union(["Coredll", "CECheckers"]),
        "CECheckers": front.union(["Coredll"]),
        "CEMachine": front,
        "ScenarioFiles": engine.union(["RunReports", "ArgumentParser"]),
        "RunReports": engine.union(["ScenarioFiles", "OEMAddrTable", "YAML", "ArgumentParser"]),
        "CEScenario": ["ArgumentParser"],
    ]

    private static let ground: Set<String> = [
        "GuestAddress", "ARMCore", "Diagnostics", "MachineTerms", "JSON", "PrintableText", "SavedState",
    ]

    @Test func `no arrow leads up`() throws {
        let package = try PackageTargets()
        var level: [String: Int] = [:]
        for (index, layer) in Self.layers.enumerated() { for name in layer { level[name] = index } }
        let targets = Set(package.dependencies.keys).subtracting(package.tests).subtracting(["TestSupport"])
        #expect(targets == Set(level.keys), "each module has its place in the layers")
        for target in targets {
            for dependency in package.dependencies[target] ?? [] {
                guard let below = level[dependency], let own = level[target] else { continue }
                #expect(below < own, "\(target) depends on \(dependency)")
            }
        }
    }

    @Test func `no module reaches what it is not to know`() throws {
        let package = try PackageTargets()
        for (module, unknown) in Self.unknown {
            #expect(package.dependencies[module] != nil, "\(module) is no module")
            #expect(package.reach(of: module).intersection(unknown) == [], "\(module)")
        }
        for module in Self.ground { #expect(package.reach(of: module) == [], "\(module) is ground") }
    }

    @Test func `the manifest is read with what it lists`() throws {
        let package = try PackageTargets(
            manifest: """
                let drawing = Target.Dependency.product(name: "Drawing", package: "swift-drawing")
                .target(name: "A"),
                .target(
                    name: "B",
                    dependencies: [
                        "A", drawing,
                    ]),
                .testTarget(name: "BTests", dependencies: ["B"]),
                """)
        #expect(package.dependencies == ["A": [], "B": ["A", "Drawing"], "BTests": ["B"]])
        #expect(package.tests == ["BTests"])
        #expect(package.reach(of: "BTests") == ["A", "B", "Drawing"])
    }
}
