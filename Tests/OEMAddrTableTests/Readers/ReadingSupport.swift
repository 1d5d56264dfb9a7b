import Diagnostics
import GuestAddress
import OEMAddrTable

/// Reads one table file held in memory.
func readTable(
    _ text: String, name: String = "oemaddrtab_cfg.inc", defines: [String: String] = [:], symbol: String? = nil,
    includes: [String: String] = [:], files: [String: String] = [:], profile: Profile = .ce6
) -> MapReading {
    var sources = MemorySources(includes.merging(files) { $1 })
    sources.add(SourceFile(path: name, text: text))
    let inputs = MapInputs(
        profile: profile, tables: [name], tableSymbol: symbol, includes: includes.keys.sorted(), defines: defines)
    return MapReader(inputs, sources: sources).read()
}

/// Reads one config.bib held in memory; `files` are there to be included.
func readBib(_ text: String, defines: [String: String] = [:], files: [String: String] = [:]) -> MapReading {
    var sources = MemorySources(files)
    sources.add(SourceFile(path: "config.bib", text: text))
    return MapReader(MapInputs(bibs: ["config.bib"], defines: defines), sources: sources).read()
}

/// Reads one image_cfg.h or .inc held in memory.
func readConstants(
    _ text: String, name: String = "image_cfg.h", defines: [String: String] = [:]
) -> MapReading {
    let sources = MemorySources([name: text])
    return MapReader(MapInputs(imageConfigurations: [name], defines: defines), sources: sources).read()
}

extension MapReading {
    /// `80000000>50000000:64M` for each row of a table, the form in which tests state rows.
    func rows(_ table: Int = 0) -> [String] {
        guard map.tables.indices.contains(table) else { return ["no table \(table)"] }
        return map.tables[table].rows.map(\.short)
    }

    /// `NK 80001000+3fff000 RAMIMAGE` for each region.
    var regions: [String] {
        map.regions.map {
            "\($0.name) \(hexadecimal($0.start.rawValue))+\(String($0.size, radix: 16)) \($0.kind.rawValue)"
        }
    }

    /// `CE0004@3:1` for each finding.
    var marks: [String] { findings.map { "\($0.id)@\($0.location.line):\($0.location.column)" } }

    /// The constants by name.
    var constants: [String: UInt64] {
        Dictionary(map.constants.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    }
}

extension StaticRow {
    var short: String {
        let size = size % (1 << 20) == 0 ? "\(size >> 20)M" : "\(size)"
        return "\(hexadecimal(virtual.rawValue))>\(hexadecimal(physical.rawValue)):\(size)"
    }
}
