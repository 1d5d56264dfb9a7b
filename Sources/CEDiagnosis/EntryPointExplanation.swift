/// Says which entry points a driver's image lacks, and which it has.
struct EntryPointExplanation {
    private static let names = [
        "Init", "Deinit", "PreDeinit", "Open", "Close", "PreClose", "Read", "Write", "Seek", "IOControl", "PowerUp",
        "PowerDown",
    ]
    private static let transfers = ["Read", "Write", "Seek", "IOControl"]

    let image: String
    /// What stands in front of the names, or nothing.
    let prefix: String
    /// Whether the device has a name, and so needs more than Init and Deinit.
    let isNamed: Bool
    /// The image's entry points by the prefix they have.
    private let found: [String: Set<String>]

    /// - Parameter exports: all names that the image exports.
    init(image: String, prefix: String, isNamed: Bool, exports: some Sequence<String>) {
        self.image = image
        self.prefix = prefix
        self.isNamed = isNamed
        var found: [String: Set<String>] = [:]
        for export in exports {
            guard let (prefix, name) = Self.parts(export) else { continue }
            found[prefix, default: []].insert(name)
        }
        self.found = found
    }

    /// `REP` and `Init` of `REP_Init`; nil for a name that is no entry point, or has a prefix that no registry key
    /// could give.
    private static func parts(_ export: String) -> (prefix: String, name: String)? {
        guard let underscore = export.lastIndex(of: "_") else { return names.contains(export) ? ("", export) : nil }
        let (prefix, name) = (export[..<underscore], String(export[export.index(after: underscore)...]))
        guard names.contains(name), !prefix.isEmpty, prefix.utf8.count <= 8,
            prefix.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { return nil }
        return (String(prefix), name)
    }

    private static func full(_ name: String, _ prefix: String) -> String {
        prefix.isEmpty ? name : "\(prefix)_\(name)"
    }

    /// `no REP_Init, REP_Close and none of REP_Read, REP_Write`: what is missing under a prefix; nil when nothing is.
    private func missing(under prefix: String) -> String? {
        let present = found[prefix] ?? []
        let needed = isNamed ? ["Init", "Deinit", "Open", "Close"] : ["Init", "Deinit"]
        var parts: [String] = []
        let names = needed.filter { !present.contains($0) }.map { Self.full($0, prefix) }
        if !names.isEmpty { parts.append("no " + names.joined(separator: ", ")) }
        if isNamed, present.contains("PreClose"), !present.contains("PreDeinit") {
            parts.append("no \(Self.full("PreDeinit", prefix)), which PreClose needs")
        }
        if isNamed, present.isDisjoint(with: Self.transfers) {
            parts.append("none of " + Self.transfers.map { Self.full($0, prefix) }.joined(separator: ", "))
        }
        return parts.isEmpty ? nil : parts.joined(separator: ", and ")
    }

    private func present(under prefix: String) -> String {
        Self.names.filter { found[prefix]?.contains($0) == true }.map { Self.full($0, prefix) }.joined(separator: ", ")
    }

    /// The prefix under which the image has most.
    private var other: String? {
        found.filter { $0.key != prefix }.max {
            ($0.value.count, $1.key) < ($1.value.count, $0.key)
        }?.key
    }

    /// A sentence for the output.
    var text: String {
        let own = present(under: prefix)
        var text = "\(image) exports \(missing(under: prefix) ?? "what it needs")"
        guard let other, found[other]?.count ?? 0 > found[prefix]?.count ?? 0 else {
            return text + "; it exports \(own.isEmpty ? "no entry point of a stream driver" : own)"
        }
        text += "; it exports \(own.isEmpty ? "" : own + ", and ")\(present(under: other))"
        if other.isEmpty { return text + ": entry points without a prefix take Flags 0x8 in the key" }
        text += prefix.isEmpty ? ": the key has no Prefix \(other)" : ": the key's Prefix is \(prefix), not \(other)"
        return missing(under: other).map { "\(text); under \(other) there is \($0), either" } ?? text
    }
}
