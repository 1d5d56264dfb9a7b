/// How `for /F` takes lines apart: `"tokens=1,3* delims== skip=1 eol=; usebackq"`.
struct BatchTokens {
    /// What the set of such a loop names.
    enum Source {
        case text(ArraySlice<UInt8>)
        case file(String)
        case command
    }

    /// Variables that a line can give.
    private static let limit = 26

    /// Lines at the start that are left out.
    private(set) var skipped = 0
    private var positions: [Int] = [1]
    private var takesRest = false
    private var delimiters = Array(" \t".utf8)
    private var comment: UInt8? = UInt8(ascii: ";")
    private var hasBackQuotes = false

    init(_ options: String) {
        var rest = Substring(options)
        while let word = rest.drop(while: { $0 == " " }).split(separator: " ", maxSplits: 1).first {
            let start = rest.drop { $0 == " " }
            let value = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).dropFirst().first
            rest = start.dropFirst(word.count)
            let key = word.prefix { $0 != "=" }.lowercased()
            switch key {
            case "tokens": takeTokens(value ?? "")
            case "skip": skipped = max(0, value.flatMap { Int32($0) }.map(Int.init) ?? 0)
            case "eol": comment = value?.utf8.first
            case "usebackq": hasBackQuotes = true
            case "delims":
                delimiters = Array((value ?? "").utf8)
                // A blank is one of them when it stands last.
                if rest == " " { delimiters.append(UInt8(ascii: " ")) }
            default: break
            }
        }
    }

    private mutating func takeTokens(_ text: Substring) {
        positions = []
        for part in text.split(separator: ",") {
            let ends = part.filter { $0 != "*" }.split(separator: "-").map { Int($0) ?? 0 }
            takesRest = takesRest || part.hasSuffix("*")
            guard let first = ends.first, let last = ends.last, first >= 1, last >= first, last <= Self.limit + 5 else {
                continue
            }
            positions += Array(first...last)
        }
        positions = Array(positions.prefix(Self.limit))
    }

    /// What a set names, by its quotes.
    func source(_ set: ArraySlice<UInt8>) -> Source {
        let inner = set.dropFirst().dropLast()
        switch (set.first, hasBackQuotes) {
        case (UInt8(ascii: "\""), false), (UInt8(ascii: "'"), true): return .text(inner)
        case (UInt8(ascii: "'"), false), (UInt8(ascii: "`"), true): return .command
        default: return .file(String(decoding: set.filter { $0 != UInt8(ascii: "\"") }, as: UTF8.self))
        }
    }

    /// The values that a line gives to the variable and those after it; nil for a line that the loop leaves out.
    func values(of line: ArraySlice<UInt8>) -> [String]? {
        var words: [ArraySlice<UInt8>] = []
        var rest = line.drop(while: delimiters.contains)
        guard let first = rest.first, first != comment else { return nil }
        var behind: ArraySlice<UInt8> = []
        let last = positions.max() ?? 0
        while !rest.isEmpty {
            if words.count == last {
                behind = rest
                break
            }
            let word = rest.prefix { !delimiters.contains($0) }
            words.append(word)
            rest = rest[word.endIndex...].drop(while: delimiters.contains)
        }
        var values = positions.map { $0 <= words.count ? String(decoding: words[$0 - 1], as: UTF8.self) : "" }
        if takesRest { values.append(String(decoding: behind, as: UTF8.self)) }
        return values
    }
}
