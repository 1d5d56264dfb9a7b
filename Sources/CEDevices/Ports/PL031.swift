import SavedState

/// ARM's real-time clock PL031 (ARM DDI 0224): seconds, from 2010-01-01 as the machine's calendar has it.
final class PL031: RegisterDevice {
    private enum At {
        static let data: UInt32 = 0x00
        static let match: UInt32 = 0x04
        static let load: UInt32 = 0x08
        static let mask: UInt32 = 0x10
        static let raw: UInt32 = 0x14
        static let masked: UInt32 = 0x18
        static let clear: UInt32 = 0x1C
    }

    /// 2010-01-01 00:00 UTC.
    private static let start: UInt32 = 1_262_304_000

    private static let registers = RegisterBlock(
        [
            Register("RTCDR", At.data, .readOnly), Register("RTCMR", At.match), Register("RTCLR", At.load),
            Register("RTCCR", 0x0C, reset: 1, writable: 0, "START 0"), Register("RTCIMSC", At.mask, writable: 1),
            Register("RTCRIS", At.raw, .readOnly), Register("RTCMIS", At.masked, .readOnly),
            Register("RTCICR", At.clear, .writeOnly),
        ] + Register.primeCell([0x31, 0x10, 0x04, 0x00, 0x0D, 0xF0, 0x05, 0xB1]))

    /// What is added to the seconds since boot.
    private var offset = start

    init(_ connection: DeviceConnection) { super.init(connection, Self.registers) }

    private var seconds: UInt32 {
        offset &+ UInt32(truncatingIfNeeded: connection.alarms.ticks(connection.alarms.now, 1))
    }

    override func load(_ register: Register) -> UInt32 {
        switch register.offset {
        case At.data: return seconds
        case At.masked: return self[At.raw] & self[At.mask]
        default: return super.load(register)
        }
    }

    override func store(_ value: UInt32, _ register: Register) {
        keep(value, register)
        switch register.offset {
        case At.load: offset = offset &+ value &- seconds
        case At.clear: self[At.raw] &= ~value & 1
        default: break
        }
        setAlarm()
        update()
    }

    override func alarm(_ number: Int, due: UInt64) {
        self[At.raw] = 1
        update()
    }

    private func setAlarm() {
        let ahead = self[At.match] &- seconds
        guard self[At.match] != 0, ahead > 0, ahead < 0x8000_0000 else { return connection.alarms.cancel(0) }
        let passed = connection.alarms.ticks(connection.alarms.now, 1)
        connection.alarms.set(0, at: connection.alarms.instructions(ticks: passed + UInt64(ahead), 1))
    }

    private func update() { connection.line.set(self[At.raw] & self[At.mask] != 0) }

    override func carry(_ state: StateCarrier) throws {
        try super.carry(state)
        try state.carry(&offset)
    }
}
