/// What is known of a register.
enum CodeValue: Hashable {
    case unknown
    /// The code plus so much.
    case code(UInt32)
    case constant(UInt32)
    /// An address so far from where the stack pointer was at the beginning.
    case stack(Int32)

    var isCode: Bool { if case .code = self { true } else { false } }

    /// The same for another function, whose stack begins elsewhere.
    var withoutStack: CodeValue { if case .stack = self { .unknown } else { self } }

    func adding(_ number: UInt32) -> CodeValue {
        switch self {
        case .unknown: .unknown
        case .code(let delta): .code(delta &+ number)
        case .constant(let value): .constant(value &+ number)
        case .stack(let offset): .stack(offset &+ Int32(bitPattern: number))
        }
    }

    static func + (left: CodeValue, right: CodeValue) -> CodeValue {
        switch (left, right) {
        case (let value, .constant(let number)), (.constant(let number), let value): value.adding(number)
        default: .unknown
        }
    }

    static func - (left: CodeValue, right: CodeValue) -> CodeValue {
        if case .constant(let number) = right { left.adding(0 &- number) } else { .unknown }
    }
}

/// What is known at a place of a function.
struct CodeState {
    private static let maximumSlots = 64

    var registers: [CodeValue]
    private var slots: [Int32: CodeValue] = [:]
    /// The code for which the last comparison finds both sides equal.
    private(set) var compared: UInt32?
    /// The number that the code, less what was taken from it, was compared with last: the end of a table.
    private(set) var limit: UInt32?

    init() {
        registers = Array(repeating: .unknown, count: 16)
        registers[13] = .stack(0)
    }

    /// A function that is called leaves r4 to r11.
    mutating func forgetCall() {
        for index in [0, 1, 2, 3, 12, 14] { registers[index] = .unknown }
        compared = nil
    }

    private func value(_ operand: CodeInstruction.Operand) -> CodeValue {
        switch operand {
        case .register(let index): registers[index]
        case .number(let number): .constant(number)
        case .other: .unknown
        }
    }

    mutating func perform(_ instruction: CodeInstruction, at address: UInt32, isThumb: Bool, _ code: CodeBytes) {
        let operands = instruction.operands
        switch instruction.operation {
        case "cmp", "cmn": compare(instruction)
        case "push": push(instruction.list)
        case "stmdb" where instruction.isOnStack: push(instruction.list)
        case "pop", "ldm", "ldmia": load(instruction)
        case "str": store(instruction)
        case "strb", "strh", "strd", "stm", "stmia", "stmib", "stmdb", "tst", "teq", "nop", "it", "itt", "ite", "bkpt",
            "svc":
            if ["tst", "teq"].contains(instruction.operation) { compared = nil }
        default:
            guard case .register(let target)? = operands.first else { return }
            let result = result(instruction, at: address, isThumb: isThumb, code)
            registers[target] = result
            if instruction.setsFlags {
                compared = nil
                if case .code(let delta) = result { compared = 0 &- delta }
            }
        }
    }

    private func result(
        _ instruction: CodeInstruction, at address: UInt32, isThumb: Bool, _ code: CodeBytes
    ) -> CodeValue {
        let operands = instruction.operands
        func operand(_ index: Int) -> CodeValue { operands.indices.contains(index) ? value(operands[index]) : .unknown }
        guard !instruction.hasShift else { return .unknown }
        let isShort = operands.count == 2
        switch instruction.operation {
        case "mov", "movw": return operand(1)
        case "mvn": if case .constant(let number) = operand(1) { return .constant(~number) }
        case "movt":
            if case .constant(let low) = operand(0), case .constant(let high) = operand(1) {
                return .constant(low & 0xFFFF | high << 16)
            }
        case "add", "addw": return isShort ? operand(0) + operand(1) : operand(1) + operand(2)
        case "sub", "subw": return isShort ? operand(0) - operand(1) : operand(1) - operand(2)
        case "ldr":
            guard let memory = instruction.memory, memory.index == nil else { return .unknown }
            if memory.base == 15 {
                let pc = isThumb ? (address &+ 4) & ~3 : address &+ 8
                return code.word(pc &+ memory.offset).map { .constant($0) } ?? .unknown
            }
            if case .stack(let offset) = registers[memory.base] {
                return slots[offset &+ Int32(bitPattern: memory.offset)] ?? .unknown
            }
        default: break
        }
        return .unknown
    }

    private mutating func compare(_ instruction: CodeInstruction) {
        (compared, limit) = (nil, nil)
        guard instruction.operands.count == 2, !instruction.hasShift else { return }
        let (left, right) = (value(instruction.operands[0]), value(instruction.operands[1]))
        let isNegated = instruction.operation == "cmn"
        switch (left, right) {
        case (.code(let delta), .constant(let number)):
            let number = isNegated ? 0 &- number : number
            (compared, limit) = (number &- delta, number)
        case (.constant(let number), .code(let delta)) where !isNegated: compared = number &- delta
        case (_, .constant(let number)): limit = number
        default: break
        }
    }

    private mutating func push(_ list: [Int]) {
        guard case .stack(let top) = registers[13] else { return }
        let base = top &- Int32(truncatingIfNeeded: list.count * 4)
        for (position, register) in list.enumerated() {
            set(base &+ Int32(truncatingIfNeeded: position * 4), registers[register])
        }
        registers[13] = .stack(base)
    }

    private mutating func load(_ instruction: CodeInstruction) {
        for register in instruction.list where register != 13 { registers[register] = .unknown }
        if instruction.isOnStack || instruction.operation == "pop" {
            registers[13] = registers[13].adding(UInt32(truncatingIfNeeded: instruction.list.count * 4))
        }
    }

    private mutating func store(_ instruction: CodeInstruction) {
        guard let memory = instruction.memory, memory.index == nil,
            case .register(let source)? = instruction.operands.first,
            case .stack(let offset) = registers[memory.base]
        else { return }
        let place = offset &+ Int32(bitPattern: memory.offset)
        set(place, registers[source])
        if memory.writesBack { registers[memory.base] = .stack(place) }
    }

    private mutating func set(_ place: Int32, _ value: CodeValue) {
        if slots.count < Self.maximumSlots || slots[place] != nil { slots[place] = value }
    }
}
