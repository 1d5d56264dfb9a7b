internal import HostSystem

/// Which files of a BSP set the environment of its build, and the symbols of its table.
enum BSPEnvironment {
    private static let limit = 256 << 10
    /// Batch files that are looked into.
    private static let fileLimit = 64

    /// The batch file that the build calls: the one with the name of the BSP's folder, else the one that sets the most.
    /// One of that name that sets nothing is the build's steps, and no environment.
    static func batchFile(of root: String) -> String? {
        let names = ((try? FileAccess().entries(of: root)) ?? []).filter {
            let name = $0.lowercased()
            return name.hasSuffix(".bat") || name.hasSuffix(".cmd")
        }
        let wanted = FilePath.lastComponent(of: FileAccess().realPath(root) ?? root).lowercased()
        if let own = names.first(where: { $0.lowercased().dropLast(4) == wanted }).map({ FilePath.join(root, $0) }),
            count(ofSettingsIn: own) > 0
        {
            return own
        }
        let counted = names.prefix(fileLimit).map {
            (FilePath.join(root, $0), count(ofSettingsIn: FilePath.join(root, $0)))
        }
        return counted.filter { $0.1 > 0 }.max { $0.1 < $1.1 }?.0
    }

    /// Lines that set variables or call files that may.
    private static func count(ofSettingsIn path: String) -> Int {
        guard let bytes = try? FileAccess().read(path, limit: limit) else { return 0 }
        return String(decoding: bytes, as: UTF8.self).lowercased().split(whereSeparator: \.isNewline).count {
            let line = $0.drop { " \t@(".contains($0) }
            return line.contains("set ") && line.contains("=") && !line.hasPrefix("rem ")
                || line.hasPrefix("call ") && !line.hasPrefix("call :")
        }
    }

    /// The `sources.cmn` of the root, and the `sources` files beside a file that includes one of the tables.
    static func sourcesFiles(of root: String, in listing: FolderListing, tables: [String]) -> [String] {
        let common = listing.files.filter { $0.name == "sources.cmn" && $0.folder == root }
        let names = tables.map { FilePath.lastComponent(of: $0).lowercased() }
        let assembler = Dictionary(
            grouping: listing.files.filter { $0.hasEnding("s") || $0.hasEnding("asm") }, by: \.folder)
        let own = listing.files.filter { file in
            guard file.name == "sources", !file.isOfBootLoader, !file.isCopy else { return false }
            return (assembler[file.folder] ?? []).contains {
                tables.contains($0.path) || includes(names, $0.path)
            }
        }
        return (common + own).map(\.path)
    }

    private static func includes(_ names: [String], _ path: String) -> Bool {
        guard let bytes = try? FileAccess().read(path, limit: limit) else { return false }
        let text = String(decoding: bytes, as: UTF8.self).lowercased()
        return names.contains { text.contains($0) }
    }
}
