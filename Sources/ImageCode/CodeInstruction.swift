/// An instruction as the disassembler writes it, taken apart: `ldrls pc, [pc, r3, lsl #2]`.
struct CodeInstruction {
    enum Operand: Hashable {
        case register(Int)
        case number(UInt32)
        case other
    }

    /// `[r13, #8]!`.
    struct Memory: Hashable {
        var base: Int
        var offset: UInt32 = 0
        var index: Int?
        var writesBack = false
    }

    /// The mnemonic without condition, `s` and width.
    private(set) var operation = ""
    private(set) var condition = ""
    private(set) var setsFlags = false
    private(set) var operands: [Operand] = []
    private(set) var memory: Memory?
    /// `{r4, lr}`.
    private(set) var list: [Int] = []
    private(set) var hasShift = false
    private var hasBackMark = false

    private static let conditions: Set<String> = [
        "eq", "ne", "hs", "lo", "mi", "pl", "vs", "vc", "hi", "ls", "ge", "lt", "gt", "le",
    ]
    /// What looks as if it had a condition or an `s` at its end, or is looked for.
    private static let operations: Set<String> = [
        "b", "bl", "blx", "bx", "cbz", "cbnz", "tbb", "tbh", "mov", "movw", "movt", "mvn", "add", "addw", "sub", "subw",
        "rsb", "cmp", "cmn", "ldr", "str", "push", "pop", "ldm", "ldmia", "stm", "stmia", "stmdb", "stmib", "tst",
        "teq",
        "and", "orr", "eor", "bic", "lsl", "lsr", "asr", "ror", "mul", "adc", "sbc", "strb", "strh", "strd", "ldrb",
        "ldrh", "ldrsb", "ldrsh",
    ]

    init(_ text: String) {
        let parts = text.split(separator: " ", maxSplits: 1)
        readMnemonic(parts.first.map(String.init) ?? "")
        if parts.count > 1 { readOperands(parts[1]) }
    }

    private mutating func readMnemonic(_ text: String) {
        var name = text.split(separator: ".").first.map(String.init) ?? ""
        operation = name
        if Self.operations.contains(name) { return }
        if name.count > 2, Self.conditions.contains(String(name.suffix(2))) {
            let stem = String(name.dropLast(2))
            if Self.operations.contains(stem)
                || stem.hasSuffix("s") && Self.operations.contains(String(stem.dropLast()))
            {
                condition = String(name.suffix(2))
                name = stem
            }
        }
        if !Self.operations.contains(name), name.hasSuffix("s"), Self.operations.contains(String(name.dropLast())) {
            setsFlags = true
            name = String(name.dropLast())
        }
        operation = name
    }

    private mutating func readOperands(_ text: Substring) {
        var depth = 0
        var part = ""
        var parts: [String] = []
        for character in text {
            if character == "[" || character == "{" { depth += 1 }
            if character == "]" || character == "}" { depth -= 1 }
            if character == ",", depth == 0 {
                parts.append(part)
                part = ""
            } else if character != " " || depth > 0 {
                part.append(character)
            }
        }
        if !part.isEmpty { parts.append(part) }
        for part in parts.prefix(6) { readOperand(part) }
    }

    private mutating func readOperand(_ text: String) {
        if text.hasPrefix("[") {
            memory = Self.memory(text)
        } else if text.hasPrefix("{") {
            list = text.dropFirst().prefix { $0 != "}" }.split(separator: ",").compactMap {
                Self.register(String($0.filter { $0 != " " }))
            }
        } else if text.hasSuffix("!"), let register = Self.register(String(text.dropLast())) {
            operands.append(.register(register))
            hasBackMark = true
        } else if let register = Self.register(text) {
            operands.append(.register(register))
        } else if let number = Self.number(text) {
            operands.append(.number(number))
        } else {
            for shift in ["lsl", "lsr", "asr", "ror", "rrx"] where text.hasPrefix(shift) { hasShift = true }
            operands.append(.other)
        }
    }

    private static func memory(_ text: String) -> Memory? {
        let inner = text.dropFirst().prefix { $0 != "]" }
        let parts = inner.split(separator: ",").map { String($0.filter { $0 != " " }) }
        guard let base = parts.first.flatMap(register) else { return nil }
        var memory = Memory(base: base)
        memory.writesBack = text.hasSuffix("!")
        if parts.count > 1 {
            if let number = number(parts[1]) {
                memory.offset = number
            } else {
                memory.index = register(parts[1]) ?? base
            }
        }
        return memory
    }

    static func register(_ text: String) -> Int? {
        switch text {
        case "sp": 13
        case "lr": 14
        case "pc": 15
        default: text.hasPrefix("r") ? Int(text.dropFirst()).flatMap { (0..<16).contains($0) ? $0 : nil } : nil
        }
    }

    /// `#0x2c`, `#-4`.
    private static func number(_ text: String) -> UInt32? {
        guard text.hasPrefix("#") else { return nil }
        var digits = text.dropFirst()
        let isNegative = digits.hasPrefix("-")
        if isNegative { digits = digits.dropFirst() }
        let value = digits.hasPrefix("0x") ? UInt32(digits.dropFirst(2), radix: 16) : UInt32(digits)
        return value.map { isNegative ? 0 &- $0 : $0 }
    }

    var isConditional: Bool { !condition.isEmpty || operation == "cbz" || operation == "cbnz" }
    var asksForEquality: Bool { condition == "eq" || condition == "ne" }
    /// Whether it works on the stack and moves its pointer.
    var isOnStack: Bool { hasBackMark && operands.first == .register(13) }

    /// Where a branch leads.
    var target: UInt32? { if case .number(let number)? = operands.last { number } else { nil } }

    var writesProgramCounter: Bool {
        (operands.first == .register(15) && ["mov", "add", "sub", "ldr"].contains(operation))
            || (["pop", "ldm", "ldmia"].contains(operation) && list.contains(15))
    }

    /// The register that a table is entered by.
    var index: Int? {
        if let memory { return memory.index }
        if operation == "add", operands.count > 2, case .register(let index) = operands[2] { return index }
        return nil
    }
}
