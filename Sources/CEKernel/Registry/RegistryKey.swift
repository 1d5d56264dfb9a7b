package import CEMemory
package import SavedState

/// A key of the registry. Subkeys and values are in the order in which they were made, names are found in any case.
package final class RegistryKey: SavedObject {
    /// The name as it was given first; a root's is its usual name.
    package let name: String
    /// The key above it; nil of a root, and of a deleted key.
    private unowned var parent: RegistryKey?
    /// How many keys are above it.
    let depth: Int
    /// Whether the key was deleted: handles to it are good for closing only.
    package private(set) var isDeleted = false
    private(set) var subkeys = NamedEntries<RegistryKey>()
    private(set) var values = NamedEntries<StoredRegistryValue>()

    init(name: String, depth: Int) {
        self.name = name
        self.depth = depth
    }

    func subkey(_ name: String) -> RegistryKey? { subkeys[name] }
    package func subkey(at position: Int, _ work: HostWork) -> RegistryKey? { subkeys.entry(at: position, work)?.value }

    func add(_ name: String) -> RegistryKey {
        let key = RegistryKey(name: name, depth: depth + 1)
        key.parent = self
        subkeys.set(name, key)
        return key
    }

    /// Takes a subkey away with all below it.
    func removeSubkey(_ name: String) -> RegistryKey? {
        let removed = subkeys.remove(name)
        removed?.markDeleted()
        return removed
    }

    /// Keys are at most `Registry.maximumDepth` deep.
    private func markDeleted() {
        isDeleted = true
        parent = nil
        for key in subkeys.all { key.value.markDeleted() }
    }

    /// The names of its first values.
    package func valueNames(atMost limit: Int) -> [String] { values.all.prefix(limit).map(\.name) }

    /// How many values it has, and how many subkeys.
    package var counts: (values: Int, subkeys: Int) { (values.count, subkeys.count) }

    /// Whether it lies below another key, however deep.
    func isBelow(_ other: RegistryKey) -> Bool {
        var place = parent
        while let key = place {
            if key === other { return true }
            place = key.parent
        }
        return false
    }

    /// `Drivers\BuiltIn\Serial`: relative to its root, whose name stands in front of all but HKEY_LOCAL_MACHINE.
    package var path: String {
        var names: [String] = []
        var key = self
        while let parent = key.parent {
            names.append(key.name)
            key = parent
        }
        if names.isEmpty || key.name != Registry.machineName { names.append(key.name) }
        return names.reversed().joined(separator: "\\")
    }

    /// The path of what is, or would be, below it.
    package func path(of below: String) -> String {
        parent == nil && name == Registry.machineName ? below : path + "\\" + below
    }

    package func value(_ name: String) -> StoredRegistryValue? { values[name] }
    package func value(at position: Int, _ work: HostWork) -> (name: String, value: StoredRegistryValue)? {
        values.entry(at: position, work)
    }

    func set(_ name: String, _ value: StoredRegistryValue) { values.set(name, value) }
    func removeValue(_ name: String) -> StoredRegistryValue? { values.remove(name) }

    /// How many keys and bytes of values there are from here on down.
    var extent: (keys: Int, bytes: Int) {
        var extent = (keys: 1, bytes: values.all.reduce(0) { $0 + Registry.cost($1.name, $1.value) })
        for key in subkeys.all {
            let below = key.value.extent
            extent.keys += below.keys
            extent.bytes += below.bytes
        }
        return extent
    }

    // MARK: Saving

    private enum CodingKeys: CodingKey { case name, depth }
    /// Follows from the subkeys.
    package static let hostProperties: Set<String> = ["parent"]

    package func carry(_ state: StateCarrier) throws {
        try state.carry(&isDeleted)
        try state.carry(&subkeys)
        try state.carry(&values)
        for key in subkeys.all { key.value.parent = self }
        // What is below is deeper: there is no way round.
        guard subkeys.all.allSatisfy({ $0.value.depth == depth + 1 }), (0...Registry.maximumDepth).contains(depth)
        else {
            throw StateError.malformed("keys of the registry")
        }
    }
}
