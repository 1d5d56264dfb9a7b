/// An expression of a described device: numbers of 32 bits, names of registers, fields and variables.
indirect enum ScriptExpression: Hashable, Sendable {
    case number(UInt32)
    /// A register's or a variable's value, or `value`, what a guest writes, and `old`, what was there.
    case name(String)
    case field(register: String, field: String)
    /// How many entries a FIFO has.
    case count(String)
    /// Takes the oldest entry; 0 of an empty FIFO.
    case pop(String)
    /// A word of memory.
    case load(ScriptExpression)
    case unary(String, ScriptExpression)
    case binary(String, ScriptExpression, ScriptExpression)
    case choice(ScriptExpression, ScriptExpression, ScriptExpression)

    /// The names in it, with whether each is a FIFO's.
    var names: [(name: String, isFIFO: Bool)] {
        switch self {
        case .number: []
        case .name(let name): [(name, false)]
        case .field(let register, let field): [("\(register).\(field)", false)]
        case .count(let name), .pop(let name): [(name, true)]
        case .load(let address): address.names
        case .unary(_, let operand): operand.names
        case .binary(_, let left, let right): left.names + right.names
        case .choice(let test, let first, let second): test.names + first.names + second.names
        }
    }

    /// What an operator gives; a division by 0 is 0.
    static func apply(_ operation: String, _ left: UInt32, _ right: UInt32) -> UInt32 {
        switch operation {
        case "||": left != 0 || right != 0 ? 1 : 0
        case "&&": left != 0 && right != 0 ? 1 : 0
        case "|": left | right
        case "^": left ^ right
        case "&": left & right
        case "==": left == right ? 1 : 0
        case "!=": left != right ? 1 : 0
        case "<": left < right ? 1 : 0
        case "<=": left <= right ? 1 : 0
        case ">": left > right ? 1 : 0
        case ">=": left >= right ? 1 : 0
        case "<<": right < 32 ? left << right : 0
        case ">>": right < 32 ? left >> right : 0
        case "+": left &+ right
        case "-": left &- right
        case "*": left &* right
        case "/": right == 0 ? 0 : left / right
        case "%": right == 0 ? 0 : left % right
        default: 0
        }
    }
}
