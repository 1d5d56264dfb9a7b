import SavedState

/// The general-purpose timer of i.MX (Freescale IMX25RM): counts up, and compares with three registers; the first one
/// begins anew unless FRR is set.
final class GPT: RegisterDevice {
    private enum At {
        static let control: UInt32 = 0x00
        static let prescale: UInt32 = 0x04
        static let status: UInt32 = 0x08
        static let enable: UInt32 = 0x0C
        static let compare: UInt32 = 0x10
        static let counter: UInt32 = 0x24
    }

    private static let events = "OF1 0, OF2 1, OF3 2, IF1 3, IF2 4, ROV 5"
    private static let registers = RegisterBlock(
        [
            Register(
                "GPTCR", At.control, writable: 0x1FFF_83FF,
                "EN 0, ENMOD 1, DBGEN 2, WAITEN 3, DOZEN 4, STOPEN 5, CLKSRC 8:6, FRR 9, SWR 15"),
            Register("GPTPR", At.prescale, writable: 0xFFF),
            Register("GPTSR", At.status, writable: 0, oneToClear: 0x3F, events),
            Register("GPTIR", At.enable, writable: 0x3F, events),
            Register("GPTOCR1", At.compare, reset: .max), Register("GPTOCR2", At.compare + 4, reset: .max),
            Register("GPTOCR3", At.compare + 8, reset: .max), Register("GPTICR1", 0x1C, .readOnly),
            Register("GPTICR2", 0x20, .readOnly), Register("GPTCNT", At.counter, .readOnly),
        ], widths: .whole)

    private static let rollover = 3
    private let frequency: UInt64
    private var counter = Countup()

    init(_ connection: DeviceConnection, frequency: UInt64) {
        self.frequency = frequency
        super.init(connection, Self.registers)
    }

    override func load(_ register: Register) -> UInt32 {
        register.offset == At.counter
            ? UInt32(truncatingIfNeeded: counter.value(connection.alarms)) : super.load(register)
    }

    override func store(_ value: UInt32, _ register: Register) {
        let before = self[At.control]
        let current = counter.value(connection.alarms)
        keep(value, register)
        switch register.offset {
        case At.control:
            if value & 1 << 15 != 0 {
                resetRegisters()
                self[At.control] = before & 0x3F
            }
            let starts = self[At.control] & 1 != 0 && before & 1 == 0
            run(from: starts && self[At.control] & 2 != 0 || value & 1 << 15 != 0 ? 0 : current)
        case At.prescale: run(from: current)
        case At.compare where self[At.control] & 1 << 9 == 0: run(from: 0)
        default: break
        }
        setAlarms()
        update()
    }

    override func alarm(_ number: Int, due: UInt64) {
        self[At.status] |= number == Self.rollover ? 0x20 : 1 << UInt32(number)
        if number == 0, self[At.control] & 1 << 9 == 0 { counter.run(from: 0, frequency: rate, at: due) }
        setAlarms()
        update()
    }

    private var rate: UInt64 {
        let source: UInt64 = self[At.control] >> 6 & 7 == 4 ? 32768 : frequency
        return source / UInt64(self[At.prescale] + 1)
    }

    private func run(from value: UInt64) {
        guard self[At.control] & 1 != 0, self[At.control] >> 6 & 7 != 0 else { return counter.set(value) }
        counter.run(from: value, frequency: rate, at: connection.alarms.now)
    }

    private func setAlarms() {
        for number in 0..<4 {
            guard counter.isRunning else {
                connection.alarms.cancel(number)
                continue
            }
            let value = number == Self.rollover ? 0 : UInt64(self[At.compare + UInt32(number) * 4])
            connection.alarms.set(number, at: counter.time(of: value, connection.alarms))
        }
    }

    private func update() { connection.line.set(self[At.status] & self[At.enable] != 0) }

    override class var hostProperties: Set<String> { super.hostProperties.union(["frequency"]) }

    override func carry(_ state: StateCarrier) throws {
        try super.carry(state)
        try state.carry(&counter)
    }
}
