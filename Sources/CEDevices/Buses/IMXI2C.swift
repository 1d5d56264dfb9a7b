import SavedState

/// The I2C controller of i.MX25 and i.MX31, 16-bit registers at words (Freescale IMX25RM): an interrupt behind each
/// byte, a start condition when MSTA goes up, and each read of I2DR fetches the next byte.
final class IMXI2C: RegisterDevice {
    private enum At {
        static let control: UInt32 = 0x08
        static let status: UInt32 = 0x0C
        static let data: UInt32 = 0x10
    }

    private enum Control {
        static let restart: UInt32 = 1 << 2
        static let sends: UInt32 = 1 << 4
        static let master: UInt32 = 1 << 5
        static let interrupts: UInt32 = 1 << 6
        static let enable: UInt32 = 1 << 7
    }

    private enum Status {
        static let noAcknowledge: UInt32 = 1 << 0
        static let interrupt: UInt32 = 1 << 1
        static let busy: UInt32 = 1 << 5
        static let complete: UInt32 = 1 << 7
    }

    private static let registers = RegisterBlock([
        Register("IADR", 0x00, writable: 0xFE), Register("IFDR", 0x04, writable: 0x3F),
        Register("I2CR", At.control, writable: 0xF8, "RSTA 2, TXAK 3, MTX 4, MSTA 5, IIEN 6, IEN 7"),
        Register("I2SR", At.status, reset: 0x81, writable: 0xFF, "RXAK 0, IIF 1, SRW 2, IAL 4, IBB 5, IAAS 6, ICF 7"),
        Register("I2DR", At.data, writable: 0xFF),
    ])

    private let slaves: Int
    private var bus: I2CBus
    /// The next byte that is written is an address.
    private var isAddressed = false
    private var reads = false

    init(_ connection: DeviceConnection, slaves: [I2CSlave]) {
        bus = I2CBus(slaves)
        self.slaves = slaves.count
        super.init(connection, Self.registers)
    }

    override func load(_ register: Register) -> UInt32 {
        guard register.offset == At.data, isMaster, reads, self[At.control] & Control.sends == 0 else {
            return super.load(register)
        }
        // What came with the last one; the first read only begins it.
        let byte = self[At.data]
        self[At.data] = UInt32(bus.read())
        finish(isAcknowledged: true)
        return byte
    }

    private var isMaster: Bool {
        self[At.control] & (Control.master | Control.enable) == Control.master | Control.enable
    }

    override func store(_ value: UInt32, _ register: Register) {
        switch register.offset {
        case At.control: setControl(value, register)
        // Flags are cleared by writing 0.
        case At.status: self[At.status] &= value | ~(Status.interrupt | 1 << 4)
        case At.data:
            keep(value, register)
            if isMaster { send(UInt8(truncatingIfNeeded: value)) }
        default: keep(value, register)
        }
        update()
    }

    private func setControl(_ value: UInt32, _ register: Register) {
        let wasMaster = isMaster
        keep(value, register)
        if value & Control.enable == 0 { self[At.status] = 0x81 }
        if isMaster, !wasMaster || value & Control.restart != 0 {
            isAddressed = true
            self[At.status] |= Status.busy
        } else if !isMaster, wasMaster {
            bus.stop()
            isAddressed = false
            reads = false
            self[At.status] &= ~Status.busy
        }
    }

    private func send(_ byte: UInt8) {
        guard isAddressed else { return finish(isAcknowledged: bus.write(byte)) }
        isAddressed = false
        reads = byte & 1 != 0
        finish(isAcknowledged: bus.start(UInt32(byte >> 1), reads: reads))
    }

    private func finish(isAcknowledged: Bool) {
        self[At.status] |= Status.interrupt | Status.complete
        self[At.status] = self[At.status] & ~Status.noAcknowledge | (isAcknowledged ? 0 : Status.noAcknowledge)
        update()
    }

    private func update() {
        connection.line.set(self[At.control] & Control.interrupts != 0 && self[At.status] & Status.interrupt != 0)
    }

    override class var hostProperties: Set<String> { super.hostProperties.union(["slaves"]) }

    override func carry(_ state: StateCarrier) throws {
        try super.carry(state)
        try state.carry(&bus)
        try state.carry(&isAddressed)
        try state.carry(&reads)
        guard bus.isValid(slaves: slaves) else { throw StateError.malformed("the bus of \(connection.name)") }
    }
}
