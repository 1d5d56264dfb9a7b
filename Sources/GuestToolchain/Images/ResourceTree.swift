/// The resources of an image: texts by number, and data by type and name.
package struct ImageResources: Hashable, Sendable {
    /// Texts of RT_STRING by their number.
    package var strings: [Int: String]
    /// Data by `TYPE/NAME`, each a number or a word.
    package var data: [String: String]

    package init(strings: [Int: String] = [:], data: [String: String] = [:]) {
        self.strings = strings
        self.data = data
    }

    var isEmpty: Bool { strings.isEmpty && data.isEmpty }
}

/// The name of a type or of a resource: words come before numbers.
private enum ResourceName: Hashable, Comparable {
    case word(String)
    case number(Int)

    init(_ text: some StringProtocol) {
        if let number = Int(text) { self = .number(number) } else { self = .word(text.uppercased()) }
    }

    static func < (left: Self, right: Self) -> Bool {
        switch (left, right) {
        case (.word(let first), .word(let second)): first < second
        case (.number(let first), .number(let second)): first < second
        case (.word, .number): true
        case (.number, .word): false
        }
    }

    var word: String? { if case .word(let text) = self { text } else { nil } }
}

/// The bytes of the section of resources, as the PE format describes the tree: types, names, languages.
struct ResourceTree {
    /// The high bit of an offset to a text or a directory.
    private static let isOffset = 0x8000_0000
    private static let language = 0x409
    private static let stringType = 6

    private var types: [ResourceName: [ResourceName: [UInt8]]] = [:]

    init(_ resources: ImageResources) {
        for (number, texts) in Dictionary(grouping: resources.strings, by: { $0.key / 16 }) {
            let byNumber = Dictionary(uniqueKeysWithValues: texts.map { ($0.key % 16, $0.value) })
            let block = (0..<16).flatMap { Self.counted(byNumber[$0] ?? "") }
            types[.number(Self.stringType), default: [:]][.number(number + 1)] = block
        }
        for (path, text) in resources.data {
            let parts = path.split(separator: "/", maxSplits: 1)
            guard parts.count == 2 else { continue }
            types[ResourceName(parts[0]), default: [:]][ResourceName(parts[1])] = Array(text.utf8)
        }
    }

    private static func counted(_ text: String) -> [UInt8] {
        var bytes = ByteBuffer()
        let units = Array(text.utf16)
        bytes.append16(units.count)
        for unit in units { bytes.append16(Int(unit)) }
        return bytes.bytes
    }

    /// The bytes of the section at a relative address.
    func bytes(at address: Int) -> [UInt8] {
        let leaves = types.values.reduce(0) { $0 + $1.count }
        let namesAt = 16 * (1 + types.count + leaves) + 8 * (types.count + 2 * leaves)
        var names = ByteBuffer()
        var places: [String: Int] = [:]
        let words = types.flatMap { [$0.key] + Array($0.value.keys) }.compactMap(\.word)
        for word in Set(words).sorted() {
            places[word] = namesAt + names.count
            names.append(Self.counted(word))
        }
        names.pad(to: 4)
        let entriesAt = namesAt + names.count
        let dataAt = entriesAt + 16 * leaves
        func place(_ name: ResourceName) -> Int {
            switch name {
            case .word(let text): (places[text] ?? 0) | Self.isOffset
            case .number(let number): number
            }
        }
        var (directories, entries, data) = (ByteBuffer(), ByteBuffer(), ByteBuffer())
        func append(_ named: some Collection<ResourceName>) {
            let count = named.count { $0.word != nil }
            directories.append32(0, 0)
            directories.append16(4, 0, count, named.count - count)
        }
        // Breadth first: the types, the names of each, the languages of each.
        var position = 16 + 8 * types.count
        append(types.keys)
        let ordered = types.sorted { $0.key < $1.key }
        for (kind, named) in ordered {
            directories.append32(place(kind), position | Self.isOffset)
            position += 16 + 8 * named.count
        }
        for (_, named) in ordered {
            append(named.keys)
            for name in named.keys.sorted() {
                directories.append32(place(name), position | Self.isOffset)
                position += 16 + 8
            }
        }
        for (_, named) in ordered {
            for (_, content) in named.sorted(by: { $0.key < $1.key }) {
                directories.append32(0, 0)
                directories.append16(4, 0, 0, 1)
                directories.append32(Self.language, entriesAt + entries.count)
                entries.append32(address + dataAt + data.count, content.count, 0, 0)
                data.append(content)
                data.pad(to: 4)
            }
        }
        return directories.bytes + names.bytes + entries.bytes + data.bytes
    }
}
