import SavedState

/// The I2C controller of OMAP3, 16-bit registers at words (TI SPRUF98). RDONE comes when it is enabled; a transfer to
/// an address that nobody has ends with NACK and ARDY.
final class OMAPI2C: RegisterDevice {
    private enum At {
        static let enable: UInt32 = 0x04
        static let status: UInt32 = 0x08
        static let reset: UInt32 = 0x10
        static let count: UInt32 = 0x18
        static let data: UInt32 = 0x1C
        static let configuration: UInt32 = 0x20
        static let control: UInt32 = 0x24
        static let slave: UInt32 = 0x2C
    }

    private enum Status {
        static let nack: UInt32 = 1 << 1
        static let ready: UInt32 = 1 << 2
        static let receive: UInt32 = 1 << 3
        static let transmit: UInt32 = 1 << 4
        static let busy: UInt32 = 1 << 12
    }

    private static let events =
        "AL 0, NACK 1, ARDY 2, RRDY 3, XRDY 4, GC 5, AERR 7, BF 8, AAS 9, XUDF 10, ROVR 11, BB 12"
    private static let registers = RegisterBlock([
        Register("I2C_REV", 0x00, .readOnly, reset: 0x3C), Register("I2C_IE", At.enable, writable: 0xFFFF, events),
        Register("I2C_STAT", At.status, writable: 0, oneToClear: 0xEFFF, events),
        Register("I2C_WE", 0x0C, writable: 0xFFFF), Register("I2C_SYSS", At.reset, .readOnly, "RDONE 0"),
        Register("I2C_BUF", 0x14, writable: 0xFFFF), Register("I2C_CNT", At.count, writable: 0xFFFF),
        Register("I2C_DATA", At.data), Register("I2C_SYSC", At.configuration, writable: 0x31D, "SRST 1"),
        Register(
            "I2C_CON", At.control, writable: 0xFFFF, "STT 0, STP 1, XSA 8, TRX 9, MST 10, STB 11, MODE 13:12, EN 15"),
        Register("I2C_OA", 0x28, writable: 0xFFFF), Register("I2C_SA", At.slave, writable: 0x3FF),
        Register("I2C_PSC", 0x30, writable: 0xFF), Register("I2C_SCLL", 0x34, writable: 0xFFFF),
        Register("I2C_SCLH", 0x38, writable: 0xFFFF), Register("I2C_SYSTEST", 0x3C, writable: 0xFFFF),
        Register("I2C_BUFSTAT", 0x40, .readOnly, reset: 0x4000),
    ])

    private let slaves: Int
    private var bus: I2CBus
    /// Bytes that are still to be moved, and whether they are read.
    private var left: UInt32 = 0
    private var reads = false
    private var isRunning = false

    init(_ connection: DeviceConnection, slaves: [I2CSlave]) {
        bus = I2CBus(slaves)
        self.slaves = slaves.count
        super.init(connection, Self.registers)
    }

    override func load(_ register: Register) -> UInt32 {
        switch register.offset {
        case At.status: return self[At.status] | (isRunning ? Status.busy : 0)
        case At.reset: return self[At.control] >> 15 & 1
        case At.data:
            guard isRunning, reads, left > 0 else { return 0 }
            let byte = bus.read()
            left -= 1
            advance()
            return UInt32(byte)
        default: return super.load(register)
        }
    }

    override func store(_ value: UInt32, _ register: Register) {
        switch register.offset {
        case At.configuration where value & 2 != 0:
            resetRegisters()
            end()
        case At.control:
            keep(value, register)
            if value & 0x8401 == 0x8401 { begin() } else if value & 0x8000 == 0 { end() }
        case At.data:
            guard isRunning, !reads, left > 0 else { break }
            _ = bus.write(UInt8(truncatingIfNeeded: value))
            left -= 1
            advance()
        default: keep(value, register)
        }
        // What there is room for, or has come, is told again behind its clearing.
        if isRunning, left > 0 { self[At.status] |= reads ? Status.receive : Status.transmit }
        update()
    }

    private func begin() {
        reads = self[At.control] & 0x200 == 0
        left = self[At.count]
        self[At.control] &= ~1
        isRunning = bus.start(self[At.slave], reads: reads)
        if isRunning {
            if left == 0 { advance() }
        } else {
            self[At.status] |= Status.nack | Status.ready
            self[At.control] &= ~0x402
        }
    }

    private func advance() {
        guard left == 0 else { return }
        self[At.status] &= ~(Status.receive | Status.transmit)
        self[At.status] |= Status.ready
        if self[At.control] & 2 != 0 {
            self[At.control] &= ~0x402
            bus.stop()
        }
        isRunning = false
        update()
    }

    private func end() {
        isRunning = false
        left = 0
        bus.stop()
    }

    private func update() { connection.line.set(self[At.status] & self[At.enable] != 0) }

    override class var hostProperties: Set<String> { super.hostProperties.union(["slaves"]) }

    override func carry(_ state: StateCarrier) throws {
        try super.carry(state)
        try state.carry(&bus)
        try state.carry(&left)
        try state.carry(&reads)
        try state.carry(&isRunning)
        guard bus.isValid(slaves: slaves) else { throw StateError.malformed("the bus of \(connection.name)") }
    }
}
