import SavedState

/// The I2C controller of the S3C2440 (Samsung UM-S3C2440A): an interrupt behind each byte, and the next one when its
/// pending flag is written as 0.
final class S3CI2C: RegisterDevice {
    private enum At {
        static let control: UInt32 = 0x00
        static let status: UInt32 = 0x04
        static let data: UInt32 = 0x0C
    }

    private static let pending: UInt32 = 0x10
    private static let registers = RegisterBlock([
        Register("IICCON", At.control, writable: 0xEF, "TXCLOCK 3:0, PENDING 4, IRQ 5, CLKSRC 6, ACK 7"),
        Register(
            "IICSTAT", At.status, writable: 0xF0, "NAK 0, ZERO 1, ADDRESSED 2, LOST 3, OUTPUT 4, BUSY 5, MODE 7:6"),
        Register("IICADD", 0x08, writable: 0xFF), Register("IICDS", At.data, writable: 0xFF),
        Register("IICLC", 0x10, writable: 7),
    ])

    private let slaves: Int
    private var bus: I2CBus
    private var reads = false

    init(_ connection: DeviceConnection, slaves: [I2CSlave]) {
        bus = I2CBus(slaves)
        self.slaves = slaves.count
        super.init(connection, Self.registers)
    }

    override func store(_ value: UInt32, _ register: Register) {
        switch register.offset {
        case At.status:
            let wasBusy = self[At.status] & 0x20 != 0
            self[At.status] = value & 0xF0 | self[At.status] & 0x0F
            if value & 0x30 == 0x30 { start() } else if value & 0x20 == 0, wasBusy { bus.stop() }
        case At.control:
            let wasPending = self[At.control] & Self.pending != 0
            self[At.control] = value & 0xEF | (value & self[At.control] & Self.pending)
            if wasPending, value & Self.pending == 0, self[At.status] & 0x20 != 0 { next() }
        default: keep(value, register)
        }
        update()
    }

    private func start() {
        reads = self[At.status] >> 6 == 2
        let isThere = bus.start(self[At.data] >> 1, reads: reads)
        finish(isAcknowledged: isThere)
    }

    private func next() {
        if reads {
            self[At.data] = UInt32(bus.read())
            finish(isAcknowledged: true)
        } else {
            finish(isAcknowledged: bus.write(UInt8(truncatingIfNeeded: self[At.data])))
        }
    }

    private func finish(isAcknowledged: Bool) {
        self[At.status] = self[At.status] & ~1 | (isAcknowledged ? 0 : 1)
        self[At.control] |= Self.pending
    }

    private func update() { connection.line.set(self[At.control] & 0x30 == 0x30) }

    override class var hostProperties: Set<String> { super.hostProperties.union(["slaves"]) }

    override func carry(_ state: StateCarrier) throws {
        try super.carry(state)
        try state.carry(&bus)
        try state.carry(&reads)
        guard bus.isValid(slaves: slaves) else { throw StateError.malformed("the bus of \(connection.name)") }
    }
}
