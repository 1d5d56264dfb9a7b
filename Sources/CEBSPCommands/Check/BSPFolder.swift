internal import HostSystem

/// The files of a BSP folder that a memory map is made of, found by their names, and tables by their contents when no name tells.
struct BSPFolder {
    private static let depthLimit = 8
    private static let entryLimit = 20_000
    /// Bytes of a source file that are searched for a table.
    private static let sourceLimit = 256 << 10

    private(set) var tables: [String] = []
    private(set) var bibs: [String] = []
    private(set) var constants: [String] = []
    private(set) var images: [String] = []
    /// The folders with files in them, where includes may lie.
    private(set) var folders: [String] = []

    private var sources: [String] = []
    private var count = 0

    init(_ path: String) {
        walk(path, depth: 0)
        let includes = tables.filter { $0.lowercased().hasSuffix(".inc") }
        // A .s file beside an .inc file of that name only includes it.
        if !includes.isEmpty { tables = includes }
        if tables.isEmpty { tables = sources.filter(Self.mentionsTable) }
    }

    private mutating func walk(_ folder: String, depth: Int) {
        guard depth <= Self.depthLimit, let names = try? FileAccess().entries(of: folder) else { return }
        var hasFiles = false
        for name in names where !name.hasPrefix(".") {
            count += 1
            guard count <= Self.entryLimit else { return }
            let path = FilePath.join(folder, name)
            switch FileAccess().kind(of: path) {
            case .directory: walk(path, depth: depth + 1)
            case .file:
                hasFiles = true
                sort(path, name.lowercased())
            default: break
            }
        }
        if hasFiles { folders.append(folder) }
    }

    private mutating func sort(_ path: String, _ name: String) {
        guard let role = FileRole(path) else { return }
        switch role {
        case .bib where name == "config.bib": bibs.append(path)
        case .constants where name.contains("image_cfg"): constants.append(path)
        case .image where name == "nk.bin" || name == "nk.nb0": images.append(path)
        case .source where ["addrtab", "addrtbl", "addresstab"].contains { name.contains($0) }: tables.append(path)
        case .source: sources.append(path)
        default: break
        }
    }

    private static func mentionsTable(_ path: String) -> Bool {
        guard let bytes = try? FileAccess().read(path, limit: sourceLimit) else { return false }
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.contains("AddressTable") else { return false }
        return FileRole.holdsTable(path) && (text.contains("DCD") || text.contains("dd") || text.contains("{"))
    }
}
