import Diagnostics
internal import HostSystem
internal import OEMAddrTable
internal import PrintableText

/// One line on what a map was read from: tables, config.bib, headers, images, and where the environment of the build
/// came from.
struct ReadingSummary {
    private let sources: MapSources
    private let reading: MapReading

    init(_ sources: MapSources, _ reading: MapReading) {
        self.sources = sources
        self.reading = reading
    }

    /// The line, or nil when no folder was searched: files that were named need no telling.
    var line: String? {
        guard let folder = sources.folder else { return nil }
        var parts: [String] = []
        for table in reading.map.tables {
            let count = table.rows.count == 1 ? "1 row" : "\(table.rows.count) rows"
            parts.append("\(table.symbol) (\(name(table.location.file, in: folder)), \(count))")
        }
        for table in reading.map.loaderTables where !table.mappedRows.isEmpty {
            parts.append("a boot loader's table (\(name(table.location.file, in: folder)))")
        }
        let inputs = sources.inputs
        parts += (inputs.bibs + inputs.loaderBibs + inputs.imageConfigurations + inputs.images).map {
            name($0, in: folder)
        }
        // Names are anybody's.
        return printable(
            "read: \(parts.isEmpty ? "nothing" : parts.joined(separator: ", ")); \(environment(folder)); "
                + "profile \(reading.map.profile.name.rawValue)")
    }

    private func environment(_ folder: String) -> String {
        let settings = reading.settings
        guard !settings.isEmpty else { return "no environment files" }
        let files = settings.files.map { name($0, in: folder) }.joined(separator: ", ")
        let counts = [
            (settings.assigned.count, "variable"), (settings.symbols.count, "assembler symbol"),
            (settings.macros.count, "C macro"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }
        return "environment from \(files)" + (counts.isEmpty ? "" : " (\(counts.joined(separator: ", ")))")
    }

    private func name(_ path: String, in folder: String) -> String {
        let path = FilePath.normalized(path)
        return path.hasPrefix(folder + "/") ? String(path.dropFirst(folder.count + 1)) : path
    }
}
