/// What is in a directory, by lower-case name and in the order of names.
struct DirectoryEntries {
    struct Entry {
        let key: String
        /// The key's characters, for patterns.
        let units: [UInt16]
        let file: GuestFile
    }

    private var byName: [String: GuestFile] = [:]
    private var inOrder: [Entry] = []

    var isEmpty: Bool { byName.isEmpty }

    subscript(key: String) -> GuestFile? { byName[key] }

    /// Puts a file under a name, in the place of the one that has it.
    mutating func set(_ key: String, _ file: GuestFile) {
        let entry = Entry(key: key, units: Array(key.utf16), file: file)
        let position = position(of: key)
        if byName.updateValue(file, forKey: key) == nil {
            inOrder.insert(entry, at: position)
        } else {
            inOrder[position] = entry
        }
    }

    mutating func remove(_ key: String) {
        guard byName.removeValue(forKey: key) != nil else { return }
        inOrder.remove(at: position(of: key))
    }

    /// The entries behind a name in the order of names; all of them without one.
    func entries(after key: String?) -> ArraySlice<Entry> {
        guard let key else { return inOrder[...] }
        let position = position(of: key)
        return inOrder[position...].drop { $0.key == key }
    }

    /// Where a name is, or would be.
    private func position(of key: String) -> Int {
        var low = 0
        var high = inOrder.count
        while low < high {
            let middle = (low + high) / 2
            if inOrder[middle].key < key { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension DirectoryEntries: Codable {
    init(from decoder: any Decoder) throws {
        let files = try decoder.singleValueContainer().decode([String: GuestFile].self)
        for key in files.keys.sorted() { if let file = files[key] { set(key, file) } }
    }

    func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        try value.encode(byName)
    }
}
