internal import PEImage

/// A prefix under which an image exports entry points of a stream driver.
struct StreamPrefix: Hashable {
    /// Empty of entry points without one (Flags 0x8).
    let prefix: String
    /// `Init`, `Open`, without the prefix.
    let entries: Set<String>

    static let names = [
        "Init", "Deinit", "PreDeinit", "Open", "Close", "PreClose", "Read", "Write", "Seek", "IOControl", "PowerUp",
        "PowerDown",
    ]

    /// Those that have an Init, the one with most entry points first.
    static func all(in exports: PEExports) -> [StreamPrefix] {
        var found: [String: Set<String>] = [:]
        for export in exports.indicesByName.keys {
            let parts = export.split(separator: "_", omittingEmptySubsequences: false)
            guard let name = parts.last.map(String.init), names.contains(name), parts.count <= 2 else { continue }
            let prefix = parts.count == 2 ? String(parts[0]) : ""
            guard prefix.isEmpty == (parts.count == 1), prefix.isEmpty || prefix.utf8.count == 3 else { continue }
            found[prefix, default: []].insert(name)
        }
        return found.filter { $0.value.contains("Init") }
            .map { StreamPrefix(prefix: $0.key, entries: $0.value) }
            .sorted { ($1.entries.count, $0.prefix) < ($0.entries.count, $1.prefix) }
    }

    func export(_ entry: String) -> String { prefix.isEmpty ? entry : "\(prefix)_\(entry)" }

    /// Whether it can be a device with a name.
    var isNamed: Bool {
        entries.isSuperset(of: ["Open", "Close"])
            && !entries.isDisjoint(with: ["Read", "Write", "Seek", "IOControl"])
    }
}
