/// A key of the registry. Subkeys and values are in the order in which they were made, names are found in any case.
package final class RegistryKey {
    /// The name as it was given first; a root's is its usual name.
    package let name: String
    /// How many keys are above it.
    let depth: Int
    /// Whether the key was deleted: handles to it are good for closing only.
    private(set) var isDeleted = false
    private(set) var subkeys: [RegistryKey] = []
    private var subkeyPositions: [String: Int] = [:]
    private(set) var values: [(name: String, value: StoredRegistryValue)] = []
    private var valuePositions: [String: Int] = [:]

    init(name: String, depth: Int) {
        self.name = name
        self.depth = depth
    }

    func subkey(_ name: String) -> RegistryKey? { subkeyPositions[name.lowercased()].map { subkeys[$0] } }

    func add(_ name: String) -> RegistryKey {
        let key = RegistryKey(name: name, depth: depth + 1)
        subkeyPositions[name.lowercased()] = subkeys.count
        subkeys.append(key)
        return key
    }

    /// Takes a subkey away with all below it.
    func removeSubkey(_ name: String) -> RegistryKey? {
        guard let position = subkeyPositions.removeValue(forKey: name.lowercased()) else { return nil }
        let removed = subkeys.remove(at: position)
        for (index, key) in subkeys.enumerated().dropFirst(position) { subkeyPositions[key.name.lowercased()] = index }
        removed.markDeleted()
        return removed
    }

    /// Keys are at most `Registry.maximumDepth` deep.
    private func markDeleted() {
        isDeleted = true
        for key in subkeys { key.markDeleted() }
    }

    func value(_ name: String) -> StoredRegistryValue? { valuePositions[name.lowercased()].map { values[$0].value } }

    func set(_ name: String, _ value: StoredRegistryValue) {
        if let position = valuePositions[name.lowercased()] {
            values[position].value = value
            return
        }
        valuePositions[name.lowercased()] = values.count
        values.append((name, value))
    }

    func removeValue(_ name: String) -> StoredRegistryValue? {
        guard let position = valuePositions.removeValue(forKey: name.lowercased()) else { return nil }
        let removed = values.remove(at: position).value
        for (index, entry) in values.enumerated().dropFirst(position) {
            valuePositions[entry.name.lowercased()] = index
        }
        return removed
    }

    /// How many keys and bytes of values there are from here on down.
    var extent: (keys: Int, bytes: Int) {
        var extent = (keys: 1, bytes: values.reduce(0) { $0 + Registry.cost($1.name, $1.value) })
        for key in subkeys {
            let below = key.extent
            extent.keys += below.keys
            extent.bytes += below.bytes
        }
        return extent
    }
}
