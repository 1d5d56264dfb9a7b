import SavedState

/// ARM's vectored interrupt controllers PL190 (ARM DDI 0181) and PL192 (ARM DDI 0273): 32 level inputs.
///
/// Of a PL190 the first sixteen priorities are those of VECTCNTL; what has none comes last, low numbers first. Reading
/// the vector's address begins an interrupt, writing it ends it.
final class VectoredInterrupts: ControllerDevice {
    private enum At {
        static let select: UInt32 = 0x0C
        static let enable: UInt32 = 0x10
        static let software: UInt32 = 0x18
        static let vectors: UInt32 = 0x100
        static let second: UInt32 = 0x200
    }

    private static let common = [
        Register("IRQSTATUS", 0x00, .readOnly), Register("FIQSTATUS", 0x04, .readOnly),
        Register("RAWINTR", 0x08, .readOnly), Register("INTSELECT", At.select), Register("INTENABLE", At.enable),
        Register("INTENCLEAR", 0x14, .writeOnly), Register("SOFTINT", At.software),
        Register("SOFTINTCLEAR", 0x1C, .writeOnly), Register("PROTECTION", 0x20, writable: 1),
    ]
    private static let pl190 = RegisterBlock(
        common + [Register("VECTADDR", 0x30), Register("DEFVECTADDR", 0x34), Register("ITCR", 0x300)]
            + Register.row("VECTADDR", At.vectors, count: 16)
            + Register.row("VECTCNTL", At.second, count: 16, writable: 0x3F)
            + Register.primeCell([0x90, 0x11, 0x04, 0x00, 0x0D, 0xF0, 0x05, 0xB1]))
    private static let pl192 = RegisterBlock(
        common + [
            Register("SWPRIORITYMASK", 0x24, reset: 0xFFFF, writable: 0xFFFF),
            Register("PRIORITYDAISY", 0x28, reset: 0xF, writable: 0xF), Register("ADDRESS", 0xF00),
        ] + Register.row("VECTADDR", At.vectors, count: 32)
            + Register.row("VECTPRIORITY", At.second, count: 32, reset: 0xF, writable: 0xF)
            + Register.primeCell([0x92, 0x11, 0x04, 0x00, 0x0D, 0xF0, 0x05, 0xB1]))

    private let isPL192: Bool
    private let addressOffset: UInt32
    /// The inputs whose vectors have been read, the last one last.
    private var nested: [Int] = []

    init(_ connection: DeviceConnection, isPL192: Bool) {
        self.isPL192 = isPL192
        addressOffset = isPL192 ? 0xF00 : 0x30
        super.init(connection, isPL192 ? Self.pl192 : Self.pl190, words: 1)
    }

    private var raw: UInt32 { inputs[0] | self[At.software] }

    override func load(_ register: Register) -> UInt32 {
        switch register.offset {
        case 0x00: return raw & self[At.enable] & ~self[At.select]
        case 0x04: return raw & self[At.enable] & self[At.select]
        case 0x08: return raw
        case addressOffset: return begin()
        default: return super.load(register)
        }
    }

    override func store(_ value: UInt32, _ register: Register) {
        switch register.offset {
        case At.enable, At.software: self[register.offset] |= value
        case 0x14, 0x1C: self[register.offset - 4] &= ~value
        case addressOffset: _ = nested.popLast()
        default: keep(value, register)
        }
        update()
    }

    /// The vector of what is pending, which is being served from now on.
    private func begin() -> UInt32 {
        guard let pending else { return isPL192 ? 0 : self[0x34] }
        if nested.count < 32 { nested.append(pending.input) }
        update()
        if isPL192 { return self[At.vectors + UInt32(pending.input) * 4] }
        return pending.priority < 16 ? self[At.vectors + UInt32(pending.priority) * 4] : self[0x34]
    }

    /// 0 is the most urgent.
    private func priority(_ input: Int) -> Int {
        if isPL192 { return Int(self[At.second + UInt32(input) * 4]) }
        return (0..<16).first { self[At.second + UInt32($0) * 4] == 0x20 | UInt32(input) } ?? 16
    }

    override func sorted() -> PendingInterrupt? {
        let waiting = [raw & self[At.enable] & ~self[At.select]].bitNumbers.filter { input in
            !isPL192 || self[0x24] >> UInt32(priority(input)) & 1 != 0
        }
        guard let best = waiting.min(by: { (priority($0), $0) < (priority($1), $1) }) else { return nil }
        if let served = nested.last, priority(served) <= priority(best) { return nil }
        return PendingInterrupt(input: best, priority: priority(best))
    }

    override func setMask(_ input: Int, _ isMasked: Bool) {
        let bit: UInt32 = 1 << UInt32(input)
        if isMasked { self[At.enable] &= ~bit } else { self[At.enable] |= bit }
    }

    override class var hostProperties: Set<String> { super.hostProperties.union(["isPL192", "addressOffset"]) }

    override func carry(_ state: StateCarrier) throws {
        try super.carry(state)
        try state.carry(&nested)
        guard nested.allSatisfy({ (0..<32).contains($0) }) else { throw StateError.malformed("a nested interrupt") }
        if state.isReading { update() }
    }
}
