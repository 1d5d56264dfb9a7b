import SavedState

/// The enhanced periodic interrupt timer of i.MX (Freescale IMX25RM): counts down, and compares.
final class EPIT: RegisterDevice {
    private enum At {
        static let control: UInt32 = 0x00
        static let status: UInt32 = 0x04
        static let load: UInt32 = 0x08
        static let compare: UInt32 = 0x0C
        static let counter: UInt32 = 0x10
    }

    private static let registers = RegisterBlock(
        [
            Register(
                "EPITCR", At.control, writable: 0x3FE_FFFF,
                "EN 0, ENMOD 1, OCIEN 2, RLD 3, PRESCALER 15:4, SWR 16, IOVW 17, WAITEN 19, OM 23:22, CLKSRC 25:24"
            ),
            Register("EPITSR", At.status, writable: 0, oneToClear: 1, "OCIF 0"),
            Register("EPITLR", At.load, reset: .max), Register("EPITCMPR", At.compare),
            Register("EPITCNR", At.counter, .readOnly, reset: .max),
        ], widths: .whole)

    private static let rollover = 0
    private static let matching = 1
    private let frequency: UInt64
    private var counter = Countdown()

    /// - Parameter frequency: that of the peripheral clock; the low one is 32768 Hz.
    init(_ connection: DeviceConnection, frequency: UInt64) {
        self.frequency = frequency
        super.init(connection, Self.registers)
        counter.set(0xFFFF_FFFF)
    }

    override func load(_ register: Register) -> UInt32 {
        register.offset == At.counter
            ? UInt32(truncatingIfNeeded: counter.value(connection.alarms)) : super.load(register)
    }

    override func store(_ value: UInt32, _ register: Register) {
        let before = self[At.control]
        keep(value, register)
        switch register.offset {
        case At.control:
            if value & 1 << 16 != 0 {
                resetRegisters()
                self[At.control] = before & 0x3C_0003
                counter.set(0xFFFF_FFFF)
            }
            let value = counter.value(connection.alarms)
            let starts = self[At.control] & 1 != 0 && before & 1 == 0
            run(from: starts && self[At.control] & 2 != 0 ? top : value, at: connection.alarms.now)
        case At.load where self[At.control] & 1 << 17 != 0: run(from: UInt64(value), at: connection.alarms.now)
        default: break
        }
        setMatch()
        update()
    }

    override func alarm(_ number: Int, due: UInt64) {
        if number == Self.matching {
            self[At.status] |= 1
        } else {
            if self[At.compare] == 0 { self[At.status] |= 1 }
            run(from: top, at: due)
            setMatch()
        }
        update()
    }

    private var top: UInt64 { self[At.control] & 8 != 0 ? UInt64(self[At.load]) : 0xFFFF_FFFF }

    private var rate: UInt64 {
        let source: UInt64 = self[At.control] >> 24 & 3 == 3 ? 32768 : frequency
        return source / UInt64((self[At.control] >> 4 & 0xFFF) + 1)
    }

    private func run(from value: UInt64, at now: UInt64) {
        guard self[At.control] & 1 != 0, self[At.control] >> 24 & 3 != 0 else {
            counter.set(value)
            return connection.alarms.cancel(Self.rollover)
        }
        counter.run(from: value, frequency: rate, at: now)
        connection.alarms.set(Self.rollover, at: counter.time(of: 0, connection.alarms))
    }

    private func setMatch() {
        let compare = UInt64(self[At.compare])
        guard counter.isRunning, compare > 0, compare < counter.value(connection.alarms) else {
            return connection.alarms.cancel(Self.matching)
        }
        connection.alarms.set(Self.matching, at: counter.time(of: compare, connection.alarms))
    }

    private func update() {
        connection.line.set(self[At.status] & 1 != 0 && self[At.control] & 5 == 5)
    }

    override class var hostProperties: Set<String> { super.hostProperties.union(["frequency"]) }

    override func carry(_ state: StateCarrier) throws {
        try super.carry(state)
        try state.carry(&counter)
    }
}
