/// Cuts a line of a described device into words, numbers and signs.
struct ScriptLexer {
    private static let signs = [
        "||", "&&", "==", "!=", "<=", ">=", "<<", ">>", "|", "^", "&", "<", ">", "+", "-", "*", "/", "%", "!", "~", "?",
        ":", "(", ")", "=", ",", ".",
    ]
    /// The longest line, in tokens: a parser that calls itself goes no deeper.
    private static let limit = 200

    static func tokens(of text: String) throws(ScriptError) -> [String] {
        var tokens: [String] = []
        var rest = Array(text.unicodeScalars.prefix(2000)).map { Character($0) }[...]
        while let first = rest.first {
            if first.isWhitespace {
                rest = rest.dropFirst()
                continue
            }
            guard tokens.count < limit else { throw ScriptError("'\(text.prefix(60))…' is too long") }
            if isPart(first) {
                let word = rest.prefix(while: isPart)
                tokens.append(String(word))
                rest = rest.dropFirst(word.count)
            } else if let sign = signs.first(where: { rest.starts(with: Array($0)) }) {
                tokens.append(sign)
                rest = rest.dropFirst(sign.count)
            } else {
                throw ScriptError("'\(first)' means nothing in '\(text.prefix(60))'")
            }
        }
        return tokens
    }

    private static func isPart(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber) || character == "_"
    }

    /// `10`, `0x1F`; nil of a word.
    static func number(_ token: String) -> UInt32? {
        guard let first = token.first, first.isNumber else { return nil }
        if token.hasPrefix("0x") || token.hasPrefix("0X") { return UInt32(token.dropFirst(2), radix: 16) }
        return UInt32(token)
    }
}
