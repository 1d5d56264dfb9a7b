internal import Diagnostics

/// A `#define`.
struct Macro: Hashable {
    /// The parameters' names; nil of an object-like macro.
    var parameters: [String]?
    var body: [Token]
    var location: SourceLocation
}

/// Replaces macros in a run of tokens. What it makes stands where the macro was used.
struct MacroExpansion {
    private let macros: [String: Macro]
    private let limit: Int
    private var hidden: [String] = []
    private(set) var output: [Token] = []
    /// Tokens made and looked at; past `limit` the expansion is given up.
    private(set) var cost = 0

    private static let maximumDepth = 200

    init(macros: [String: Macro], limit: Int) {
        self.macros = macros
        self.limit = limit
    }

    var isExhausted: Bool { cost > limit }

    /// Appends the expansion of `tokens` to `output`.
    /// - Parameter keepsDefined: whether `defined NAME` stays as it is, as in a condition.
    mutating func expand(_ tokens: ArraySlice<Token>, keepsDefined: Bool = false) {
        var index = tokens.startIndex
        while index < tokens.endIndex, !isExhausted {
            let token = tokens[index]
            cost += 1
            if keepsDefined, token.isWord("defined") {
                let count = index + 1 < tokens.endIndex && tokens[index + 1].isSign("(") ? 4 : 2
                let end = min(index + count, tokens.endIndex)
                output += tokens[index..<end]
                index = end
                continue
            }
            index += 1
            guard token.kind == .word, let macro = macros[token.text], hidden.count < Self.maximumDepth,
                !hidden.contains(token.text)
            else {
                output.append(token)
                continue
            }
            guard let parameters = macro.parameters else {
                replace(token, by: paste(macro.body, at: token))
                continue
            }
            guard let (arguments, end) = Self.arguments(tokens, from: index) else {
                // A call without an end was looked for through all that follows.
                if index < tokens.endIndex, tokens[index].isSign("(") { cost += tokens.endIndex - index }
                output.append(token)
                continue
            }
            index = end
            replace(token, by: paste(substitute(macro.body, parameters, arguments, at: token), at: token))
        }
    }

    private mutating func replace(_ token: Token, by body: [Token]) {
        hidden.append(token.text)
        let placed = body.map { part in
            var part = part
            (part.line, part.column, part.length) = (token.line, token.column, token.length)
            return part
        }
        expand(placed[...])
        hidden.removeLast()
    }

    /// The arguments between the parentheses at `start`, and the index behind them; nil when there are none or they do
    /// not end.
    static func arguments(_ tokens: ArraySlice<Token>, from start: Int) -> ([ArraySlice<Token>], Int)? {
        guard start < tokens.endIndex, tokens[start].isSign("(") else { return nil }
        var arguments: [ArraySlice<Token>] = []
        var depth = 0
        var first = start + 1
        for index in start..<tokens.endIndex {
            let token = tokens[index]
            guard token.kind == .sign else { continue }
            if token.text == "(" { depth += 1 }
            if token.text == ")" {
                depth -= 1
                if depth == 0 {
                    arguments.append(tokens[first..<index])
                    return (arguments, index + 1)
                }
            }
            if token.text == ",", depth == 1 {
                arguments.append(tokens[first..<index])
                first = index + 1
            }
        }
        return nil
    }

    /// The body with arguments for parameters: as written beside `##` and behind `#`, else expanded first.
    private mutating func substitute(
        _ body: [Token], _ parameters: [String], _ arguments: [ArraySlice<Token>], at token: Token
    ) -> [Token] {
        var result: [Token] = []
        for (index, part) in body.enumerated() {
            guard cost <= limit else { return result }
            guard part.kind == .word, let position = parameters.firstIndex(of: part.text), position < arguments.count
            else {
                result.append(part)
                cost += 1
                continue
            }
            let argument = arguments[position]
            let before = index > 0 ? body[index - 1] : nil
            let after = index + 1 < body.count ? body[index + 1] : nil
            if before?.isSign("#") == true {
                result.removeLast()
                var text = token
                (text.kind, text.text) = (.string, Array(argument).spelling)
                result.append(text)
            } else if before?.isSign("##") == true || after?.isSign("##") == true {
                result += argument
            } else {
                var inner = MacroExpansion(macros: macros, limit: limit - cost)
                inner.hidden = hidden
                inner.expandNested(argument, depth: hidden.count)
                cost += inner.cost
                result += inner.output
            }
            cost += argument.count
        }
        return result
    }

    /// Expands an argument; its depth counts on, so that arguments inside arguments stay bounded.
    private mutating func expandNested(_ tokens: ArraySlice<Token>, depth: Int) {
        guard depth < Self.maximumDepth else {
            output += tokens
            return
        }
        hidden.append("")
        expand(tokens)
        hidden.removeLast()
    }

    /// Joins the tokens on both sides of each `##`.
    private func paste(_ body: [Token], at token: Token) -> [Token] {
        guard body.contains(where: { $0.isSign("##") }) else { return body }
        var result: [Token] = []
        var index = 0
        while index < body.count {
            if body[index].isSign("##"), let left = result.last, index + 1 < body.count {
                let bytes = Array((left.text + body[index + 1].text).utf8)
                var joined: [Token] = []
                Lexer(dialect: .c).lex(bytes, 0..<bytes.count, line: token.line, into: &joined)
                result.removeLast()
                result += joined
                index += 2
            } else {
                result.append(body[index])
                index += 1
            }
        }
        return result
    }
}
