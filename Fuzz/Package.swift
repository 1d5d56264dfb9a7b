// swift-tools-version: 6.2
import PackageDescription

/// One libFuzzer program a reader. Built with `--sanitize fuzzer --sanitize address`, so that the readers themselves report coverage.
let readers = ["Armasm", "Masm", "CTable", "Bib", "ImageConfiguration", "Image"]

let package = Package(
    name: "Fuzz",
    dependencies: [.package(name: "cebsp", path: "..")],
    targets: readers.map { reader in
        .executableTarget(
            name: "Fuzz\(reader)",
            dependencies: [.product(name: "OEMAddrTable", package: "cebsp")],
            swiftSettings: [.swiftLanguageMode(.v6), .unsafeFlags(["-parse-as-library"])])
    }
)
