import SavedState

/// The I2C controller of OMAP3, 16-bit registers at words (TI SPRUF98), and that of AM335x, whose interrupts are
/// enabled and disabled by registers of their own (SPRUH73). RDONE comes when it is enabled; a transfer to
/// an address that nobody has ends with NACK and ARDY.
final class OMAPI2C: RegisterDevice {
    /// Where its registers are.
    private struct Places {
        let enable: UInt32
        let status: UInt32
        let reset: UInt32
        let count: UInt32
        let configuration: UInt32
        let control: UInt32
        let slave: UInt32
        var data: UInt32 { count + 4 }

        static let omap3 = Places(
            enable: 0x04, status: 0x08, reset: 0x10, count: 0x18, configuration: 0x20, control: 0x24, slave: 0x2C)
        static let am335x = Places(
            enable: 0x2C, status: 0x28, reset: 0x90, count: 0x98, configuration: 0x10, control: 0xA4, slave: 0xAC)
    }

    private static let raw: UInt32 = 0x24
    private static let disable: UInt32 = 0x30

    private enum Status {
        static let nack: UInt32 = 1 << 1
        static let ready: UInt32 = 1 << 2
        static let receive: UInt32 = 1 << 3
        static let transmit: UInt32 = 1 << 4
        static let busy: UInt32 = 1 << 12
    }

    private static let events =
        "AL 0, NACK 1, ARDY 2, RRDY 3, XRDY 4, GC 5, AERR 7, BF 8, AAS 9, XUDF 10, ROVR 11, BB 12"
    /// Those that both kinds have, from I2C_CON on.
    private static func common(_ at: Places) -> [Register] {
        [
            Register("I2C_SYSS", at.reset, .readOnly, "RDONE 0"), Register("I2C_BUF", at.count - 4, writable: 0xFFFF),
            Register("I2C_CNT", at.count, writable: 0xFFFF), Register("I2C_DATA", at.data),
            Register("I2C_SYSC", at.configuration, writable: 0x31D, "SRST 1"),
            Register(
                "I2C_CON", at.control, writable: 0xFFFF,
                "STT 0, STP 1, XSA 8, TRX 9, MST 10, STB 11, MODE 13:12, EN 15"),
            Register("I2C_OA", at.slave - 4, writable: 0xFFFF), Register("I2C_SA", at.slave, writable: 0x3FF),
            Register("I2C_PSC", at.slave + 4, writable: 0xFF), Register("I2C_SCLL", at.slave + 8, writable: 0xFFFF),
            Register("I2C_SCLH", at.slave + 12, writable: 0xFFFF),
            Register("I2C_SYSTEST", at.slave + 16, writable: 0xFFFF),
            Register("I2C_BUFSTAT", at.slave + 20, .readOnly, reset: 0x4000),
        ]
    }

    private static let omap3 = RegisterBlock(
        [
            Register("I2C_REV", 0x00, .readOnly, reset: 0x3C),
            Register("I2C_IE", Places.omap3.enable, writable: 0xFFFF, events),
            Register("I2C_STAT", Places.omap3.status, writable: 0, oneToClear: 0xEFFF, events),
            Register("I2C_WE", 0x0C, writable: 0xFFFF),
        ] + common(.omap3))

    private static let am335x = RegisterBlock(
        [
            Register("I2C_REVNB_LO", 0x00, .readOnly, reset: 0xB),
            Register("I2C_REVNB_HI", 0x04, .readOnly, reset: 0x5040),
            Register("I2C_IRQSTATUS_RAW", raw, writable: 0, events),
            Register("I2C_IRQSTATUS", Places.am335x.status, writable: 0, oneToClear: 0xEFFF, events),
            Register("I2C_IRQENABLE_SET", Places.am335x.enable, writable: 0xFFFF, events),
            Register("I2C_IRQENABLE_CLR", disable, writable: 0xFFFF, events),
            Register("I2C_WE", 0x34, writable: 0xFFFF),
        ] + common(.am335x))

    private let at: Places
    private let isAM335x: Bool
    private let slaves: Int
    private var bus: I2CBus
    /// Bytes that are still to be moved, and whether they are read.
    private var left: UInt32 = 0
    private var reads = false
    private var isRunning = false

    init(_ connection: DeviceConnection, slaves: [I2CSlave], isAM335x: Bool) {
        self.isAM335x = isAM335x
        at = isAM335x ? .am335x : .omap3
        bus = I2CBus(slaves)
        self.slaves = slaves.count
        super.init(connection, isAM335x ? Self.am335x : Self.omap3)
    }

    override func load(_ register: Register) -> UInt32 {
        switch register.offset {
        case Self.raw where isAM335x: return self[at.status]
        case Self.disable where isAM335x: return self[at.enable]
        case at.status where isAM335x: return self[at.status] & self[at.enable]
        case at.status: return self[at.status] | (isRunning ? Status.busy : 0)
        case at.reset: return self[at.control] >> 15 & 1
        case at.data:
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
        case at.configuration where value & 2 != 0:
            resetRegisters()
            end()
        case at.enable where isAM335x: self[at.enable] |= value & 0xFFFF
        case Self.disable where isAM335x: self[at.enable] &= ~value
        case at.control:
            keep(value, register)
            if value & 0x8401 == 0x8401 { begin() } else if value & 0x8000 == 0 { end() }
        case at.data:
            guard isRunning, !reads, left > 0 else { break }
            _ = bus.write(UInt8(truncatingIfNeeded: value))
            left -= 1
            advance()
        default: keep(value, register)
        }
        // What there is room for, or has come, is told again behind its clearing.
        if isRunning, left > 0 { self[at.status] |= reads ? Status.receive : Status.transmit }
        update()
    }

    private func begin() {
        reads = self[at.control] & 0x200 == 0
        left = self[at.count]
        self[at.control] &= ~1
        isRunning = bus.start(self[at.slave], reads: reads)
        if isRunning {
            if left == 0 { advance() }
        } else {
            self[at.status] |= Status.nack | Status.ready
            self[at.control] &= ~0x402
        }
    }

    private func advance() {
        guard left == 0 else { return }
        self[at.status] &= ~(Status.receive | Status.transmit)
        self[at.status] |= Status.ready
        if self[at.control] & 2 != 0 {
            self[at.control] &= ~0x402
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

    private func update() { connection.line.set(self[at.status] & self[at.enable] != 0) }

    override class var hostProperties: Set<String> { super.hostProperties.union(["slaves", "at", "isAM335x"]) }

    override func carry(_ state: StateCarrier) throws {
        try super.carry(state)
        try state.carry(&bus)
        try state.carry(&left)
        try state.carry(&reads)
        try state.carry(&isRunning)
        guard bus.isValid(slaves: slaves) else { throw StateError.malformed("the bus of \(connection.name)") }
    }
}
