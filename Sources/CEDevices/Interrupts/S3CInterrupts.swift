import SavedState

/// The interrupt controller of the S3C2440 (Samsung UM-S3C2440A). Inputs 0 to 31 are the bits of SRCPND; from 32 on the
/// sub-sources, whose bits of SUBSRCPND lead to those. SRCPND latches even what is masked, INTPND has one bit.
final class S3CInterrupts: ControllerDevice {
    /// The input that is sub-source 0.
    static let firstSub = 32

    private enum At {
        static let source: UInt32 = 0x00
        static let mode: UInt32 = 0x04
        static let mask: UInt32 = 0x08
        static let pending: UInt32 = 0x10
        static let offset: UInt32 = 0x14
        static let subSource: UInt32 = 0x18
        static let subMask: UInt32 = 0x1C
    }

    private static let registers = RegisterBlock(
        [
            Register("SRCPND", At.source, writable: 0, oneToClear: .max), Register("INTMOD", At.mode),
            Register("INTMSK", At.mask, reset: .max), Register("PRIORITY", 0x0C, reset: 0x7F, writable: 0x1F_FFFF),
            Register("INTPND", At.pending, writable: 0, oneToClear: .max), Register("INTOFFSET", At.offset, .readOnly),
            Register("SUBSRCPND", At.subSource, writable: 0, oneToClear: 0x7FFF),
            Register("INTSUBMSK", At.subMask, reset: 0xFFFF, writable: 0xFFFF),
        ], widths: .whole)

    /// The main source of each sub-source: UART0, 1, 2, ADC, CAM, WDT.
    private static let parents = [28, 28, 28, 23, 23, 23, 15, 15, 15, 31, 31, 6, 6, 9, 9]

    init(_ connection: DeviceConnection) { super.init(connection, Self.registers, words: 2) }

    override func load(_ register: Register) -> UInt32 {
        guard register.offset == At.offset else { return super.load(register) }
        return self[At.pending] == 0 ? 0 : UInt32(self[At.pending].trailingZeroBitCount)
    }

    override func store(_ value: UInt32, _ register: Register) {
        keep(value, register)
        latch()
        update()
    }

    override func rose(_ input: Int) { latch() }

    /// What is held high is latched at once again.
    private func latch() {
        self[At.subSource] |= inputs[1] & 0x7FFF
        self[At.source] |= inputs[0]
        for sub in [self[At.subSource] & ~self[At.subMask]].bitNumbers where sub < Self.parents.count {
            self[At.source] |= 1 << UInt32(Self.parents[sub])
        }
    }

    override func sorted() -> PendingInterrupt? {
        // Masking takes back what is presented.
        self[At.pending] &= ~self[At.mask]
        if self[At.pending] == 0 {
            let waiting = self[At.source] & ~self[At.mask] & ~self[At.mode]
            if waiting != 0 { self[At.pending] = 1 << UInt32(waiting.trailingZeroBitCount) }
        }
        guard self[At.pending] != 0 else { return nil }
        let input = self[At.pending].trailingZeroBitCount
        return PendingInterrupt(input: input, priority: input)
    }

    override func setMask(_ input: Int, _ isMasked: Bool) {
        guard input < Self.firstSub else { return }
        let bit: UInt32 = 1 << UInt32(input)
        if isMasked { self[At.mask] |= bit } else { self[At.mask] &= ~bit }
    }

    override func take(_ input: Int) {
        guard input < Self.firstSub else { return }
        let bit: UInt32 = 1 << UInt32(input)
        self[At.source] &= ~bit
        self[At.pending] &= ~bit
        latch()
    }

    override func carry(_ state: StateCarrier) throws {
        try super.carry(state)
        if state.isReading { update() }
    }
}
