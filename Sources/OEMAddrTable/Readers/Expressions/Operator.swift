/// A binary operator and how tightly it binds; larger binds tighter.
struct BinaryOperator: Hashable {
    enum Operation: Hashable {
        case add, subtract, multiply, divide, remainder, shiftLeft, shiftRight, rotateLeft, rotateRight
        case bitAnd, bitOr, bitExclusiveOr
        case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
        case logicalAnd, logicalOr, logicalExclusiveOr
    }

    var operation: Operation
    var precedence: Int

    /// The operator that `token` is in a dialect, or nil.
    static func of(_ token: Token, in dialect: Dialect) -> BinaryOperator? {
        switch dialect {
        case .c, .gnu: token.kind == .sign ? cOperators[token.text] : nil
        case .armasm: token.kind == .sign ? armasmOperators[token.text] : nil
        case .masm:
            switch token.kind {
            case .sign: masmOperators[token.text]
            case .word: masmOperators[token.text.uppercased()]
            default: nil
            }
        }
    }

    private static func table(_ levels: [[String: Operation]]) -> [String: BinaryOperator] {
        var table: [String: BinaryOperator] = [:]
        for (precedence, level) in levels.enumerated() {
            for (text, operation) in level {
                table[text] = BinaryOperator(operation: operation, precedence: precedence + 1)
            }
        }
        return table
    }

    private static let cOperators = table([
        ["||": .logicalOr], ["&&": .logicalAnd], ["|": .bitOr], ["^": .bitExclusiveOr], ["&": .bitAnd],
        ["==": .equal, "!=": .notEqual],
        ["<": .less, "<=": .lessOrEqual, ">": .greater, ">=": .greaterOrEqual],
        ["<<": .shiftLeft, ">>": .shiftRight],
        ["+": .add, "-": .subtract],
        ["*": .multiply, "/": .divide, "%": .remainder],
    ])

    /// The groups of the ARM assembler's manual, each with its aliases: in armasm the bitwise operators bind like
    /// addition.
    private static let armasmOperators = table([
        [
            ":LAND:": .logicalAnd, "&&": .logicalAnd, ":LOR:": .logicalOr, "||": .logicalOr,
            ":LEOR:": .logicalExclusiveOr,
        ],
        [
            "=": .equal, "==": .equal, "<>": .notEqual, "/=": .notEqual, "!=": .notEqual, "<": .less,
            "<=": .lessOrEqual, ">": .greater, ">=": .greaterOrEqual,
        ],
        [
            "+": .add, "-": .subtract, ":AND:": .bitAnd, "&": .bitAnd, ":OR:": .bitOr, "|": .bitOr,
            ":EOR:": .bitExclusiveOr, "^": .bitExclusiveOr,
        ],
        [
            ":SHL:": .shiftLeft, "<<": .shiftLeft, ":SHR:": .shiftRight, ">>": .shiftRight, ":ROL:": .rotateLeft,
            ":ROR:": .rotateRight,
        ],
        ["*": .multiply, "/": .divide, ":MOD:": .remainder, "%": .remainder],
    ])

    private static let masmOperators = table([
        ["OR": .bitOr, "XOR": .bitExclusiveOr],
        ["AND": .bitAnd],
        [
            "EQ": .equal, "NE": .notEqual, "LT": .less, "LE": .lessOrEqual, "GT": .greater, "GE": .greaterOrEqual,
            "==": .equal, "!=": .notEqual,
        ],
        ["+": .add, "-": .subtract],
        ["*": .multiply, "/": .divide, "MOD": .remainder, "SHL": .shiftLeft, "SHR": .shiftRight],
    ])
}
