/// Computes an expression of one of the dialects over a run of tokens, by precedence climbing.
struct Expression {
    /// What the surrounding file knows of symbols.
    struct Symbols {
        /// The value of a name; `.unknown` when nothing defines it.
        var value: (Token) -> Value
        /// Whether a name is defined, for `:DEF:`, `defined` and IFDEF.
        var isDefined: (Token) -> Bool
        /// Told when a condition compares an unknown symbol with a value.
        var noteComparison: (String, Value) -> Void = { _, _ in }
        /// Whether an unknown symbol counts as 0, as in a C condition.
        var unknownIsZero = false
    }

    private let tokens: ArraySlice<Token>
    private let dialect: Dialect
    private let symbols: Symbols
    private var index: Int
    private var depth = 0

    private static let maximumDepth = 100

    private init(_ tokens: ArraySlice<Token>, _ dialect: Dialect, _ symbols: Symbols) {
        self.tokens = tokens
        self.dialect = dialect
        self.symbols = symbols
        index = tokens.startIndex
    }

    /// The value of all of `tokens`.
    static func evaluate(
        _ tokens: ArraySlice<Token>, _ dialect: Dialect, _ symbols: Symbols
    ) throws(ExpressionError) -> Value {
        var expression = Expression(tokens, dialect, symbols)
        let value = try expression.conditional()
        if let rest = expression.current {
            throw ExpressionError(message: "'\(rest.text)' is not expected here", token: rest)
        }
        return value
    }

    private var current: Token? { index < tokens.endIndex ? tokens[index] : nil }

    private func peek(_ distance: Int) -> Token? {
        index + distance < tokens.endIndex ? tokens[index + distance] : nil
    }

    private mutating func take(_ sign: String) -> Bool {
        guard let token = current, token.isSign(sign) else { return false }
        index += 1
        return true
    }

    private mutating func expect(_ sign: String) throws(ExpressionError) {
        guard take(sign) else { throw ExpressionError(message: "'\(sign)' is missing", token: current) }
    }

    /// C's `condition ? a : b`; in the other dialects only a binary expression.
    private mutating func conditional() throws(ExpressionError) -> Value {
        let condition = try binary(above: 0)
        guard dialect == .c, take("?") else { return condition }
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else { throw ExpressionError(message: "nested too deep", token: current) }
        let first = try conditional()
        try expect(":")
        let second = try conditional()
        if case .unknown = condition { return condition }
        return condition.isTrue ? first : second
    }

    private mutating func binary(above precedence: Int) throws(ExpressionError) -> Value {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else { throw ExpressionError(message: "nested too deep", token: current) }
        var left = try unary()
        while let token = current, let found = BinaryOperator.of(token, in: dialect), found.precedence > precedence {
            index += 1
            let right = try binary(above: found.precedence)
            left = try apply(found.operation, left, right, at: token)
        }
        return left
    }

    private mutating func unary() throws(ExpressionError) -> Value {
        guard let token = current else { throw ExpressionError(message: "a value is missing", token: nil) }
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else { throw ExpressionError(message: "nested too deep", token: token) }
        switch token.kind {
        case .number, .string, .word: return try operand(token)
        case .invalid:
            throw ExpressionError(message: "'\(token.text)' is neither a number nor a name", token: token)
        case .sign: break
        }
        index += 1
        switch token.text {
        case "(":
            if dialect == .c, skipCast() { return try unary() }
            let value = try conditional()
            try expect(")")
            return value
        case "+": return try unary()
        case "-": return try mapNumber(unary(), token) { 0 &- $0 }
        case "~", ":NOT:": return try mapNumber(unary(), token) { ~$0 }
        case "!", ":LNOT:": return .logical(!(try unary()).isTrue)
        case ":DEF:": return .logical(try definedName())
        case ":LEN:":
            if case .string(let text) = try unary() { return .number(Int64(text.utf8.count)) }
            throw ExpressionError(message: ":LEN: needs a string", token: token)
        default: throw ExpressionError(message: "'\(token.text)' is not expected here", token: token)
        }
    }

    private mutating func operand(_ token: Token) throws(ExpressionError) -> Value {
        index += 1
        switch token.kind {
        case .number:
            guard dialect == .c || token.value <= UInt64(UInt32.max) else {
                throw ExpressionError(message: "'\(token.text)' does not fit 32 bits", token: token)
            }
            return .number(Int64(truncatingIfNeeded: token.value))
        case .string:
            return .string(token.text)
        default: break
        }
        switch (dialect, token.text) {
        case (.armasm, "{TRUE}"): return .logical(true)
        case (.armasm, "{FALSE}"): return .logical(false)
        case (.c, "defined"):
            let isParenthesized = take("(")
            let isDefined = try definedName()
            if isParenthesized { try expect(")") }
            return .logical(isDefined)
        case (.masm, _):
            switch token.text.uppercased() {
            case "NOT": return try mapNumber(unary(), token) { ~$0 }
            case "OFFSET": return try unary()
            default: break
            }
        default: break
        }
        return symbols.value(token)
    }

    private mutating func definedName() throws(ExpressionError) -> Bool {
        guard let name = current, name.kind == .word else {
            throw ExpressionError(message: "a name is missing", token: current)
        }
        index += 1
        return symbols.isDefined(name)
    }

    /// Skips `TYPE)` of a cast, when what follows the opening parenthesis is one.
    private mutating func skipCast() -> Bool {
        var distance = 0
        while let token = peek(distance), token.kind == .word || token.isSign("*") { distance += 1 }
        guard distance > 0, peek(distance)?.isSign(")") == true, peek(0)?.isWord("defined") == false,
            let next = peek(distance + 1)
        else { return false }
        let startsOperand = next.kind != .sign || next.isSign("(") || next.isSign("~")
        guard startsOperand else { return false }
        index += distance + 1
        return true
    }

    private func mapNumber(
        _ value: Value, _ token: Token, _ change: (Int64) -> Int64
    ) throws(ExpressionError) -> Value {
        switch value {
        case .number(let number): wrap(change(number))
        case .unknown: symbols.unknownIsZero ? .number(change(0)) : value
        case .logical(let flag) where dialect.isLikeC: .number(change(flag ? 1 : 0))
        default: throw ExpressionError(message: "'\(token.text)' needs a number", token: token)
        }
    }

    /// armasm and masm compute in 32 bits.
    private func wrap(_ number: Int64) -> Value {
        .number(dialect == .c ? number : Int64(UInt32(truncatingIfNeeded: number)))
    }
}

extension Expression {
    private func apply(
        _ operation: BinaryOperator.Operation, _ left: Value, _ right: Value, at token: Token
    ) throws(ExpressionError) -> Value {
        switch operation {
        case .logicalAnd: return .logical(left.isTrue && right.isTrue)
        case .logicalOr: return .logical(left.isTrue || right.isTrue)
        case .logicalExclusiveOr: return .logical(left.isTrue != right.isTrue)
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
            return .logical(compare(operation, left, right))
        default: break
        }
        if !symbols.unknownIsZero {
            if case .unknown = left { return left }
            if case .unknown = right { return right }
        }
        guard let first = number(left), let second = number(right) else {
            throw ExpressionError(message: "'\(token.text)' needs numbers", token: token)
        }
        return try arithmetic(operation, first, second, at: token)
    }

    private func number(_ value: Value) -> Int64? {
        switch value {
        case .number(let number): number
        case .logical(let flag): dialect.isLikeC ? (flag ? 1 : 0) : nil
        case .unknown: symbols.unknownIsZero ? 0 : nil
        case .string: nil
        }
    }

    /// Compares; with an unknown symbol that does not count as 0 nothing is equal and nothing smaller.
    private func compare(_ operation: BinaryOperator.Operation, _ left: Value, _ right: Value) -> Bool {
        if case .unknown(let name) = left {
            symbols.noteComparison(name, right)
            if !symbols.unknownIsZero { return operation == .notEqual }
        }
        if case .unknown(let name) = right {
            symbols.noteComparison(name, left)
            if !symbols.unknownIsZero { return operation == .notEqual }
        }
        let order: Int
        if let first = number(left), let second = number(right) {
            order = first == second ? 0 : first < second ? -1 : 1
        } else if left == right {
            order = 0
        } else if case .string(let first) = left, case .string(let second) = right {
            order = first < second ? -1 : 1
        } else {
            return operation == .notEqual
        }
        switch operation {
        case .equal: return order == 0
        case .notEqual: return order != 0
        case .less: return order < 0
        case .lessOrEqual: return order <= 0
        case .greater: return order > 0
        default: return order >= 0
        }
    }

    private func arithmetic(
        _ operation: BinaryOperator.Operation, _ left: Int64, _ right: Int64, at token: Token
    ) throws(ExpressionError) -> Value {
        switch operation {
        case .add: return wrap(left &+ right)
        case .subtract: return wrap(left &- right)
        case .multiply: return wrap(left &* right)
        case .divide, .remainder:
            guard right != 0 else { throw ExpressionError(message: "division by zero", token: token) }
            let (quotient, rest) = (
                left.dividedReportingOverflow(by: right).partialValue,
                left.remainderReportingOverflow(dividingBy: right).partialValue
            )
            return wrap(operation == .divide ? quotient : rest)
        case .shiftLeft: return wrap(right >= 0 && right < 64 ? left << right : 0)
        case .shiftRight: return wrap(right >= 0 && right < 64 ? left >> right : 0)
        case .rotateLeft: return wrap(rotate(left, by: right & 31))
        case .rotateRight: return wrap(rotate(left, by: (32 &- (right & 31)) & 31))
        case .bitAnd: return wrap(left & right)
        case .bitOr: return wrap(left | right)
        case .bitExclusiveOr: return wrap(left ^ right)
        default: throw ExpressionError(message: "'\(token.text)' is not expected here", token: token)
        }
    }

    private func rotate(_ number: Int64, by count: Int64) -> Int64 {
        let word = UInt32(truncatingIfNeeded: number)
        return Int64(word << UInt32(count) | (count == 0 ? 0 : word >> UInt32(32 - count)))
    }
}
