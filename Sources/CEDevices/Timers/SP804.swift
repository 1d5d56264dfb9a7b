import SavedState

/// ARM's dual timer SP804 (ARM DDI 0271): two counters that run down, one interrupt for both. Any value written to
/// IntClr clears.
final class SP804: RegisterDevice {
    private enum At {
        static let load: UInt32 = 0x00
        static let value: UInt32 = 0x04
        static let control: UInt32 = 0x08
        static let clear: UInt32 = 0x0C
        static let raw: UInt32 = 0x10
        static let masked: UInt32 = 0x14
        static let background: UInt32 = 0x18
        static let second: UInt32 = 0x20
    }

    private static func half(_ number: UInt32) -> [Register] {
        let base = (number - 1) * At.second
        return [
            Register("Timer\(number)Load", base + At.load),
            Register("Timer\(number)Value", base + At.value, .readOnly, reset: .max),
            Register(
                "Timer\(number)Control", base + At.control, reset: 0x20, writable: 0xEF,
                "ONESHOT 0, SIZE 1, PRE 3:2, INTEN 5, PERIODIC 6, ENABLE 7"),
            Register("Timer\(number)IntClr", base + At.clear, .writeOnly),
            Register("Timer\(number)RIS", base + At.raw, .readOnly, "INT 0"),
            Register("Timer\(number)MIS", base + At.masked, .readOnly, "INT 0"),
            Register("Timer\(number)BGLoad", base + At.background),
        ]
    }

    private static let registers = RegisterBlock(
        half(1) + half(2) + [Register("ITCR", 0xF00), Register("ITOP", 0xF04, .writeOnly)]
            + Register.primeCell([0x04, 0x18, 0x14, 0x00, 0x0D, 0xF0, 0x05, 0xB1]))

    private let frequency: UInt64
    private var counters = [Countdown(), Countdown()]

    init(_ connection: DeviceConnection, frequency: UInt64) {
        self.frequency = frequency
        super.init(connection, Self.registers)
        counters[0].set(0xFFFF_FFFF)
        counters[1].set(0xFFFF_FFFF)
    }

    override func load(_ register: Register) -> UInt32 {
        let base = register.offset & At.second
        switch register.offset - base {
        case At.value: return UInt32(truncatingIfNeeded: counters[Int(base >> 5)].value(connection.alarms))
        case At.masked: return isInterrupting(base) ? 1 : 0
        case At.background: return self[base + At.load]
        default: return super.load(register)
        }
    }

    override func store(_ value: UInt32, _ register: Register) {
        let base = register.offset & At.second
        keep(value, register)
        switch register.offset - base {
        case At.load: run(base, from: value, at: connection.alarms.now)
        case At.background: self[base + At.load] = value
        case At.control:
            let number = Int(base >> 5)
            run(
                base, from: UInt32(truncatingIfNeeded: counters[number].value(connection.alarms)),
                at: connection.alarms.now)
        case At.clear: self[base + At.raw] = 0
        default: break
        }
        update()
    }

    override func alarm(_ number: Int, due: UInt64) {
        let base = UInt32(number) * At.second
        let control = self[base + At.control]
        self[base + At.raw] = 1
        if control & 1 != 0 {
            counters[number].set(0)
        } else if control & 0x40 != 0 {
            run(base, from: self[base + At.load], at: due)
        } else {
            run(base, from: .max, at: due)
        }
        update()
    }

    /// Has a half count down from a value, when it is enabled.
    private func run(_ base: UInt32, from value: UInt32, at now: UInt64) {
        let number = Int(base >> 5)
        let control = self[base + At.control]
        let value = UInt64(control & 2 != 0 ? value : value & 0xFFFF)
        guard control & 0x80 != 0 else {
            counters[number].set(value)
            return connection.alarms.cancel(number)
        }
        let scale: UInt64 = [1, 16, 256, 256][Int(control >> 2 & 3)]
        counters[number].run(from: value, frequency: frequency / scale, at: now)
        connection.alarms.set(number, at: counters[number].time(of: 0, connection.alarms))
    }

    private func isInterrupting(_ base: UInt32) -> Bool {
        self[base + At.raw] & 1 != 0 && self[base + At.control] & 0x20 != 0
    }

    private func update() { connection.line.set(isInterrupting(0) || isInterrupting(At.second)) }

    override class var hostProperties: Set<String> { super.hostProperties.union(["frequency"]) }

    override func carry(_ state: StateCarrier) throws {
        try super.carry(state)
        try state.carry(&counters)
        guard counters.count == 2 else { throw StateError.malformed("the counters of \(connection.name)") }
    }
}
