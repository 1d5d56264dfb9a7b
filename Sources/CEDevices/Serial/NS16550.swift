import SavedState

/// The 16550A UART (National Semiconductor PC16550D), and the one of OMAP and AM335x, which has further registers, a
/// step of four bytes and is disabled until MDR1 says what it is (TI SPRUF98, SPRUH73). Which registers answer at an
/// offset depends on LCR: those for operation, those for configuration (bit 7), and those of LCR = 0xBF.
///
/// Once a divisor is programmed, or when the board says how fast the line is, bytes take their time on it, FIFOs have
/// their depth, and what nobody reads in time is lost. Before that the far end waits for room, and a byte that has
/// arrived raises the receive interrupt, whatever FCR's trigger says.
final class NS16550: PacedUART {
    private static let receives: UInt32 = 1
    private static let sends: UInt32 = 2
    private static let tellsErrors: UInt32 = 4

    private let views: UARTViews
    private let isOMAP: Bool
    /// Hertz.
    private let clock: UInt64
    private var held: [String: UInt32] = [:]
    /// What RHR gives again when there is nothing.
    private var lastRead: UInt8 = 0

    init(_ connection: DeviceConnection, _ device: DeviceConfiguration) {
        isOMAP = device.type == .omapUART
        views = UARTViews(step: isOMAP ? 4 : device.step, isOMAP: isOMAP)
        clock = device.frequency ?? (isOMAP ? 48_000_000 : 1_843_200)
        super.init(connection, views.operation, device)
        settle()
    }

    override var block: RegisterBlock {
        let control = held["LCR"] ?? 0
        if control == 0xBF, isOMAP { return views.enhanced }
        return control & 0x80 != 0 ? views.configuration : views.operation
    }

    override func load(_ register: Register) -> UInt32 {
        catchUp()
        switch register.name {
        case "RHR":
            lastRead = receiver.take(at: connection.alarms.now) ?? lastRead
            // A driver reads burst by burst: most bytes change neither the line nor make a call due sooner.
            let isHigh = connection.line.isHigh
            if isHigh ? receiver.level < settings.trigger : !isArmed { update() }
            return UInt32(lastRead)
        case "IIR":
            let cause = cause
            if cause == 2 { wantsMore = false }
            update()
            return cause | ((held["FCR"] ?? 0) & 1 != 0 ? 0xC0 : 0)
        case "LSR":
            let status = lineStatus
            receiver.hasOverrun = false
            update()
            return status
        case "MSR": return modem
        case "SYSS": return 1
        case "RXFIFO_LVL": return UInt32(receiver.level)
        case "TXFIFO_LVL": return UInt32(transmitter.fifo.count)
        default: return held[register.name] ?? register.reset
        }
    }

    private var lineStatus: UInt32 {
        (receiver.level > 0 ? 1 : 0) | (receiver.hasOverrun ? 2 : 0) | (transmitter.fifo.isEmpty ? 0x20 : 0)
            | (transmitter.end == nil ? 0x40 : 0)
    }

    override func store(_ value: UInt32, _ register: Register) {
        catchUp()
        switch register.name {
        case "THR":
            let hadAsked = wantsMore
            put(value)
            // Of a burst only the first byte changes the interrupt.
            if hadAsked || wantsMore || !isArmed { update() }
            return
        case "IER":
            if value & Self.sends != 0, (held["IER"] ?? 0) & Self.sends == 0 {
                wantsMore = transmitter.fifo.count <= settings.threshold
            }
            held["IER"] = value
        case "FCR": setFIFO(value)
        case "SYSC":
            held["SYSC"] = value & ~2
            if value & 2 != 0 { reset() }
        default: held[register.name] = value & register.writable
        }
        settle()
        update()
    }

    private func setFIFO(_ value: UInt32) {
        let isSwitched = (value ^ (held["FCR"] ?? 0)) & 1 != 0
        if value & 2 != 0 || isSwitched {
            clearReceiver()
        }
        if value & 4 != 0 || isSwitched { transmitter.clear() }
        held["FCR"] = value & ~6
    }

    private func put(_ value: UInt32) {
        guard !isOMAP || held["MDR1"] ?? 7 != 7 else {
            wantsMore = true
            return
        }
        guard transmit(value, "THR") else { return }
        wantsMore = transmitter.fifo.count < settings.threshold || transmitter.fifo.isEmpty
    }

    /// CTS, DSR and DCD are there, or what the loop leads to them.
    private var modem: UInt32 {
        let control = held["MCR"] ?? 0
        guard control & 0x10 != 0 else { return 0xB0 }
        return (control & 2) << 3 | (control & 1) << 5 | (control & 4) << 4 | (control & 8) << 4
    }

    private var cause: UInt32 {
        let enabled = held["IER"] ?? 0
        if enabled & Self.tellsErrors != 0, receiver.hasOverrun { return 6 }
        if enabled & Self.receives != 0 {
            if receiver.level >= settings.trigger { return 4 }
            if isStale { return 0xC }
        }
        if enabled & Self.sends != 0, wantsMore { return 2 }
        return 1
    }

    private func reset() {
        held = [:]
        resetLine()
    }

    override var isInLoop: Bool { (held["MCR"] ?? 0) & 0x10 != 0 }

    override func settle() {
        let fifo = held["FCR"] ?? 0
        let control = held["LCR"] ?? 0
        let divisor = UInt64((held["DLL"] ?? 0) | (held["DLH"] ?? 0) << 8)
        let oversampling: UInt64 = isOMAP && held["MDR1"] ?? 7 == 3 ? 13 : 16
        // A start bit, the character, its parity, and one or two stop bits.
        let bits = 1 + 5 + UInt64(control & 3) + UInt64(control >> 3 & 1) + 1 + UInt64(control >> 2 & 1)
        let step = Int(fifo >> 6 & 3)
        settle(
            speed: divisor > 0 ? clock / (oversampling * divisor) : nil, bits: bits, patience: 4 * bits,
            waitsForRoom: isOMAP && (held["EFR"] ?? 0) & 0x40 != 0,
            fifo: fifo & 1 == 0
                ? (1, 1, 0)
                : isOMAP
                    ? (64, [8, 16, 56, 60][step], 64 - [8, 16, 32, 56][Int(fifo >> 4 & 3)])
                    : (16, [1, 4, 8, 14][step], 0))
    }

    override func update() {
        connection.line.set(cause != 1)
        let enabled = held["IER"] ?? 0
        arm(receives: enabled & Self.receives != 0, sends: enabled & Self.sends != 0 && !wantsMore)
    }

    override class var hostProperties: Set<String> {
        super.hostProperties.union(["views", "isOMAP", "clock"])
    }

    override func carry(_ state: StateCarrier) throws {
        try state.carry(&held)
        try state.carry(&lastRead)
        try super.carry(state)
    }
}
