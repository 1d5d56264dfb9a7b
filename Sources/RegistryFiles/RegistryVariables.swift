/// Variables of the build and names that `#define` gives a text, in any case.
struct RegistryVariables {
    /// A text that is put in place of a name: longer ones only come of definitions that double each other.
    static let maximumText = 4096

    private var texts: [String: String] = [:]

    init(_ texts: [String: String]) {
        for (name, text) in texts { self.texts[name.lowercased()] = text }
    }

    subscript(name: String) -> String? {
        get { texts[name.lowercased()] }
        set { texts[name.lowercased()] = newValue }
    }

    /// A line with its `$(NAME)`s replaced; those that nothing defines stay as they are.
    /// - Returns: nil when it becomes longer than a line may be; the names that are not defined.
    func expanded(_ line: LineBytes, limit: Int) -> (line: LineBytes?, undefined: [String]) {
        let bytes = line.bytes
        guard bytes.contains(UInt8(ascii: "$")) else { return (line, []) }
        var result: [UInt8] = []
        var undefined: [String] = []
        var rest = bytes
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "$"), rest.first == UInt8(ascii: "("),
                let end = rest.prefix(Self.longestName).firstIndex(of: UInt8(ascii: ")"))
            else {
                result.append(byte)
                continue
            }
            let name = LineBytes.text(rest[rest.index(after: rest.startIndex)..<end])
            if let text = self[name] {
                result += Array(text.utf8)
            } else {
                if undefined.count < 8 { undefined.append(name) }
                result += Array("$(\(name))".utf8)
            }
            rest = rest[(end + 1)...]
            guard result.count <= limit else { return (nil, undefined) }
        }
        return (LineBytes(result[...]), undefined)
    }

    private static let longestName = 256
}
