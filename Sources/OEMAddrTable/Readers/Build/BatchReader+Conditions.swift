extension BatchReader {
    /// Runs what stands behind `if`: `[/i] [not] CONDITION COMMAND`, `… ( … ) else …`.
    func condition(_ text: ArraySlice<UInt8>, depth: Int) -> Flow {
        var rest = text.drop { $0.isBlank }
        var ignoresCase = false
        var isNegated = false
        while true {
            if Self.take("/i", from: &rest) {
                ignoresCase = true
            } else if Self.take("not", from: &rest) {
                isNegated.toggle()
            } else {
                break
            }
        }
        guard let holds = decide(&rest, ignoresCase: ignoresCase) else { return .next }
        return branch(rest.drop { $0.isBlank }, isTaken: holds != isNegated, depth: depth)
    }

    private func branch(_ text: ArraySlice<UInt8>, isTaken: Bool, depth: Int) -> Flow {
        guard text.first == UInt8(ascii: "("), let closing = BatchText.closing(text) else {
            return isTaken ? execute(text, depth: depth + 1) : .next
        }
        if isTaken { return execute(text[(text.startIndex + 1)..<closing], depth: depth + 1) }
        var rest = text[(closing + 1)...].drop { $0.isBlank }
        return Self.take("else", from: &rest) ? execute(rest, depth: depth + 1) : .next
    }

    private func delayed(_ text: String) -> String {
        isDelayed ? String(decoding: delayed(ArraySlice(text.utf8)), as: UTF8.self) : text
    }

    /// Takes a condition off the start of `text`; nil when it is none.
    private func decide(_ text: inout ArraySlice<UInt8>, ignoresCase: Bool) -> Bool? {
        if Self.take("defined", from: &text) { return value(delayed(Self.word(&text))) != nil }
        if Self.take("exist", from: &text) {
            let name = delayed(Self.word(&text))
            return mayProbe() && session.exists(name, from: fileName)
        }
        if Self.take("errorlevel", from: &text) {
            _ = Self.word(&text)
            return false
        }
        let left = delayed(Self.operand(&text))
        text = text.drop { $0.isBlank }
        if text.starts(with: "==".utf8) {
            text = text.dropFirst(2).drop { $0.isBlank }
            let right = delayed(Self.operand(&text))
            return ignoresCase ? left.uppercased() == right.uppercased() : left == right
        }
        for (name, holds) in Self.comparisons where Self.take(name, from: &text) {
            let right = delayed(Self.operand(&text))
            if let first = Int(left), let second = Int(right) {
                return holds(first < second ? -1 : first > second ? 1 : 0)
            }
            let (first, second) = ignoresCase ? (left.uppercased(), right.uppercased()) : (left, right)
            return holds(first < second ? -1 : first > second ? 1 : 0)
        }
        return nil
    }

    private static let comparisons: [(String, @Sendable (Int) -> Bool)] = [
        ("equ", { $0 == 0 }), ("neq", { $0 != 0 }), ("lss", { $0 < 0 }), ("leq", { $0 <= 0 }), ("gtr", { $0 > 0 }),
        ("geq", { $0 >= 0 }),
    ]

    /// Takes a keyword off the start of `text` when it stands there, and the blanks behind it.
    static func take(_ keyword: String, from text: inout ArraySlice<UInt8>) -> Bool {
        guard text.count >= keyword.utf8.count, zip(text, keyword.utf8).allSatisfy({ $0 | 0x20 == $1 | 0x20 }) else {
            return false
        }
        let rest = text.dropFirst(keyword.utf8.count)
        guard rest.first.map({ $0.isBlank || $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "\"") }) ?? true else {
            return false
        }
        text = rest.drop { $0.isBlank }
        return true
    }

    /// Takes a word, or a text in quotes, off the start of `text`.
    private static func word(_ text: inout ArraySlice<UInt8>) -> String {
        text = text.drop { $0.isBlank }
        let isQuoted = text.first == UInt8(ascii: "\"")
        let body =
            isQuoted
            ? text.dropFirst().prefix { $0 != UInt8(ascii: "\"") }
            : text.prefix { !$0.isBlank && $0 != UInt8(ascii: "(") }
        text = text[min(body.endIndex + (isQuoted ? 1 : 0), text.endIndex)...]
        return String(decoding: body, as: UTF8.self)
    }

    /// Takes one side of a comparison off the start of `text`, with its quotes.
    private static func operand(_ text: inout ArraySlice<UInt8>) -> String {
        var index = text.startIndex
        var isQuoted = false
        while index < text.endIndex {
            let byte = text[index]
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if byte == 0x0A { break }
            if !isQuoted, byte.isBlank || byte == UInt8(ascii: "(") && index > text.startIndex { break }
            if !isQuoted, byte == UInt8(ascii: "="), index + 1 < text.endIndex, text[index + 1] == byte { break }
            index += 1
        }
        let operand = String(decoding: text[text.startIndex..<index], as: UTF8.self)
        text = text[index...]
        return operand
    }
}
