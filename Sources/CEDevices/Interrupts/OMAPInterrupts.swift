import SavedState

/// The interrupt controller of OMAP3 (96 inputs) and AM335x (128), which are level inputs (TI SPRUF98, SPRUH73). What
/// is presented stays until CONTROL.NEWIRQAGR is written. Among equal priorities the higher number comes first.
final class OMAPInterrupts: ControllerDevice {
    private enum At {
        static let configuration: UInt32 = 0x10
        static let active: UInt32 = 0x40
        static let control: UInt32 = 0x48
        static let priority: UInt32 = 0x60
        static let threshold: UInt32 = 0x68
        static let banks: UInt32 = 0x80
        static let mask: UInt32 = 0x84
        static let software: UInt32 = 0x90
        static let priorities: UInt32 = 0x100
    }

    private static func block(_ banks: UInt32) -> RegisterBlock {
        var registers = [
            Register("REVISION", 0x00, .readOnly, reset: banks == 3 ? 0x40 : 0x50),
            Register("SYSCONFIG", At.configuration, writable: 1, "AUTOIDLE 0, SOFTRESET 1"),
            Register("SYSSTATUS", 0x14, .readOnly, reset: 1, "RESETDONE 0"),
            Register("SIR_IRQ", At.active, .readOnly, reset: 0xFFFF_FF80, "ACTIVEIRQ 6:0"),
            Register("SIR_FIQ", 0x44, .readOnly, reset: 0xFFFF_FF80),
            Register("CONTROL", At.control, writable: 0, "NEWIRQAGR 0, NEWFIQAGR 1"),
            Register("PROTECTION", 0x4C, writable: 1), Register("IDLE", 0x50, writable: 3),
            Register("IRQ_PRIORITY", At.priority, .readOnly, reset: 0xFFFF_FFC0),
            Register("FIQ_PRIORITY", 0x64, .readOnly, reset: 0xFFFF_FFC0),
            Register("THRESHOLD", At.threshold, reset: 0xFF, writable: 0xFF),
        ]
        for bank in 0..<banks {
            let base = bank * 0x20
            registers += [
                Register("ITR\(bank)", base + At.banks, .readOnly), Register("MIR\(bank)", base + At.mask, reset: .max),
                Register("MIR_CLEAR\(bank)", base + 0x88, .writeOnly),
                Register("MIR_SET\(bank)", base + 0x8C, .writeOnly),
                Register("ISR_SET\(bank)", base + At.software), Register("ISR_CLEAR\(bank)", base + 0x94, .writeOnly),
                Register("PENDING_IRQ\(bank)", base + 0x98, .readOnly),
                Register("PENDING_FIQ\(bank)", base + 0x9C, .readOnly),
            ]
        }
        registers += Register.row("ILR", At.priorities, count: banks * 32, writable: 0x1FF)
        return RegisterBlock(registers, widths: .whole)
    }

    private static let omap3 = block(3)
    private static let am335x = block(4)

    /// What is presented, until it is agreed to; one that nobody has read ends with its source.
    private var presented: Int?
    private var wasRead = false

    init(_ connection: DeviceConnection, isAM335x: Bool) {
        super.init(connection, isAM335x ? Self.am335x : Self.omap3, words: isAM335x ? 4 : 3)
    }

    override func load(_ register: Register) -> UInt32 {
        switch register.offset {
        case At.active:
            wasRead = presented != nil
            return pending.map { UInt32($0.input) } ?? 0xFFFF_FF80
        case At.priority: return pending.map { UInt32($0.priority) & 0x3F } ?? 0xFFFF_FFC0
        case At.banks..<At.priorities:
            let bank = (register.offset - At.banks) >> 5
            switch register.offset & 0x1F {
            case 0x00: return raw(bank)
            case 0x18: return waiting(bank)
            case 0x1C: return raw(bank) & ~self[At.mask + bank * 0x20] & routedToFIQ(bank)
            default: return super.load(register)
            }
        default: return super.load(register)
        }
    }

    override func store(_ value: UInt32, _ register: Register) {
        switch register.offset {
        case At.configuration where value & 2 != 0:
            resetRegisters()
            presented = nil
        case At.control: if value & 1 != 0 { presented = nil }
        case At.banks..<At.priorities:
            let base = (register.offset - At.banks) & ~0x1F
            switch register.offset & 0x1F {
            case 0x08: self[base + At.mask] &= ~value
            case 0x0C: self[base + At.mask] |= value
            case 0x10: self[base + At.software] |= value
            case 0x14: self[base + At.software] &= ~value
            default: keep(value, register)
            }
        default: keep(value, register)
        }
        update()
    }

    private func raw(_ bank: UInt32) -> UInt32 { inputs[Int(bank)] | self[At.software + bank * 0x20] }

    private func routedToFIQ(_ bank: UInt32) -> UInt32 {
        (0..<32).reduce(0) { $0 | (self[At.priorities + (bank * 32 + $1) * 4] & 1) << $1 }
    }

    private func waiting(_ bank: UInt32) -> UInt32 {
        raw(bank) & ~self[At.mask + bank * 0x20] & ~routedToFIQ(bank)
    }

    private func priority(_ input: Int) -> Int { Int(self[At.priorities + UInt32(input) * 4] >> 2) }

    override func sorted() -> PendingInterrupt? {
        if let presented, wasRead || waiting(UInt32(presented >> 5)) >> UInt32(presented & 31) & 1 != 0 {
            return PendingInterrupt(input: presented, priority: priority(presented))
        }
        let threshold = self[At.threshold] == 0xFF ? Int.max : Int(self[At.threshold])
        let candidates = (0..<UInt32(inputs.count)).map { raw($0) & ~self[At.mask + $0 * 0x20] == 0 ? 0 : waiting($0) }
        wasRead = false
        let best = candidates.bitNumbers.filter { priority($0) < threshold }
            .min { (priority($0), -$0) < (priority($1), -$1) }
        presented = best
        return best.map { PendingInterrupt(input: $0, priority: priority($0)) }
    }

    override func setMask(_ input: Int, _ isMasked: Bool) {
        let bit: UInt32 = 1 << UInt32(input & 31)
        let mask = At.mask + UInt32(input >> 5) * 0x20
        if isMasked { self[mask] |= bit } else { self[mask] &= ~bit }
        if isMasked, presented == input { presented = nil }
    }

    override func carry(_ state: StateCarrier) throws {
        try super.carry(state)
        try state.carry(&presented)
        try state.carry(&wasRead)
        guard presented.map({ (0..<count).contains($0) }) ?? true else {
            throw StateError.malformed("the interrupt of \(connection.name)")
        }
        if state.isReading { update() }
    }
}
