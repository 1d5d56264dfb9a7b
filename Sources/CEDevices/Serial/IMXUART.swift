import SavedState

/// The UART of i.MX25 and i.MX31 (Freescale IMX25RM). Once UBMR is programmed its line has a speed, and the FIFOs of 32
/// bytes have the levels of UFCR.
final class IMXUART: PacedUART {
    private enum At {
        static let receive: UInt32 = 0x00
        static let transmit: UInt32 = 0x40
        static let control1: UInt32 = 0x80
        static let control2: UInt32 = 0x84
        static let control4: UInt32 = 0x8C
        static let fifo: UInt32 = 0x90
        static let status1: UInt32 = 0x94
        static let status2: UInt32 = 0x98
        static let increment: UInt32 = 0xA4
        static let modulator: UInt32 = 0xA8
        static let test: UInt32 = 0xB4
    }

    private static let registers = RegisterBlock([
        Register("URXD", At.receive, .readOnly, "DATA 7:0, PRERR 10, BRK 11, FRMERR 12, OVRRUN 13, ERR 14, CHARRDY 15"),
        Register("UTXD", At.transmit, .writeOnly),
        Register("UCR1", At.control1, writable: 0xFFFF, "UARTEN 0, TXMPTYEN 6, RRDYEN 9, TRDYEN 13"),
        Register(
            "UCR2", At.control2, reset: 1, writable: 0xFFFF,
            "SRST 0, RXEN 1, TXEN 2, ATEN 3, WS 5, STPB 6, PREN 8, CTSC 13"),
        Register("UCR3", 0x88, reset: 0x700, writable: 0xFFFF),
        Register("UCR4", At.control4, reset: 0x8000, writable: 0xFFFF, "DREN 0, OREN 1, TCEN 3"),
        Register("UFCR", At.fifo, reset: 0x801, writable: 0xFFFF, "RXTL 5:0, RFDIV 9:7, TXTL 15:10"),
        Register(
            "USR1", At.status1, reset: 0x2040, writable: 0, oneToClear: 0x9D30,
            "RXDS 6, AGTIM 8, RRDY 9, TRDY 13, RTSS 14"),
        Register(
            "USR2", At.status2, reset: 0x4028, writable: 0, oneToClear: 0x96, "RDR 0, ORE 1, BRCD 2, TXDC 3, TXFE 14"),
        Register("UESC", 0x9C, reset: 0x2B), Register("UTIM", 0xA0), Register("UBIR", At.increment),
        Register("UBMR", At.modulator), Register("UBRC", 0xAC, .readOnly, reset: 4), Register("ONEMS", 0xB0),
        Register("UTS", At.test, reset: 0x60, writable: 0x3E00, "RXFULL 3, TXFULL 4, RXEMPTY 5, TXEMPTY 6, LOOP 12"),
    ])

    private enum Status {
        static let aged: UInt32 = 1 << 8
        static let received: UInt32 = 1 << 9
        static let ready: UInt32 = 1 << 13
        static let empty: UInt32 = 1 << 14
        static let overrun: UInt32 = 1 << 1
        static let complete: UInt32 = 1 << 3
    }

    /// What RFDIV divides the reference clock by.
    private static let dividers: [UInt64] = [6, 5, 4, 3, 2, 1, 7, 6]
    private static let depth = 32

    /// Hertz, before RFDIV.
    private let clock: UInt64

    init(_ connection: DeviceConnection, _ device: DeviceConfiguration) {
        clock = device.frequency ?? 66_500_000
        super.init(connection, Self.registers, device)
        settle()
    }

    override var isInLoop: Bool { self[At.test] & 0x1000 != 0 }

    override func settle() {
        let (control, fifo) = (self[At.control2], self[At.fifo])
        let (increment, modulator) = (UInt64(self[At.increment] & 0xFFFF), UInt64(self[At.modulator] & 0xFFFF))
        let reference = clock / Self.dividers[Int(fifo >> 7 & 7)]
        let bits = 1 + (control & 0x20 != 0 ? 8 : 7) + UInt64(control >> 8 & 1) + 1 + UInt64(control >> 6 & 1)
        settle(
            speed: modulator > 0 ? reference * (increment + 1) / (16 * (modulator + 1)) : nil, bits: bits,
            patience: 8 * bits, waitsForRoom: control & 0x2000 != 0,
            fifo: (
                Self.depth, min(max(1, Int(fifo & 0x3F)), Self.depth), min(max(0, Int(fifo >> 10) - 1), Self.depth - 1)
            ))
    }

    override func load(_ register: Register) -> UInt32 {
        catchUp()
        switch register.offset {
        case At.receive:
            guard let byte = receiver.take(at: connection.alarms.now) else { return 0 }
            catchUp()
            update()
            return UInt32(byte) | 0x8000
        case At.status1: return status1
        case At.status2: return status2
        case At.test: return test
        default: return super.load(register)
        }
    }

    override func store(_ value: UInt32, _ register: Register) {
        catchUp()
        switch register.offset {
        case At.transmit: _ = transmit(value, "UTXD")
        case At.status1: if value & Status.aged != 0 { receiver.touch(at: connection.alarms.now) }
        case At.status2: if value & Status.overrun != 0 { receiver.hasOverrun = false }
        case At.control2:
            keep(value | 1, register)
            // SRST is low active, and sets itself when the reset is over.
            if value & 1 == 0 {
                resetRegisters()
                resetLine()
            }
            settle()
        default:
            keep(value, register)
            settle()
        }
        update()
    }

    private var isAged: Bool { self[At.control2] & 8 != 0 && isStale }

    private var status1: UInt32 {
        self[At.status1] & ~(Status.ready | Status.received | Status.aged)
            | (transmitter.fifo.count <= settings.threshold ? Status.ready : 0)
            | (receiver.level >= settings.trigger ? Status.received : 0) | (isAged ? Status.aged : 0)
    }

    private var status2: UInt32 {
        self[At.status2] & ~(Status.empty | Status.complete | Status.overrun)
            | (transmitter.fifo.isEmpty ? Status.empty : 0) | (transmitter.end == nil ? Status.complete : 0)
            | (receiver.hasOverrun ? Status.overrun : 0) | (receiver.level > 0 ? 1 : 0)
    }

    private var test: UInt32 {
        self[At.test] & ~0x78 | (receiver.level == 0 ? 0x20 : 0) | (transmitter.fifo.isEmpty ? 0x40 : 0)
            | (receiver.level >= Self.depth ? 8 : 0) | (transmitter.fifo.count >= Self.depth ? 0x10 : 0)
    }

    override func update() {
        let (first, second, fourth) = (self[At.control1], self[At.control2], self[At.control4])
        let (status1, status2) = (status1, status2)
        let isHigh =
            first & status1 & (Status.ready | Status.received) != 0 || second & 8 != 0 && status1 & Status.aged != 0
            || first & 0x40 != 0 && status2 & Status.empty != 0 || fourth & 1 != 0 && status2 & 1 != 0
            || fourth & 2 != 0 && status2 & Status.overrun != 0 || fourth & 8 != 0 && status2 & Status.complete != 0
        connection.line.set(first & 1 != 0 && isHigh)
        guard first & 1 != 0 else { return }
        arm(
            receives: first & Status.received != 0 || second & 8 != 0 || fourth & 1 != 0,
            sends: first & (Status.ready | 0x40) != 0 || fourth & 8 != 0)
    }

    override class var hostProperties: Set<String> { super.hostProperties.union(["clock"]) }
}
