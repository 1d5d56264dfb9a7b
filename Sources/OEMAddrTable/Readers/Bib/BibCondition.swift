/// The condition of a bib file's `IF`: `VAR`, `VAR !`, `VAR=value`, `$(A)==$(B)`, with `!`, `&&`, `||` and parentheses.
struct BibCondition {
    private let tokens: ArraySlice<Token>
    private var index: Int
    private var depth = 0
    /// The text of a variable, nil when nothing defines it.
    private let value: (Token) -> String?
    private let noteComparison: (String, String) -> Void

    private init(
        _ tokens: ArraySlice<Token>, _ value: @escaping (Token) -> String?,
        _ noteComparison: @escaping (String, String) -> Void
    ) {
        self.tokens = tokens
        self.value = value
        self.noteComparison = noteComparison
        index = tokens.startIndex
    }

    static func evaluate(
        _ tokens: ArraySlice<Token>, value: @escaping (Token) -> String?,
        noteComparison: @escaping (String, String) -> Void
    ) throws(ExpressionError) -> Bool {
        var condition = BibCondition(tokens, value, noteComparison)
        let result = try condition.disjunction()
        if let rest = condition.current {
            throw ExpressionError(message: "'\(rest.text)' is not expected here", token: rest)
        }
        return result
    }

    private var current: Token? { index < tokens.endIndex ? tokens[index] : nil }

    private mutating func take(_ sign: String) -> Bool {
        guard let token = current, token.isSign(sign) else { return false }
        index += 1
        return true
    }

    private mutating func disjunction() throws(ExpressionError) -> Bool {
        depth += 1
        defer { depth -= 1 }
        guard depth < 100 else { throw ExpressionError(message: "nested too deep", token: current) }
        var result = try conjunction()
        while take("||") {
            let other = try conjunction()
            result = result || other
        }
        return result
    }

    private mutating func conjunction() throws(ExpressionError) -> Bool {
        var result = try negation()
        while take("&&") {
            let other = try negation()
            result = result && other
        }
        return result
    }

    private mutating func negation() throws(ExpressionError) -> Bool {
        var isNegated = false
        while take("!") { isNegated.toggle() }
        if take("(") {
            let result = try disjunction()
            guard take(")") else { throw ExpressionError(message: "')' is missing", token: current) }
            return result != isNegated
        }
        return try comparison() != isNegated
    }

    private mutating func comparison() throws(ExpressionError) -> Bool {
        guard let (name, left) = operand() else {
            throw ExpressionError(message: "a variable is missing", token: current)
        }
        let isUnequal = current?.isSign("!=") == true
        if isUnequal || current?.isSign("=") == true || current?.isSign("==") == true {
            index += 1
            let right = try self.right()
            if let name { noteComparison(name.text, right) }
            return ((left ?? "") == right) != isUnequal
        }
        let isSet = left != nil
        return take("!") ? !isSet : isSet
    }

    /// A variable, `$(NAME)` or a bare name; `$()` is empty.
    private mutating func operand() -> (name: Token?, value: String?)? {
        guard let token = current, token.kind == .word || token.kind == .number else { return nil }
        index += 1
        guard token.text == "$", take("(") else {
            return token.kind == .word ? (token, value(token)) : (nil, token.text)
        }
        let name = current
        if name?.isSign(")") == false { index += 1 }
        guard take(")") else { return nil }
        guard let name, name.kind == .word else { return (nil, "") }
        return (name, value(name))
    }

    /// What a variable is compared with: the text up to the next operator.
    private mutating func right() throws(ExpressionError) -> String {
        if current?.isWord("$") == true {
            guard let (_, value) = operand() else {
                throw ExpressionError(message: "a variable is missing", token: current)
            }
            return value ?? ""
        }
        var text = ""
        while let token = current, !token.isSign("&&"), !token.isSign("||"), !token.isSign(")") {
            text += token.text
            index += 1
        }
        return text
    }
}
