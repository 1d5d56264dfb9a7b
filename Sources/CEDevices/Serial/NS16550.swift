import SavedState

/// The 16550A UART (National Semiconductor PC16550D), and the one of OMAP and AM335x, which has further registers, a
/// step of four bytes and is disabled until MDR1 says what it is (TI SPRUF98, SPRUH73). Which registers answer at an
/// offset depends on LCR: those for operation, those for configuration (bit 7), and those of LCR = 0xBF.
///
/// A byte that has arrived raises the receive interrupt, whatever FCR's trigger says.
final class NS16550: UARTDevice {
    private let views: UARTViews
    private let isOMAP: Bool
    private var held: [String: UInt32] = [:]
    /// Whether the transmitter wants more, and nobody has looked.
    private var wantsMore = false

    /// - Parameter step: bytes from a register to the next: 1, 2 or 4.
    init(_ connection: DeviceConnection, step: UInt32, isOMAP: Bool, input: [UInt8]) {
        views = UARTViews(step: step, isOMAP: isOMAP)
        self.isOMAP = isOMAP
        super.init(connection, views.operation, input: input)
    }

    override var block: RegisterBlock {
        let control = held["LCR"] ?? 0
        if control == 0xBF, isOMAP { return views.enhanced }
        return control & 0x80 != 0 ? views.configuration : views.operation
    }

    override func load(_ register: Register) -> UInt32 {
        switch register.name {
        case "RHR":
            let byte = take()
            update()
            return byte
        case "IIR":
            let cause = cause
            if cause == 2 { wantsMore = false }
            update()
            return cause | ((held["FCR"] ?? 0) & 1 != 0 ? 0xC0 : 0)
        case "LSR": return 0x60 | (hasInput ? 1 : 0)
        case "MSR": return modem
        case "SYSS": return 1
        case "RXFIFO_LVL": return level(64)
        default: return held[register.name] ?? register.reset
        }
    }

    override func store(_ value: UInt32, _ register: Register) {
        switch register.name {
        case "THR": transmit(value)
        case "IER":
            if value & 2 != 0, (held["IER"] ?? 0) & 2 == 0 { wantsMore = true }
            held["IER"] = value
        case "FCR":
            if value & 2 != 0 || (value ^ (held["FCR"] ?? 0)) & 1 != 0 { dropInput() }
            held["FCR"] = value & ~6
        case "SYSC":
            held["SYSC"] = value & ~2
            if value & 2 != 0 { reset() }
        default: held[register.name] = value & register.writable
        }
        update()
    }

    private func transmit(_ value: UInt32) {
        wantsMore = true
        guard !isOMAP || held["MDR1"] ?? 7 != 7 else { return }
        (held["MCR"] ?? 0) & 0x10 != 0 ? receive([UInt8(truncatingIfNeeded: value)]) : send(value)
    }

    /// CTS, DSR and DCD are there, or what the loop leads to them.
    private var modem: UInt32 {
        let control = held["MCR"] ?? 0
        guard control & 0x10 != 0 else { return 0xB0 }
        return (control & 2) << 3 | (control & 1) << 5 | (control & 4) << 4 | (control & 8) << 4
    }

    private var cause: UInt32 {
        let enabled = held["IER"] ?? 0
        if enabled & 1 != 0, hasInput { return 4 }
        if enabled & 2 != 0, wantsMore { return 2 }
        return 1
    }

    private func reset() {
        held = [:]
        wantsMore = false
        dropInput()
    }

    override func update() { connection.line.set(cause != 1) }

    override class var hostProperties: Set<String> { super.hostProperties.union(["views", "isOMAP"]) }

    override func carry(_ state: StateCarrier) throws {
        try state.carry(&held)
        try state.carry(&wantsMore)
        try super.carry(state)
    }
}
