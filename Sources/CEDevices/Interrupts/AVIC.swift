import SavedState

/// The interrupt controller of i.MX25 and i.MX31 (Freescale IMX25RM): 64 level inputs, sixteen priorities of which 15
/// is the most urgent; among equals the highest number comes first. Nothing is acknowledged.
final class AVIC: ControllerDevice {
    private enum At {
        static let mask: UInt32 = 0x04
        static let enableNumber: UInt32 = 0x08
        static let disableNumber: UInt32 = 0x0C
        static let enable: UInt32 = 0x10
        static let type: UInt32 = 0x18
        static let priorities: UInt32 = 0x20
        static let vector: UInt32 = 0x40
        static let fastVector: UInt32 = 0x44
        static let source: UInt32 = 0x48
        static let force: UInt32 = 0x50
        static let pending: UInt32 = 0x58
        static let fastPending: UInt32 = 0x60
    }

    private static func pair(_ name: String, _ offset: UInt32, _ access: Register.Access = .readWrite) -> [Register] {
        [Register(name + "H", offset, access), Register(name + "L", offset + 4, access)]
    }

    private static let registers = RegisterBlock(
        [
            Register(
                "INTCNTL", 0x00, writable: 0x17C_0000, oneToClear: 1 << 25,
                "NM 18, FIAD 19, NIAD 20, FIDIS 21, NIDIS 22, ABFEN 24, ABFLAG 25"),
            Register("NIMASK", At.mask, reset: 0x1F, writable: 0x1F),
            Register("INTENNUM", At.enableNumber), Register("INTDISNUM", At.disableNumber),
        ] + pair("INTENABLE", At.enable) + pair("INTTYPE", At.type)
            + (0..<8).map { Register("NIPRIORITY\(7 - $0)", At.priorities + $0 * 4) }
            + [
                Register("NIVECSR", At.vector, .readOnly, reset: .max, "NUMBER 31:16, PRIORITY 15:0"),
                Register("FIVECSR", At.fastVector, .readOnly, reset: .max),
            ] + pair("INTSRC", At.source, .readOnly) + pair("INTFRC", At.force) + pair("NIPND", At.pending, .readOnly)
            + pair("FIPND", At.fastPending, .readOnly) + Register.row("VECTOR", 0x100, count: 64), widths: .whole)

    init(_ connection: DeviceConnection) { super.init(connection, Self.registers, words: 2) }

    override func load(_ register: Register) -> UInt32 {
        switch register.offset {
        case At.vector: return pending.map { UInt32($0.input) << 16 | UInt32(15 - $0.priority) } ?? .max
        case At.fastVector: return waiting(isFast: true).bitNumbers.last.map { UInt32($0) } ?? .max
        case At.enableNumber, At.disableNumber: return 0
        case At.source, At.source + 4: return raw(word(register.offset))
        case At.pending, At.pending + 4: return waiting(isFast: false)[word(register.offset)]
        case At.fastPending, At.fastPending + 4: return waiting(isFast: true)[word(register.offset)]
        default: return super.load(register)
        }
    }

    override func store(_ value: UInt32, _ register: Register) {
        switch register.offset {
        case At.enableNumber: setMask(Int(value & 63), false)
        case At.disableNumber: setMask(Int(value & 63), true)
        default: keep(value, register)
        }
        update()
    }

    /// Which word of inputs a register of a pair has: that of the upper inputs is at the lower offset.
    private func word(_ offset: UInt32) -> Int { offset & 4 == 0 ? 1 : 0 }
    private func pairOffset(_ word: Int) -> UInt32 { word == 0 ? 4 : 0 }

    private func raw(_ word: Int) -> UInt32 { inputs[word] | self[At.force + pairOffset(word)] }

    private func waiting(isFast: Bool) -> [UInt32] {
        (0..<2).map { word in
            let type = self[At.type + pairOffset(word)]
            return raw(word) & self[At.enable + pairOffset(word)] & (isFast ? type : ~type)
        }
    }

    private func priority(_ input: Int) -> UInt32 {
        self[At.priorities + UInt32(7 - input / 8) * 4] >> UInt32(input % 8 * 4) & 15
    }

    override func sorted() -> PendingInterrupt? {
        guard self[0x00] >> 22 & 1 == 0 else { return nil }
        let mask = self[At.mask]
        let best = waiting(isFast: false).bitNumbers.filter { mask == 0x1F || priority($0) > mask }
            .max { (priority($0), $0) < (priority($1), $1) }
        return best.map { PendingInterrupt(input: $0, priority: 15 - Int(priority($0))) }
    }

    override func setMask(_ input: Int, _ isMasked: Bool) {
        let offset = At.enable + pairOffset(input >> 5)
        let bit: UInt32 = 1 << UInt32(input & 31)
        if isMasked { self[offset] &= ~bit } else { self[offset] |= bit }
    }

    override func carry(_ state: StateCarrier) throws {
        try super.carry(state)
        if state.isReading { update() }
    }
}
