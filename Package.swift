// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    // Each access to a class's property is checked at run time for overlapping accesses, and a mapping makes a dozen of them:
    // they cost more than the descriptors it writes. Debug builds, in which the tests run, keep the checks.
    .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release)),
]

// A program that can lie anywhere has 236,000 addresses put right each time it starts, which takes a third of its start.
let fixedPlace: [LinkerSetting] = [.unsafeFlags(["-Xclang-linker", "-no-pie"], .when(configuration: .release))]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "cebsp",
    products: [
        .library(name: "OEMAddrTable", targets: ["OEMAddrTable"]),
        .library(name: "OSDesigns", targets: ["OSDesigns"]),
        .library(name: "RegistryFiles", targets: ["RegistryFiles"]),
        .library(name: "CEMachine", targets: ["CEMachine"]),
        .library(name: "MachineFuzzing", targets: ["MachineFuzzing"]),
        .executable(name: "cebsp", targets: ["cebsp"]),
        .executable(name: "cebench", targets: ["cebench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
    ],
    targets: [
        .target(name: "GuestAddress"),
        .target(name: "ARMCore"),
        .target(name: "Diagnostics"),
        .target(name: "MachineTerms"),
        .target(name: "JSON"),
        .target(name: "PrintableText"),
        .target(name: "SavedState"),
        .target(name: "HostSystem", dependencies: ["PrintableText"]),
        .systemLibrary(name: "CUnicorn", pkgConfig: "unicorn", providers: [.apt(["libunicorn-dev"])]),
        .systemLibrary(name: "CCapstone", pkgConfig: "capstone", providers: [.apt(["libcapstone-dev"])]),
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .target(name: "XML", dependencies: ["CExpat"]),
        .target(name: "YAML", dependencies: ["CYAML"]),
        .target(name: "OSDesigns", dependencies: ["XML"]),
        .target(name: "Unicorn", dependencies: ["ARMCore", "GuestAddress", "CUnicorn"]),
        .target(name: "Disassembly", dependencies: ["GuestAddress", "CCapstone"]),
        .target(name: "ARMMMU", dependencies: ["GuestAddress"]),
        .target(name: "PEImage", dependencies: ["GuestAddress"]),
        .target(
            name: "GuestToolchain",
            dependencies: ["OEMAddrTable", "PEImage", "HostSystem", "JSON", "Diagnostics"]),
        .target(name: "ImageCode", dependencies: ["PEImage", "Disassembly", "GuestAddress"]),
        .target(name: "SymbolFiles", dependencies: ["GuestAddress"]),
        .target(
            name: "OEMAddrTable", dependencies: ["PrintableText", "JSON", "Diagnostics", "ARMCore", "GuestAddress"]),
        .target(name: "BSPFiles", dependencies: ["OEMAddrTable", "PrintableText", "JSON", "GuestAddress"]),
        .target(name: "RegistryFiles", dependencies: ["OEMAddrTable", "Diagnostics"]),
        .target(name: "MapPlanning", dependencies: ["BSPFiles", "OEMAddrTable", "GuestAddress"]),
        .target(
            name: "BoardRecovery", dependencies: ["BSPFiles", "OEMAddrTable", "Diagnostics", "GuestAddress"]),
        .target(
            name: "MapExport",
            dependencies: ["OEMAddrTable", "PrintableText", "JSON", "GuestAddress"]),
        .target(
            name: "CEMemory",
            dependencies: ["OEMAddrTable", "ARMMMU", "Unicorn", "MachineTerms", "SavedState", "GuestAddress"]),
        .target(name: "CEDevices", dependencies: ["CEMemory", "Unicorn", "SavedState", "GuestAddress"]),
        .target(
            name: "CEKernel",
            dependencies: [
                "SavedState",
                "CEDevices", "CEMemory", "OEMAddrTable", "SymbolFiles", "PEImage", "ARMMMU", "Disassembly", "Unicorn",
                "MachineTerms", "ARMCore", "GuestAddress",
            ]),
        .target(
            name: "Coredll",
            dependencies: [
                "CEKernel", "CEDevices", "CEMemory", "OEMAddrTable", "PEImage", "ARMMMU", "Unicorn", "ARMCore",
                "GuestAddress",
            ],
            resources: [
                .embedInCode("Images/blocks.bin"), .embedInCode("Images/coredll.bin"),
                .embedInCode("Images/floats.bin"),
            ]),
        .target(
            name: "CEDiagnosis",
            dependencies: [
                "CEKernel", "CEDevices", "CEMemory", "OEMAddrTable", "PEImage", "ARMMMU", "Unicorn", "MachineTerms",
                "Diagnostics", "GuestAddress",
            ]),
        .target(
            name: "CECheckers",
            dependencies: [
                "SavedState", "CEDiagnosis", "CEKernel", "CEMemory", "OEMAddrTable", "ARMMMU", "Disassembly", "Unicorn",
                "MachineTerms", "Diagnostics", "ARMCore", "GuestAddress",
            ]),
        .target(
            name: "CEMachine",
            dependencies: [
                "SavedState", "CECheckers", "CEDiagnosis", "Coredll", "CEKernel", "CEDevices", "CEMemory",
                "OEMAddrTable",
                "SymbolFiles", "ARMMMU", "Unicorn", "MachineTerms", "ARMCore", "GuestAddress",
            ]),
        .target(
            name: "MachineFuzzing",
            dependencies: [
                "CEMachine", "CECheckers", "CEKernel", "OEMAddrTable", "PEImage", "Diagnostics", "GuestAddress",
            ]),
        .target(
            name: "ScenarioFiles",
            dependencies: [
                "YAML", "XML", "OEMAddrTable", "HostSystem", "JSON", "MachineTerms", "Diagnostics", "ARMCore",
                "GuestAddress",
            ]),
        .target(
            name: "RunReports",
            dependencies: ["XML", "HostSystem", "JSON", "MachineTerms", "Diagnostics", "GuestAddress"]),
        .target(
            name: "CEScenario",
            dependencies: [
                "SavedState", "RunReports", "ScenarioFiles", "RegistryFiles", "CEMachine", "CECheckers", "CEDiagnosis",
                "CEKernel", "CEDevices",
                "CEMemory", "OEMAddrTable", "SymbolFiles", "PEImage", "HostSystem", "PrintableText", "JSON",
                "MachineTerms", "Diagnostics", "GuestAddress",
            ]),
        .target(
            name: "DriverProbe",
            dependencies: [
                "CEScenario", "ScenarioFiles", "RegistryFiles", "CEMachine", "CECheckers", "CEKernel", "CEMemory",
                "OEMAddrTable", "ImageCode", "PEImage", "Disassembly", "HostSystem", "JSON", "MachineTerms",
                "Diagnostics", "GuestAddress",
            ],
            resources: [.embedInCode("Images/probe.exe")]),
        .target(
            name: "CEBSPCommands",
            dependencies: [
                "DriverProbe", "GuestToolchain",
                "CEScenario", "RunReports", "ScenarioFiles", "CEMachine", "CECheckers", "BoardRecovery", "MapPlanning",
                "MapExport", "BSPFiles", "OSDesigns", "OEMAddrTable", "ImageCode", "SymbolFiles", "PEImage", "XML",
                "HostSystem",
                "PrintableText",
                "JSON",
                "MachineTerms", "Diagnostics", "GuestAddress", argumentParser,
            ]),
        .executableTarget(
            name: "cebsp", dependencies: ["CEBSPCommands", argumentParser], linkerSettings: fixedPlace),
        .target(
            name: "CEBench",
            dependencies: [
                "CEScenario", "RunReports", "ScenarioFiles", "CEMachine", "CEKernel", "CEDevices", "CEMemory",
                "OEMAddrTable", "Unicorn", "HostSystem", "JSON", "Diagnostics", "ARMCore", "GuestAddress",
                argumentParser,
            ],
            resources: [
                .embedInCode("Guests/Images/frm.dll"), .embedInCode("Guests/Images/frames.exe"),
                .embedInCode("Guests/Images/pages.bin"), .embedInCode("Guests/Images/speed.exe"),
                .embedInCode("Guests/Images/speed.bin"), .embedInCode("Guests/Images/speed"),
                .embedInCode("Guests/Export/frm.c.txt"), .embedInCode("Guests/Export/frames.h.txt"),
                .embedInCode("Guests/Export/frames.c.txt"), .embedInCode("Guests/Export/measure.c.txt"),
            ]),
        .executableTarget(
            name: "cebench", dependencies: ["CEBench", argumentParser], linkerSettings: fixedPlace),
        .target(name: "TestSupport", dependencies: ["HostSystem"], path: "Tests/TestSupport"),
        .testTarget(name: "GuestAddressTests", dependencies: ["GuestAddress"]),
        .testTarget(name: "ARMCoreTests", dependencies: ["ARMCore"]),
        .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"]),
        .testTarget(name: "JSONTests", dependencies: ["JSON"]),
        .testTarget(name: "PrintableTextTests", dependencies: ["PrintableText"]),
        .testTarget(name: "SavedStateTests", dependencies: ["SavedState"]),
        .testTarget(name: "XMLTests", dependencies: ["OSDesigns", "XML"]),
        .testTarget(name: "YAMLTests", dependencies: ["YAML"]),
        .testTarget(name: "UnicornTests", dependencies: ["TestSupport", "Unicorn", "ARMCore", "GuestAddress"]),
        .testTarget(name: "DisassemblyTests", dependencies: ["Disassembly", "Unicorn", "ARMCore", "GuestAddress"]),
        .testTarget(
            name: "ARMMMUTests", dependencies: ["TestSupport", "ARMMMU", "Unicorn", "ARMCore", "GuestAddress"]),
        .testTarget(
            name: "ImageCodeTests",
            dependencies: ["TestSupport", "ImageCode", "PEImage", "Disassembly", "GuestAddress"]),
        .testTarget(name: "PEImageTests", dependencies: ["TestSupport", "PEImage", "GuestAddress"]),
        .testTarget(name: "SymbolFilesTests", dependencies: ["TestSupport", "SymbolFiles", "GuestAddress"]),
        .testTarget(
            name: "OEMAddrTableTests",
            dependencies: [
                "TestSupport", "BoardRecovery", "MapPlanning", "MapExport", "BSPFiles", "OEMAddrTable", "JSON",
                "Diagnostics", "ARMCore", "GuestAddress",
            ]),
        .testTarget(
            name: "RegistryFilesTests", dependencies: ["TestSupport", "RegistryFiles", "OEMAddrTable", "Diagnostics"]),
        .testTarget(
            name: "CEMachineTests",
            dependencies: [
                "SavedState",
                "TestSupport",
                "MachineFuzzing", "CEMachine", "CECheckers", "CEDiagnosis", "Coredll", "CEKernel", "CEDevices",
                "CEMemory",
                "OEMAddrTable", "PEImage", "ARMMMU", "Disassembly", "Unicorn", "MachineTerms", "Diagnostics", "ARMCore",
                "GuestAddress",
            ]),
        .testTarget(name: "MachineFuzzingTests", dependencies: ["TestSupport", "MachineFuzzing", "CEMachine"]),
        .testTarget(
            name: "CEScenarioTests",
            dependencies: [
                "SavedState", "CECheckers", "CEDiagnosis",
                "TestSupport",
                "CEScenario", "RunReports", "ScenarioFiles", "CEMachine", "CEKernel", "CEMemory", "OEMAddrTable",
                "HostSystem", "JSON", "MachineTerms", "Diagnostics", "GuestAddress",
            ]),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "TestSupport",
                "CEBSPCommands", "DriverProbe", "GuestToolchain", "CEScenario", "RunReports", "ScenarioFiles",
                "CEKernel",
                "OEMAddrTable", "PEImage",
                "XML",
                "HostSystem", "JSON", "MachineTerms", "Diagnostics", "GuestAddress", argumentParser,
            ]),
        .testTarget(name: "CEBenchTests", dependencies: ["TestSupport", "CEBench", "HostSystem", "JSON"]),
        .testTarget(name: "ArchitectureTests", dependencies: ["TestSupport", "HostSystem"]),
    ]
)

for target in package.targets where target.type != .system {
    target.swiftSettings = settings
}
