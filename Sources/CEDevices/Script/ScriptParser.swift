/// Reads a line of a described device.
struct ScriptParser {
    private let text: String
    private var tokens: ArraySlice<String>

    init(_ text: String) throws(ScriptError) {
        self.text = text
        tokens = try ScriptLexer.tokens(of: text)[...]
    }

    static func expression(_ text: String) throws(ScriptError) -> ScriptExpression {
        var parser = try ScriptParser(text)
        let expression = try parser.expression()
        try parser.end()
        return expression
    }

    static func statement(_ text: String) throws(ScriptError) -> ScriptStatement {
        var parser = try ScriptParser(text)
        let statement = try parser.statement()
        try parser.end()
        return statement
    }

    // MARK: Statements

    private mutating func statement() throws(ScriptError) -> ScriptStatement {
        let first = try word()
        switch first {
        case "if":
            let test = try expression()
            try expect(":")
            return .when(test, try statement())
        case "while":
            let test = try expression()
            try expect(":")
            return .repeated(test, try statement())
        case "after":
            let time = try primary()
            let unit = try unit()
            try expect(":")
            return .after(time, unit: unit, event: try word())
        case "cancel": return .cancel(try word())
        case "push": return .push(try word(), try expression())
        case "clear": return .clear(try word())
        case "send": return .send(try expression())
        case "pulse": return .pulse
        case "store":
            let address = try primary()
            return .store(address: address, try expression())
        case "copy":
            let from = try primary()
            let to = try primary()
            return .copy(from: from, to: to, count: try primary())
        default:
            if take(".") {
                let field = try word()
                try expect("=")
                return .assignField(register: first, field: field, try expression())
            }
            try expect("=")
            return .assign(first, try expression())
        }
    }

    private mutating func unit() throws(ScriptError) -> UInt64 {
        let units: [String: UInt64] = ["ns": 1, "us": 1000, "ms": 1_000_000, "s": 1_000_000_000]
        let name = try word()
        guard let unit = units[name] else { throw problem("'\(name)' is no unit of time: ns, us, ms, s") }
        return unit
    }

    // MARK: Expressions

    private static let levels: [[String]] = [
        ["||"], ["&&"], ["|"], ["^"], ["&"], ["==", "!="], ["<", "<=", ">", ">="], ["<<", ">>"], ["+", "-"],
        ["*", "/", "%"],
    ]

    private mutating func expression() throws(ScriptError) -> ScriptExpression {
        let test = try binary(0)
        guard take("?") else { return test }
        let first = try expression()
        try expect(":")
        return .choice(test, first, try expression())
    }

    private mutating func binary(_ level: Int) throws(ScriptError) -> ScriptExpression {
        guard level < Self.levels.count else { return try unary() }
        var left = try binary(level + 1)
        while let operation = tokens.first, Self.levels[level].contains(operation) {
            tokens = tokens.dropFirst()
            left = .binary(operation, left, try binary(level + 1))
        }
        return left
    }

    private mutating func unary() throws(ScriptError) -> ScriptExpression {
        for operation in ["!", "~", "-"] where take(operation) { return .unary(operation, try unary()) }
        return try primary()
    }

    private mutating func primary() throws(ScriptError) -> ScriptExpression {
        if take("(") {
            let inner = try expression()
            try expect(")")
            return inner
        }
        let token = try word()
        if let number = ScriptLexer.number(token) { return .number(number) }
        guard let first = token.first, !first.isNumber else { return try timed(token) }
        if token == "pop" { return .pop(try word()) }
        if token == "load" { return .load(try primary()) }
        guard take(".") else { return .name(token) }
        let field = try word()
        return field == "count" ? .count(token) : .field(register: token, field: field)
    }

    /// `33ms`: the number, with the unit put back.
    private mutating func timed(_ token: String) throws(ScriptError) -> ScriptExpression {
        let digits = token.prefix(while: \.isNumber)
        guard let number = UInt32(digits), digits.count < token.count, !token.hasPrefix("0x") else {
            throw problem("'\(token)' is no number of 32 bits")
        }
        tokens = [String(token.dropFirst(digits.count))] + tokens
        return .number(number)
    }

    // MARK: Tokens

    private mutating func take(_ token: String) -> Bool {
        guard tokens.first == token else { return false }
        tokens = tokens.dropFirst()
        return true
    }

    private mutating func expect(_ token: String) throws(ScriptError) {
        guard take(token) else { throw problem("expected '\(token)', found \(found)") }
    }

    private mutating func word() throws(ScriptError) -> String {
        guard let token = tokens.first, let first = token.first, first.isLetter || first.isNumber || first == "_" else {
            throw problem("expected a name or number, found \(found)")
        }
        tokens = tokens.dropFirst()
        return token
    }

    private func end() throws(ScriptError) {
        guard tokens.isEmpty else { throw problem("\(found) is too much") }
    }

    private var found: String { tokens.first.map { "'\($0)'" } ?? "the end" }
    private func problem(_ what: String) -> ScriptError { ScriptError("\(what) in '\(text.prefix(60))'") }
}
