/// The names of a word's values or bits, as the public headers have them.
package struct WordNames: Hashable, Sendable {
    private struct Entry: Hashable, Sendable {
        let value: UInt32
        let name: String
    }

    private let entries: [Entry]
    /// Whether the names are of bits, or of whole values.
    private let areBits: Bool

    /// Names of bits, lowest first; a name of 0 is for no bit at all.
    package init(bits: KeyValuePairs<UInt32, String>) {
        entries = bits.map { Entry(value: $0.key, name: $0.value) }
        areBits = true
    }

    package init(values: KeyValuePairs<UInt32, String>) {
        entries = values.map { Entry(value: $0.key, name: $0.value) }
        areBits = false
    }

    /// `MEM_COMMIT|MEM_RESERVE`, with what has no name as a number behind it.
    package func text(_ word: UInt32) -> String {
        if let whole = entries.first(where: { $0.value == word }) { return whole.name }
        guard areBits else { return Self.number(word) }
        var rest = word
        var names: [String] = []
        for entry in entries where entry.value != 0 && rest & entry.value == entry.value {
            names.append(entry.name)
            rest &= ~entry.value
        }
        if rest != 0 || names.isEmpty { names.append(Self.number(rest)) }
        return names.joined(separator: "|")
    }

    private static func number(_ word: UInt32) -> String { word == 0 ? "0" : "0x" + String(word, radix: 16) }
}
