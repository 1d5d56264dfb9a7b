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

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
    name: "cebsp",
    products: [
        .library(name: "OEMAddrTable", targets: ["OEMAddrTable"]),
        .library(name: "CEMachine", targets: ["CEMachine"]),
        .library(name: "MachineFuzzing", targets: ["MachineFuzzing"]),
        .executable(name: "cebsp", targets: ["cebsp"]),
        .executable(name: "cebench", targets: ["cebench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .target(name: "GuestAddress"),
        .target(name: "ARMCore"),
        .target(name: "Diagnostics"),
        .target(name: "JSON"),
        .target(name: "PrintableText"),
        .target(name: "HostSystem", dependencies: ["PrintableText"]),
        .systemLibrary(name: "CUnicorn", pkgConfig: "unicorn", providers: [.apt(["libunicorn-dev"])]),
        .systemLibrary(name: "CCapstone", pkgConfig: "capstone", providers: [.apt(["libcapstone-dev"])]),
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        .target(name: "XML", dependencies: ["CExpat"]),
        .target(name: "Unicorn", dependencies: ["CUnicorn", "ARMCore", "GuestAddress"]),
        .target(name: "Disassembly", dependencies: ["CCapstone", "GuestAddress"]),
        .target(name: "ARMMMU", dependencies: ["GuestAddress"]),
        .target(name: "PEImage", dependencies: ["GuestAddress"]),
        .target(name: "SymbolFiles", dependencies: ["GuestAddress"]),
        .target(
            name: "OEMAddrTable", dependencies: ["ARMCore", "Diagnostics", "GuestAddress", "JSON", "PrintableText"]),
        .target(
            name: "CEMemory",
            dependencies: ["ARMCore", "Diagnostics", "ARMMMU", "Unicorn", "OEMAddrTable", "GuestAddress"]),
        .target(name: "CEDevices", dependencies: ["ARMCore", "Diagnostics", "CEMemory", "Unicorn", "GuestAddress"]),
        .target(
            name: "CEKernel",
            dependencies: [
                "ARMCore", "Diagnostics",
                "CEDevices", "CEMemory", "ARMMMU", "Unicorn", "Disassembly", "PEImage", "SymbolFiles", "OEMAddrTable",
                "GuestAddress",
            ]),
        .target(
            name: "Coredll",
            dependencies: [
                "ARMCore", "Diagnostics", "CEKernel", "CEDevices", "CEMemory", "PEImage", "Unicorn", "OEMAddrTable",
                "GuestAddress",
            ]),
        .target(
            name: "CECheckers",
            dependencies: [
                "ARMCore", "Diagnostics",
                "CEKernel", "CEDevices", "CEMemory", "ARMMMU", "Disassembly", "Unicorn", "OEMAddrTable", "GuestAddress",
            ]),
        .target(
            name: "CEMachine",
            dependencies: [
                "ARMCore", "Diagnostics",
                "CECheckers", "Coredll", "CEKernel", "CEDevices", "CEMemory", "Unicorn", "Disassembly", "ARMMMU",
                "PEImage", "SymbolFiles", "OEMAddrTable", "GuestAddress",
            ]),
        .target(
            name: "MachineFuzzing",
            dependencies: [
                "ARMCore", "Diagnostics",
                "CEMachine", "CEKernel", "CEDevices", "CEMemory", "Coredll", "PEImage", "OEMAddrTable", "GuestAddress",
            ]),
        .target(
            name: "ScenarioFiles",
            dependencies: ["OEMAddrTable", "ARMCore", "Diagnostics", "GuestAddress", "JSON", "HostSystem", yams]),
        .target(name: "RunReports", dependencies: ["Diagnostics", "GuestAddress", "JSON", "XML", "HostSystem"]),
        .target(
            name: "CEScenario",
            dependencies: [
                "ARMCore", "Diagnostics", "CEKernel", "CEDevices", "CEMemory", "CECheckers", "Coredll", "CEMachine",
                "PEImage", "SymbolFiles", "OEMAddrTable", "GuestAddress", "JSON", "HostSystem", "PrintableText",
                "ScenarioFiles", "RunReports",
            ]),
        .target(
            name: "CEBSPCommands",
            dependencies: [
                "Diagnostics", "CEKernel", "CEDevices", "CEMemory", "CECheckers", "CEScenario", "CEMachine",
                "OEMAddrTable", "PEImage", "GuestAddress", "JSON", "XML", "HostSystem", "PrintableText", argumentParser,
                "ScenarioFiles", "RunReports",
            ]),
        .executableTarget(name: "cebsp", dependencies: ["CEBSPCommands", argumentParser]),
        .target(
            name: "CEBench",
            dependencies: [
                "ARMCore", "Diagnostics", "CEKernel", "CEDevices", "CEMemory", "Coredll", "CEScenario", "CEMachine",
                "Unicorn", "ARMMMU", "OEMAddrTable", "GuestAddress", "JSON", "HostSystem", argumentParser,
                "ScenarioFiles", "RunReports",
            ],
            resources: [
                .embedInCode("Guests/Images/frm.dll"), .embedInCode("Guests/Images/frames.exe"),
                .embedInCode("Guests/Images/pages.bin"),
            ]),
        .executableTarget(
            name: "cebench", dependencies: ["CEKernel", "CEDevices", "CEMemory", "CEBench", argumentParser]),
        .testTarget(name: "GuestAddressTests", dependencies: ["GuestAddress"]),
        .testTarget(name: "ARMCoreTests", dependencies: ["ARMCore"]),
        .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"]),
        .testTarget(name: "JSONTests", dependencies: ["JSON"]),
        .testTarget(name: "PrintableTextTests", dependencies: ["PrintableText"]),
        .testTarget(name: "XMLTests", dependencies: ["XML"]),
        .testTarget(name: "UnicornTests", dependencies: ["Unicorn", "ARMCore", "GuestAddress"]),
        .testTarget(name: "DisassemblyTests", dependencies: ["Disassembly", "Unicorn", "ARMCore", "GuestAddress"]),
        .testTarget(name: "ARMMMUTests", dependencies: ["ARMMMU", "Unicorn", "ARMCore", "GuestAddress"]),
        .testTarget(name: "PEImageTests", dependencies: ["PEImage", "GuestAddress"]),
        .testTarget(name: "SymbolFilesTests", dependencies: ["SymbolFiles", "GuestAddress"]),
        .testTarget(
            name: "OEMAddrTableTests",
            dependencies: ["OEMAddrTable", "ARMCore", "Diagnostics", "GuestAddress", "JSON", "HostSystem"]),
        .testTarget(
            name: "CEMachineTests",
            dependencies: [
                "ARMCore", "Diagnostics",
                "CEKernel", "CEDevices", "CEMemory", "Coredll", "CECheckers", "Disassembly",
                "CEMachine", "MachineFuzzing", "Unicorn", "ARMMMU", "PEImage", "OEMAddrTable", "GuestAddress",
            ]),
        .testTarget(
            name: "MachineFuzzingTests",
            dependencies: ["CEKernel", "CEDevices", "CEMemory", "MachineFuzzing", "CEMachine"]),
        .testTarget(
            name: "CEScenarioTests",
            dependencies: [
                "Diagnostics", "CEKernel", "CEDevices", "CEMemory", "CECheckers", "CEScenario", "CEMachine",
                "OEMAddrTable", "GuestAddress", "JSON", "HostSystem", "ScenarioFiles", "RunReports",
            ]),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "Diagnostics", "CEKernel", "CEDevices", "CEMemory", "CECheckers", "CEBSPCommands", "CEScenario",
                "OEMAddrTable", "PEImage", "GuestAddress", "JSON", "HostSystem", argumentParser, "ScenarioFiles",
                "RunReports",
            ]),
        .testTarget(
            name: "CEBenchTests",
            dependencies: ["Diagnostics", "CEKernel", "CEDevices", "CEMemory", "CEBench", "JSON", "HostSystem"]),
        .testTarget(name: "ArchitectureTests"),
    ]
)

for target in package.targets where target.type != .system {
    target.swiftSettings = settings
}
