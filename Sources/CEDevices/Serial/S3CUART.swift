import SavedState

/// A UART of the S3C2440 (Samsung UM-S3C2440A). Its interrupts are the sub-sources RXD, TXD and ERR of the controller,
/// which follow each other: `interrupt: 32` is RXD0. At a main input, or another controller, all share the line. Once
/// UBRDIV is programmed its line has a speed, and the FIFOs of 64 bytes have the levels of UFCON.
final class S3CUART: PacedUART {
    private enum At {
        static let line: UInt32 = 0x00
        static let control: UInt32 = 0x04
        static let fifo: UInt32 = 0x08
        static let modem: UInt32 = 0x0C
        static let status: UInt32 = 0x10
        static let errors: UInt32 = 0x14
        static let levels: UInt32 = 0x18
        static let transmit: UInt32 = 0x20
        static let receive: UInt32 = 0x24
        static let divisor: UInt32 = 0x28
    }

    private enum Control {
        static let loop: UInt32 = 1 << 5
        static let tellsErrors: UInt32 = 1 << 6
        static let hasTimeout: UInt32 = 1 << 7
        static let sendsByLevel: UInt32 = 1 << 9
    }

    private static let registers = RegisterBlock([
        Register("ULCON", At.line, writable: 0x7F, "LENGTH 1:0, STOP 2, PARITY 5:3, IR 6"),
        Register(
            "UCON", At.control, writable: 0xFFFF,
            "RXMODE 1:0, TXMODE 3:2, BREAK 4, LOOP 5, ERRIRQ 6, RXTIMEOUT 7, RXLEVEL 8, TXLEVEL 9, CLOCK 11:10"),
        Register("UFCON", At.fifo, writable: 0xF1, "FIFO 0, RXRESET 1, TXRESET 2, RXTRIG 5:4, TXTRIG 7:6"),
        Register("UMCON", At.modem, writable: 0x11, "RTS 0, AFC 4"),
        Register("UTRSTAT", At.status, .readOnly, reset: 6, "RXREADY 0, TXBUFEMPTY 1, TXEMPTY 2"),
        Register("UERSTAT", At.errors, .readOnly, "OVERRUN 0, PARITY 1, FRAME 2, BREAK 3"),
        Register("UFSTAT", At.levels, .readOnly, "RXCOUNT 5:0, RXFULL 6, TXCOUNT 13:8, TXFULL 14"),
        Register("UMSTAT", 0x1C, .readOnly, reset: 1, "CTS 0, DELTACTS 2"),
        Register("UTXH", At.transmit, .writeOnly), Register("URXH", At.receive, .readOnly),
        Register("UBRDIV", At.divisor, writable: 0xFFFF),
    ])

    private let transmitLine: InterruptLine?
    private let errorLine: InterruptLine?
    /// PCLK in hertz.
    private let clock: UInt64
    private var lastRead: UInt8 = 0
    /// Whether the transmitter wanted more when somebody looked last: a pulse tells of a change.
    private var hadRoom = true

    init(_ connection: DeviceConnection, _ device: DeviceConfiguration) {
        let first = connection.line.input ?? 0
        let hasSubs = first >= S3CInterrupts.firstSub
        transmitLine = hasSubs ? connection.wires.makeLine(to: first + 1) : nil
        errorLine = hasSubs ? connection.wires.makeLine(to: first + 2) : nil
        clock = device.frequency ?? 50_000_000
        super.init(connection, Self.registers, device)
        settle()
    }

    override var isInLoop: Bool { self[At.control] & Control.loop != 0 }

    override func settle() {
        let (line, fifo) = (self[At.line], self[At.fifo])
        let divisor = UInt64(self[At.divisor])
        let bits = 1 + 5 + UInt64(line & 3) + UInt64(line >> 5 & 1) + 1 + UInt64(line >> 2 & 1)
        settle(
            speed: divisor > 0 ? clock / (16 * (divisor + 1)) : nil, bits: bits, patience: 3 * bits,
            waitsForRoom: self[At.modem] & 0x10 != 0,
            fifo: fifo & 1 == 0
                ? (1, 1, 0) : (64, [1, 8, 16, 32][Int(fifo >> 4 & 3)], [0, 16, 32, 48][Int(fifo >> 6 & 3)]))
    }

    override func load(_ register: Register) -> UInt32 {
        catchUp()
        switch register.offset {
        case At.status:
            return (receiver.level > 0 ? 1 : 0) | (transmitter.fifo.isEmpty ? 2 : 0) | (transmitter.end == nil ? 4 : 0)
        case At.errors:
            defer { receiver.hasOverrun = false }
            return receiver.hasOverrun ? 1 : 0
        case At.levels:
            let (received, sent) = (UInt32(receiver.level), UInt32(transmitter.fifo.count))
            return min(received, 63) | (received > 63 ? 0x40 : 0) | min(sent, 63) << 8 | (sent > 63 ? 0x4000 : 0)
        case At.receive:
            lastRead = receiver.take(at: connection.alarms.now) ?? lastRead
            catchUp()
            update()
            return UInt32(lastRead)
        default: return super.load(register)
        }
    }

    override func store(_ value: UInt32, _ register: Register) {
        catchUp()
        switch register.offset {
        case At.transmit:
            _ = transmit(value, "UTXH")
            // Without a speed there is room again at once.
            if settings.character == 0 || hasRoom { hadRoom = false }
        case At.fifo:
            if value & 2 != 0 { clearReceiver() }
            if value & 4 != 0 { transmitter.clear() }
            keep(value, register)
            settle()
        default:
            keep(value, register)
            settle()
        }
        update()
    }

    private var sends: Bool { self[At.control] >> 2 & 3 == 1 }
    private var hasRoom: Bool { transmitter.fifo.count <= settings.threshold }

    override func update() {
        let control = self[At.control]
        let receives = control & 3 == 1
        let isLate = control & Control.hasTimeout != 0 && isStale
        let hasReceived = receives && (receiver.level >= settings.trigger || isLate)
        let wantsMore = sends && control & Control.sendsByLevel != 0 && hasRoom
        let hasError = control & Control.tellsErrors != 0 && receiver.hasOverrun
        connection.line.set(hasReceived || transmitLine == nil && (wantsMore || hasError))
        transmitLine?.set(wantsMore)
        errorLine?.set(hasError)
        if sends, control & Control.sendsByLevel == 0, hasRoom, !hadRoom { (transmitLine ?? connection.line).pulse() }
        hadRoom = hasRoom
        arm(receives: receives, sends: sends && !hasRoom)
    }

    override class var hostProperties: Set<String> {
        super.hostProperties.union(["transmitLine", "errorLine", "clock"])
    }

    override func carry(_ state: StateCarrier) throws {
        try state.carry(&lastRead)
        try state.carry(&hadRoom)
        try super.carry(state)
    }
}
