/// What an expression yields.
enum Value: Hashable {
    /// Modulo 2^64; armasm's are kept within 32 bits, unsigned.
    case number(Int64)
    case logical(Bool)
    case string(String)
    /// It depends on a symbol whose value is not known: undefined, imported, or a label whose address the linker
    /// decides.
    case unknown(String)

    /// The value as a condition takes it.
    var isTrue: Bool {
        switch self {
        case .number(let number): number != 0
        case .logical(let flag): flag
        case .string(let text): !text.isEmpty
        case .unknown: false
        }
    }

    /// How the value is written in a definition.
    var spelling: String {
        switch self {
        case .number(let number): String(number)
        case .logical(let flag): flag ? "{TRUE}" : "{FALSE}"
        case .string(let text): text
        case .unknown(let name): name
        }
    }
}

/// Why an expression cannot be computed.
struct ExpressionError: Error, Hashable {
    var message: String
    /// The token it is about; nil for the end of the expression.
    var token: Token?
}
