import SavedState

/// The 16550A UART (National Semiconductor PC16550D), and the one of OMAP and AM335x, which has further registers, a
/// step of four bytes and is disabled until MDR1 says what it is (TI SPRUF98, SPRUH73). Which registers answer at an
/// offset depends on LCR: those for operation, those for configuration (bit 7), and those of LCR = 0xBF.
///
/// Once a divisor is programmed, or when the board says how fast the line is, bytes take their time on it, FIFOs have
/// their depth, and what nobody reads in time is lost. Before that the far end waits for room, and a byte that has
/// arrived raises the receive interrupt, whatever FCR's trigger says.
final class NS16550: UARTDevice {
    private static let receives: UInt32 = 1
    private static let sends: UInt32 = 2
    private static let tellsErrors: UInt32 = 4

    private let views: UARTViews
    private let isOMAP: Bool
    /// Hertz.
    private let clock: UInt64
    /// Bits a second that the board says; nil when the divisor says it.
    private let baud: UInt64?
    private let hasPlug: Bool
    private var held: [String: UInt32] = [:]
    /// Whether the transmitter wants more, and nobody has looked.
    var wantsMore = false
    var receiver = SerialReceiver()
    var transmitter = SerialTransmitter()
    private(set) var settings = LineSettings()
    private(set) var isInLoop = false
    /// What RHR gives again when there is nothing.
    private var lastRead: UInt8 = 0
    /// When the device has asked to be called.
    private var armed: UInt64?

    init(_ connection: DeviceConnection, _ device: DeviceConfiguration) {
        isOMAP = device.type == .omapUART
        views = UARTViews(step: isOMAP ? 4 : device.step, isOMAP: isOMAP)
        clock = device.frequency ?? (isOMAP ? 48_000_000 : 1_843_200)
        baud = device.baud
        hasPlug = device.isLooped
        super.init(connection, views.operation, input: device.input)
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
            if isHigh ? receiver.level < settings.trigger : armed == nil { update() }
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
            transmit(value)
            // Of a burst only the first byte changes the interrupt.
            if hadAsked || wantsMore || armed == nil { update() }
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
            receiver.clear()
            // What has come to a line without a speed is there at once.
            if settings.character == 0 { dropInput() }
        }
        if value & 4 != 0 || isSwitched { transmitter.clear() }
        held["FCR"] = value & ~6
    }

    private func transmit(_ value: UInt32) {
        guard !isOMAP || held["MDR1"] ?? 7 != 7 else {
            wantsMore = true
            return
        }
        let byte = UInt8(truncatingIfNeeded: value)
        // The far end has it at once; what takes its time is the line.
        if !settings.loops { send(value) }
        guard settings.character > 0 else {
            wantsMore = true
            if settings.loops { receive([byte]) }
            return
        }
        guard transmitter.put(byte, at: connection.alarms.now, settings.character, depth: settings.depth) else {
            return connection.complain(
                "\(connection.name).THR was written while the transmit FIFO was full (\(settings.depth) bytes): "
                    + "the byte is lost"
            )
        }
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
            if receiver.isStale(at: connection.alarms.now, settings.character) { return 0xC }
        }
        if enabled & Self.sends != 0, wantsMore { return 2 }
        return 1
    }

    private func reset() {
        held = [:]
        wantsMore = false
        receiver = SerialReceiver()
        transmitter = SerialTransmitter()
        dropInput()
    }

    /// Works out again what follows from the registers.
    private func settle() {
        let fifo = held["FCR"] ?? 0
        let control = held["LCR"] ?? 0
        isInLoop = (held["MCR"] ?? 0) & 0x10 != 0
        var settings = LineSettings()
        settings.loops = isInLoop || hasPlug
        settings.waitsForRoom = isOMAP && (held["EFR"] ?? 0) & 0x40 != 0
        let divisor = UInt64((held["DLL"] ?? 0) | (held["DLH"] ?? 0) << 8)
        let oversampling: UInt64 = isOMAP && held["MDR1"] ?? 7 == 3 ? 13 : 16
        // A start bit, the character, its parity, and one or two stop bits.
        let bits = 1 + 5 + UInt64(control & 3) + UInt64(control >> 3 & 1) + 1 + UInt64(control >> 2 & 1)
        if let speed = baud ?? (divisor > 0 ? max(1, clock / (oversampling * divisor)) : nil) {
            settings.character = max(1, bits * connection.alarms.instructionsPerSecond / speed)
            if fifo & 1 != 0 {
                let step = Int(fifo >> 6 & 3)
                settings.depth = isOMAP ? 64 : 16
                settings.trigger = isOMAP ? [8, 16, 56, 60][step] : [1, 4, 8, 14][step]
                settings.threshold = isOMAP ? 64 - [8, 16, 32, 56][Int(fifo >> 4 & 3)] : 0
            }
        }
        self.settings = settings
    }

    override func catchUp() { bringUpToDate() }

    override func update() {
        connection.line.set(cause != 1)
        let wanted = nextChange(now: connection.alarms.now, enabled: held["IER"] ?? 0)
        // A call that comes too early does nothing; asking again for each byte would cost more.
        guard let wanted, wanted < armed ?? .max else { return }
        armed = wanted
        connection.alarms.set(0, at: wanted)
    }

    override func alarm(_ number: Int, due: UInt64) {
        armed = nil
        catchUp()
        update()
    }

    override class var hostProperties: Set<String> {
        super.hostProperties.union(["views", "isOMAP", "clock", "baud", "hasPlug", "settings", "isInLoop"])
    }

    override func carry(_ state: StateCarrier) throws {
        try state.carry(&held)
        try state.carry(&wantsMore)
        try state.carry(&receiver)
        try state.carry(&transmitter)
        try state.carry(&lastRead)
        try state.carry(&armed)
        guard receiver.level <= SerialReceiver.deepest, transmitter.fifo.count <= SerialReceiver.deepest else {
            throw StateError.malformed("the FIFOs of \(connection.name)")
        }
        if state.isReading { settle() }
        try super.carry(state)
    }
}
