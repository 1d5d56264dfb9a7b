// swift-tools-version: 6.2
import PackageDescription

/// One libFuzzer program a reader, and one for each kind of guest. Built with `--sanitize fuzzer`, so that what is fuzzed itself
/// reports coverage.
let readers = ["Armasm", "Masm", "GNU", "CTable", "Bib", "ImageConfiguration", "Image", "Batch", "Sources"]
let guests = ["Program", "GuestImage"]

func fuzzer(_ name: String, _ product: String) -> Target {
    .executableTarget(
        name: "Fuzz\(name)",
        dependencies: [.product(name: product, package: "cebsp")],
        swiftSettings: [.swiftLanguageMode(.v6), .unsafeFlags(["-parse-as-library"])])
}

let package = Package(
    name: "Fuzz",
    dependencies: [.package(name: "cebsp", path: "..")],
    targets: readers.map { fuzzer($0, "OEMAddrTable") } + [fuzzer("OSDesign", "OSDesigns"), fuzzer("Registry", "RegistryFiles")]
        + guests.map { fuzzer($0, "MachineFuzzing") }
)
