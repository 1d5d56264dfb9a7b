import CEMemory
import SavedState

/// Things with names, in the order in which they were made; names are found in any case.
///
/// What is taken out leaves a hole, so that it costs nothing among many; the holes go when somebody asks for a position, or when they
/// are as many as the rest.
struct NamedEntries<Value> {
    typealias Entry = (name: String, value: Value)

    private var entries: [Entry?] = []
    private var positions: [String: Int] = [:]

    var count: Int { positions.count }
    /// How many entries, holes included, `all` and `entry` may have to look at.
    var extent: Int { entries.count }
    var all: [Entry] { entries.compactMap(\.self) }

    subscript(name: String) -> Value? { positions[name.lowercased()].flatMap { entries[$0]?.value } }

    /// Sets what a name means; a new name comes last.
    mutating func set(_ name: String, _ value: Value) {
        let key = name.lowercased()
        if let position = positions[key], let old = entries[position] {
            entries[position] = (old.name, value)
            return
        }
        positions[key] = entries.count
        entries.append((name, value))
    }

    mutating func remove(_ name: String) -> Value? {
        guard let position = positions.removeValue(forKey: name.lowercased()) else { return nil }
        let removed = entries[position]
        entries[position] = nil
        if entries.count > 2 * positions.count { close() }
        return removed?.value
    }

    /// An entry by its position.
    /// - Parameter work: counts the entries that were moved for it.
    mutating func entry(at position: Int, _ work: HostWork) -> Entry? {
        guard position >= 0, position < count else { return nil }
        if entries.count > count {
            work.look(at: entries.count, each: 16)
            close()
        }
        return entries[position]
    }

    private mutating func close() {
        entries.removeAll { $0 == nil }
        for (position, entry) in entries.enumerated() {
            if let entry { positions[entry.name.lowercased()] = position }
        }
    }
}

/// The entries with their holes: how much is looked through depends on these.
extension NamedEntries: Codable where Value: Codable {
    private struct SavedEntry: Codable {
        var name: String
        var value: Value
    }

    init(from decoder: any Decoder) throws {
        let saved = try decoder.singleValueContainer().decode([SavedEntry?].self)
        for (position, entry) in saved.enumerated() {
            entries.append(entry.map { ($0.name, $0.value) })
            guard let entry else { continue }
            guard positions.updateValue(position, forKey: entry.name.lowercased()) == nil else {
                throw StateError.malformed("a name that comes twice")
            }
        }
    }

    func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        try value.encode(entries.map { entry in entry.map { SavedEntry(name: $0.name, value: $0.value) } })
    }
}
