import SavedState

/// ARM's PrimeCell UART PL011 (ARM DDI 0183). Once IBRD is programmed its line has a speed: then FIFOs of sixteen
/// bytes, the levels of IFLS, the timeout of 32 bits and overruns are as the manual has them. Before that the receive
/// interrupt comes with the first byte whatever IFLS says, and what is written is sent at once.
final class PL011: PacedUART {
    private enum At {
        static let data: UInt32 = 0x00
        static let status: UInt32 = 0x04
        static let flags: UInt32 = 0x18
        static let divisor: UInt32 = 0x24
        static let fraction: UInt32 = 0x28
        static let line: UInt32 = 0x2C
        static let control: UInt32 = 0x30
        static let levels: UInt32 = 0x34
        static let mask: UInt32 = 0x38
        static let raw: UInt32 = 0x3C
        static let masked: UInt32 = 0x40
        static let clear: UInt32 = 0x44
    }

    private enum Cause {
        static let received: UInt32 = 1 << 4
        static let transmitted: UInt32 = 1 << 5
        static let timeout: UInt32 = 1 << 6
        static let overrun: UInt32 = 1 << 10
    }

    private static let events = "RI 0, CTS 1, DCD 2, DSR 3, RX 4, TX 5, RT 6, FE 7, PE 8, BE 9, OE 10"

    private static let registers = RegisterBlock(
        [
            Register("DR", At.data), Register("RSR", At.status),
            Register(
                "FR", At.flags, .readOnly, reset: 0x90,
                "CTS 0, DSR 1, DCD 2, BUSY 3, RXFE 4, TXFF 5, RXFF 6, TXFE 7, RI 8"),
            Register("ILPR", 0x20, writable: 0xFF), Register("IBRD", At.divisor, writable: 0xFFFF),
            Register("FBRD", At.fraction, writable: 0x3F),
            Register("LCR_H", At.line, writable: 0xFF, "BRK 0, PEN 1, EPS 2, STP2 3, FEN 4, WLEN 6:5, SPS 7"),
            Register(
                "CR", At.control, reset: 0x300, writable: 0xFF87,
                "UARTEN 0, LBE 7, TXE 8, RXE 9, DTR 10, RTS 11, RTSEN 14, CTSEN 15"),
            Register("IFLS", At.levels, reset: 0x12, writable: 0x3F, "TX 2:0, RX 5:3"),
            Register("IMSC", At.mask, writable: 0x7FF, events), Register("RIS", At.raw, .readOnly, events),
            Register("MIS", At.masked, .readOnly, events), Register("ICR", At.clear, .writeOnly, events),
            Register("DMACR", 0x48, writable: 7, "RX 0, TX 1, ONERR 2"), Register("ITCR", 0x80),
            Register("ITIP", 0x84), Register("ITOP", 0x88), Register("TDR", 0x8C),
        ] + Register.primeCell([0x11, 0x10, 0x14, 0x00, 0x0D, 0xF0, 0x05, 0xB1]))

    /// Bytes of sixteen at which the levels of IFLS stand.
    private static let steps = [2, 4, 8, 12, 14, 14, 14, 14]

    /// UARTCLK in hertz.
    private let clock: UInt64
    /// What DR gives again when there is nothing.
    private var lastRead: UInt8 = 0

    init(_ connection: DeviceConnection, _ device: DeviceConfiguration) {
        clock = device.frequency ?? 24_000_000
        super.init(connection, Self.registers, device)
        settle()
    }

    override var isInLoop: Bool { self[At.control] & 0x80 != 0 }

    override func settle() {
        let line = self[At.line]
        // Sixty-fourths: the divisor's fraction has six bits.
        let divisor = UInt64(self[At.divisor]) << 6 | UInt64(self[At.fraction])
        let (receive, send) = (Int(self[At.levels] >> 3 & 7), Int(self[At.levels] & 7))
        settle(
            speed: self[At.divisor] > 0 ? clock * 4 / divisor : nil,
            bits: 1 + 5 + UInt64(line >> 5 & 3) + UInt64(line >> 1 & 1) + 1 + UInt64(line >> 3 & 1), patience: 32,
            waitsForRoom: self[At.control] & 0x4000 != 0,
            fifo: line & 0x10 == 0 ? (1, 1, 0) : (16, Self.steps[receive], Self.steps[send]))
    }

    override func load(_ register: Register) -> UInt32 {
        catchUp()
        switch register.offset {
        case At.data:
            let isLate = receiver.hasOverrun
            lastRead = receiver.take(at: connection.alarms.now) ?? lastRead
            catchUp()
            update()
            return UInt32(lastRead) | (isLate ? 0x800 : 0)
        case At.status: return receiver.hasOverrun ? 8 : 0
        case At.flags: return flags
        case At.raw: return raw
        case At.masked: return raw & self[At.mask]
        default: return super.load(register)
        }
    }

    private var flags: UInt32 {
        (transmitter.end == nil ? 0 : 8) | (receiver.level == 0 ? 0x10 : 0)
            | (settings.character > 0 && transmitter.fifo.count >= settings.depth ? 0x20 : 0)
            | (settings.character > 0 && receiver.level >= settings.depth ? 0x40 : 0)
            | (transmitter.fifo.isEmpty ? 0x80 : 0)
    }

    override func store(_ value: UInt32, _ register: Register) {
        catchUp()
        switch register.offset {
        case At.data:
            _ = transmit(value, "DR")
            // The interrupt is there again once the FIFO has fallen to its level; without a FIFO, or a speed, at once.
            wantsMore = settings.character == 0 || settings.depth == 1 && transmitter.fifo.isEmpty
        case At.status: receiver.hasOverrun = false
        case At.clear:
            if value & Cause.transmitted != 0 { wantsMore = false }
            if value & Cause.overrun != 0 { receiver.hasOverrun = false }
            if value & Cause.timeout != 0 { receiver.touch(at: connection.alarms.now) }
        default:
            keep(value, register)
            settle()
        }
        update()
    }

    private var raw: UInt32 {
        (wantsMore ? Cause.transmitted : 0) | (receiver.level >= settings.trigger ? Cause.received : 0)
            | (isStale ? Cause.timeout : 0) | (receiver.hasOverrun ? Cause.overrun : 0)
    }

    override func update() {
        let mask = self[At.mask]
        connection.line.set(raw & mask != 0)
        arm(
            receives: mask & (Cause.received | Cause.timeout) != 0,
            sends: mask & Cause.transmitted != 0 && !wantsMore)
    }

    override class var hostProperties: Set<String> { super.hostProperties.union(["clock"]) }

    override func carry(_ state: StateCarrier) throws {
        try state.carry(&lastRead)
        try super.carry(state)
    }
}
