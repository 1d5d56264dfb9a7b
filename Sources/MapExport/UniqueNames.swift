/// Names of rows, regions and devices as identifiers that every format takes: letters, digits and underscores, each
/// once.
struct UniqueNames {
    /// Node names of a device tree have at most 31 characters, and a number may follow.
    private static let limit = 24

    private var used: Set<String> = []
    private var counts: [String: Int] = [:]

    mutating func name(for text: String) -> String {
        var letters = ""
        for scalar in text.unicodeScalars {
            guard letters.utf8.count < Self.limit else { break }
            let isKept = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
            if isKept { letters.unicodeScalars.append(scalar) } else if letters.last != "_" { letters += "_" }
        }
        while letters.hasPrefix("_") { letters.removeFirst() }
        while letters.hasSuffix("_") { letters.removeLast() }
        if letters.first?.isNumber ?? true { letters = "m" + letters }
        // Debuggers and linkers tell cases apart, people do not.
        let key = letters.lowercased()
        var name = letters
        while !used.insert(name.lowercased()).inserted {
            counts[key, default: 1] += 1
            name = "\(letters)_\(counts[key] ?? 0)"
        }
        return name
    }
}
