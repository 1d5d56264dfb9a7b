import Diagnostics
import GuestAddress
import Testing

@testable import OEMAddrTable

/// Files that say themselves what is to be found: a comment `@CE0103:error` stands in the line of each finding.
struct MarkedFiles {
    var files: KeyValuePairs<String, String>
    var profile = Profile.ce6
    var banks: [(UInt32, UInt64)] = []
    var defines: [String: String] = [:]
    var images: [ImageFacts] = []
    var devices: [BoardDevice] = []

    /// `config.bib:3 CE0404 warning` for each mark.
    var expected: [String] {
        files.flatMap { file, text in
            text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap { index, line in
                line.split(separator: " ").filter { $0.hasPrefix("@") && $0.contains(":") }.map { mark in
                    let parts = mark.dropFirst().split(separator: ":")
                    return "\(file):\(index + 1) \(parts[0]) \(parts[1])"
                }
            }
        }.sorted()
    }

    /// The same of what readers and rules find.
    var found: [String] {
        all.map { "\($0.location.file):\($0.location.line) \($0.id) \($0.severity)" }.sorted()
    }

    var all: [Finding] {
        var map = reading.map
        map.images += images
        return reading.findings + MapRules.check(map)
    }

    var reading: MapReading {
        var inputs = MapInputs(
            profile: profile, defines: defines,
            banks: banks.map { RAMBank(range: AddressRange(base: PhysicalAddress($0.0), clampedSize: $0.1)) })
        inputs.devices = devices
        for (name, _) in files {
            if name.hasPrefix("EBOOT/") {
                inputs.loaderTables.append(name)
                continue
            }
            switch name.split(separator: ".").last {
            case "bib": inputs.bibs.append(name)
            case "h": inputs.imageConfigurations.append(name)
            case "inc", "asm", "c": inputs.tables.append(name)
            default: break
            }
        }
        let sources = MemorySources(files.map { SourceFile(path: $0, text: $1) })
        return MapReader(inputs, sources: sources).read()
    }
}
