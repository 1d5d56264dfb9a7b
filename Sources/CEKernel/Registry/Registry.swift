package import CEMemory
package import SavedState

/// The registry of the emulated system, kept on the host.
package final class Registry: SavedPart {
    /// CE's limits: names of 255 characters, 4 KB a value, 16 levels of keys.
    package static let maximumName = 255
    package static let maximumValue = 4096
    package static let maximumDepth = 16
    /// The machine's: a guest that writes for ever gets ERROR_DISK_FULL.
    private static let maximumKeys = 65536
    private static let maximumBytes = 16 << 20

    private let roots: [UInt32: RegistryKey]
    /// HKEY_LOCAL_MACHINE, to which the host's paths are relative.
    package let machine = RegistryKey(name: machineName, depth: 0)
    static let machineName = "HKEY_LOCAL_MACHINE"
    private var keyCount = 0
    private var byteCount = 0
    static let maximumWatches = 256
    /// Those who wait for changes, and those of them that something has changed for.
    var watches: [RegistryWatch] = []
    private var changed: [RegistryWatch] = []

    private let work: HostWork

    /// - Parameter work: counts what is looked through for guests.
    package init(_ work: HostWork = HostWork()) {
        self.work = work
        roots = [
            0x8000_0000: RegistryKey(name: "HKEY_CLASSES_ROOT", depth: 0),
            0x8000_0001: RegistryKey(name: "HKEY_CURRENT_USER", depth: 0),
            0x8000_0002: machine,
            0x8000_0003: RegistryKey(name: "HKEY_USERS", depth: 0),
        ]
    }

    /// The key that a predefined handle stands for.
    package func root(_ handle: UInt32) -> RegistryKey? { roots[handle] }

    // MARK: For the host

    /// Sets a value; missing keys are made. What exceeds the registry's limits is left out.
    /// - Parameter path: relative to HKEY_LOCAL_MACHINE, with backslashes.
    /// - Returns: whether the value was set.
    @discardableResult
    package func set(_ path: String, _ name: String, _ value: RegistryValue) -> Bool {
        do throws(CEError) {
            try set(name, StoredRegistryValue(value), in: try create(path, under: machine).key)
            return true
        } catch { return false }
    }

    /// Sets a value as it is stored. What exceeds the registry's limits is left out.
    func set(_ path: String, _ name: String, stored value: StoredRegistryValue) {
        do throws(CEError) { try set(name, value, in: try create(path, under: machine).key) } catch { return }
    }

    /// A value, or nil when the key or the value does not exist.
    package func value(_ path: String, _ name: String) -> RegistryValue? {
        find(path, under: machine)?.value(name)?.value
    }

    /// Deletes a key with all below it.
    package func deleteKey(_ path: String) {
        do throws(CEError) { try delete(path, under: machine) } catch { return }
    }

    /// The names of a key's subkeys, in the order in which they were made.
    package func subkeys(_ path: String) -> [String] { find(path, under: machine)?.subkeys.all.map(\.name) ?? [] }

    // MARK: For the guest

    private static func components(_ path: String) -> [Substring] {
        path.split(separator: "\\", omittingEmptySubsequences: true)
    }

    package func find(_ path: String, under key: RegistryKey) -> RegistryKey? {
        var key = key
        for component in Self.components(path) {
            guard let next = key.subkey(String(component)) else { return nil }
            key = next
        }
        return key
    }

    /// The first key of a path that is not there, and the key that would hold it; nil when all are.
    package func firstMissing(of path: String, under key: RegistryKey) -> (name: String, parent: RegistryKey)? {
        var key = key
        for component in Self.components(path) {
            guard let next = key.subkey(String(component)) else { return (String(component), key) }
            key = next
        }
        return nil
    }

    /// Opens a key, making those of its path that are missing.
    /// - Throws: ERROR_INVALID_PARAMETER for names and depths beyond the limits, ERROR_DISK_FULL when there are too many keys.
    package func create(_ path: String, under parent: RegistryKey) throws(CEError) -> (key: RegistryKey, isNew: Bool) {
        let components = Self.components(path)
        guard parent.depth + components.count <= Self.maximumDepth,
            components.allSatisfy({ $0.utf16.count <= Self.maximumName })
        else { throw .invalidParameter }
        var key = parent
        var isNew = false
        for component in components {
            if let next = key.subkey(String(component)) {
                key = next
                continue
            }
            guard keyCount < Self.maximumKeys else { throw .diskFull }
            keyCount += 1
            note(.name, key)
            key = key.add(String(component))
            isNew = true
        }
        return (key, isNew)
    }

    package func set(_ name: String, _ value: StoredRegistryValue, in key: RegistryKey) throws(CEError) {
        guard name.utf16.count <= Self.maximumName, value.bytes.count <= Self.maximumValue else {
            throw .invalidParameter
        }
        let old = key.value(name).map { Self.cost(name, $0) } ?? 0
        let cost = Self.cost(name, value)
        guard byteCount - old + cost <= Self.maximumBytes else { throw .diskFull }
        byteCount += cost - old
        key.set(name, value)
        note(.value, key)
    }

    package func deleteValue(_ name: String, in key: RegistryKey) throws(CEError) {
        guard let old = key.removeValue(name) else { throw .fileNotFound }
        byteCount -= Self.cost(name, old)
        note(.value, key)
    }

    private func note(_ change: RegistryWatch.Change, _ key: RegistryKey) {
        guard !watches.isEmpty else { return }
        work.look(at: watches.count, each: 16)
        for watch in watches where watch.minds(change, of: key) && !changed.contains(where: { $0 === watch }) {
            changed.append(watch)
        }
    }

    /// Those for whom something has changed since this was asked for last.
    func takeChanged() -> [RegistryWatch] {
        defer { changed = [] }
        return changed
    }

    /// - Throws: ERROR_FILE_NOT_FOUND; ERROR_INVALID_PARAMETER for the key itself, which has no name here.
    package func delete(_ path: String, under key: RegistryKey) throws(CEError) {
        var components = Self.components(path)
        guard let last = components.popLast() else { throw .invalidParameter }
        var parent = key
        for component in components {
            guard let next = parent.subkey(String(component)) else { throw .fileNotFound }
            parent = next
        }
        guard let removed = parent.removeSubkey(String(last)) else { throw .fileNotFound }
        let extent = removed.extent
        work.look(at: extent.keys, each: 16)
        keyCount -= extent.keys
        byteCount -= extent.bytes
        note(.name, parent)
    }

    /// What RegQueryInfoKey says of a key: how many subkeys and values it has, and the lengths of the longest names and value.
    package func information(_ key: RegistryKey) -> RegistryKeyInformation {
        work.look(at: key.subkeys.extent + key.values.extent, each: 16)
        let values = key.values.all
        return RegistryKeyInformation(
            subkeys: key.subkeys.count, longestSubkey: key.subkeys.all.map(\.name.utf16.count).max() ?? 0,
            values: key.values.count, longestName: values.map(\.name.utf16.count).max() ?? 0,
            longestValue: values.map(\.value.bytes.count).max() ?? 0)
    }

    /// What a value counts for: its bytes, its name, and something for the entry.
    static func cost(_ name: String, _ value: StoredRegistryValue) -> Int {
        value.bytes.count + name.utf16.count * 2 + 32
    }

    // MARK: Saving

    package static let hostProperties: Set<String> = ["roots", "machine", "work"]

    package func carry(_ state: StateCarrier) throws {
        for handle in roots.keys.sorted() { if let root = roots[handle] { state.identify(root) } }
        try state.carry(&keyCount)
        try state.carry(&byteCount)
        try state.carry(&watches)
        try state.carry(&changed)
    }
}

/// The size of a key: lengths of names in characters, of values in bytes.
package struct RegistryKeyInformation {
    package let subkeys: Int
    package let longestSubkey: Int
    package let values: Int
    package let longestName: Int
    package let longestValue: Int
}
