import SavedState

/// The PWM timers of the S3C2440 (Samsung UM-S3C2440A): five counters of 16 bits that run down, each with an interrupt
/// that is a pulse. `interrupt: 10` is TIMER0; the others' inputs follow.
final class S3CTimers: RegisterDevice {
    private enum At {
        static let prescale: UInt32 = 0x00
        static let divide: UInt32 = 0x04
        static let control: UInt32 = 0x08
    }

    private static let registers: RegisterBlock = {
        var registers = [
            Register("TCFG0", At.prescale, writable: 0xFF_FFFF, "PRE0 7:0, PRE1 15:8, DEADZONE 23:16"),
            Register("TCFG1", At.divide, writable: 0xFF_FFFF, "MUX0 3:0, MUX1 7:4, MUX2 11:8, MUX3 15:12, MUX4 19:16"),
            Register(
                "TCON", At.control, writable: 0x7F_FF1F,
                "START0 0, UPDATE0 1, RELOAD0 3, START1 8, START2 12, START3 16, START4 20, UPDATE4 21, RELOAD4 22"),
        ]
        for number: UInt32 in 0..<4 {
            registers.append(Register("TCNTB\(number)", 0x0C + number * 12, writable: 0xFFFF))
            registers.append(Register("TCMPB\(number)", 0x10 + number * 12, writable: 0xFFFF))
            registers.append(Register("TCNTO\(number)", 0x14 + number * 12, .readOnly))
        }
        registers.append(Register("TCNTB4", 0x3C, writable: 0xFFFF))
        registers.append(Register("TCNTO4", 0x40, .readOnly))
        return RegisterBlock(registers)
    }()

    private let frequency: UInt64
    private let lines: [InterruptLine]
    private var counters = [Countdown](repeating: Countdown(), count: 5)

    init(_ connection: DeviceConnection, frequency: UInt64) {
        self.frequency = frequency
        lines =
            [connection.line]
            + (1..<5).map { number in connection.wires.makeLine(to: connection.line.input.map { $0 + number }) }
        super.init(connection, Self.registers)
    }

    override func load(_ register: Register) -> UInt32 {
        guard register.name.hasPrefix("TCNTO") else { return super.load(register) }
        let number = register.offset == 0x40 ? 4 : Int(register.offset - 0x14) / 12
        return UInt32(truncatingIfNeeded: counters[number].value(connection.alarms))
    }

    override func store(_ value: UInt32, _ register: Register) {
        let before = self[At.control]
        keep(value, register)
        guard register.offset == At.control else { return }
        for number in 0..<5 {
            let bits = Self.bits(number)
            if value & bits.update != 0 { counters[number].set(buffer(number)) }
            let isOn = value & bits.start != 0
            if isOn, before & bits.start == 0 || value & bits.update != 0 {
                run(number, from: counters[number].value(connection.alarms), at: connection.alarms.now)
            } else if !isOn, counters[number].isRunning {
                counters[number].halt(connection.alarms)
                connection.alarms.cancel(number)
            }
        }
    }

    override func alarm(_ number: Int, due: UInt64) {
        let bits = Self.bits(number)
        if self[At.control] & bits.reload != 0 {
            run(number, from: buffer(number), at: due)
        } else {
            counters[number].set(0)
            self[At.control] &= ~bits.start
        }
        lines[number].pulse()
    }

    private static func bits(_ number: Int) -> (start: UInt32, update: UInt32, reload: UInt32) {
        if number == 4 { return (1 << 20, 1 << 21, 1 << 22) }
        let shift = UInt32(number == 0 ? 0 : number * 4 + 4)
        return (1 << shift, 2 << shift, 8 << shift)
    }

    private func buffer(_ number: Int) -> UInt64 { UInt64(self[number == 4 ? 0x3C : 0x0C + UInt32(number) * 12]) }

    private func run(_ number: Int, from value: UInt64, at now: UInt64) {
        let scale = self[At.prescale] >> (number < 2 ? 0 : 8) & 0xFF
        let mux = min(3, self[At.divide] >> UInt32(number * 4) & 15)
        counters[number].run(from: value, frequency: frequency / UInt64(scale + 1) / (2 << UInt64(mux)), at: now)
        connection.alarms.set(number, at: counters[number].time(of: 0, connection.alarms))
    }

    override class var hostProperties: Set<String> { super.hostProperties.union(["frequency", "lines"]) }

    override func carry(_ state: StateCarrier) throws {
        try super.carry(state)
        try state.carry(&counters)
        guard counters.count == 5 else { throw StateError.malformed("the counters of \(connection.name)") }
    }
}
