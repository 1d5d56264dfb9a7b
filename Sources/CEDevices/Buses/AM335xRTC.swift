import SavedState

/// The real-time clock of AM335x (TI SPRUH73): binary coded decimals from 2010-01-01 on, which KICK0 and KICK1 unlock
/// for writing, an interrupt every second, minute, hour or day, and one of the alarm on the line behind it.
final class AM335xRTC: RegisterDevice {
    private static let names = ["SECONDS", "MINUTES", "HOURS", "DAYS", "MONTHS", "YEARS", "WEEKS"]
    /// Where each of them is among the fields of `S3CRTC`.
    private static let fields = [0, 1, 2, 3, 5, 6, 4]
    private static let alarms = [
        "ALARM_SECONDS", "ALARM_MINUTES", "ALARM_HOURS", "ALARM_DAYS", "ALARM_MONTHS", "ALARM_YEARS",
    ]
    private static let clockEnd: UInt32 = 0x1C

    private enum At {
        static let alarm: UInt32 = 0x20
        static let control: UInt32 = 0x40
        static let status: UInt32 = 0x44
        static let interrupts: UInt32 = 0x48
        static let kick0: UInt32 = 0x6C
        static let kick1: UInt32 = 0x70
    }

    private static let registers = RegisterBlock(
        names.enumerated().map { Register($1, UInt32($0) * 4, writable: 0xFF) }
            + alarms.enumerated().map { Register($1, At.alarm + UInt32($0) * 4, writable: 0xFF) } + [
                Register(
                    "CTRL", At.control, reset: 1, writable: 0x7F, "RUN 0, ROUND 1, COMP 2, MODE12 3, SET32 5, DISABLE 6"
                ),
                Register(
                    "STATUS", At.status, writable: 0, oneToClear: 0xC0,
                    "BUSY 0, RUN 1, SECOND 2, MINUTE 3, HOUR 4, DAY 5, ALARM 6"),
                Register("INTERRUPTS", At.interrupts, writable: 0x1F, "EVERY 1:0, TIMER 2, ALARM 3, ALARM2 4"),
                Register("COMP_LSB", 0x4C, writable: 0xFF), Register("COMP_MSB", 0x50, writable: 0xFF),
                Register("OSC", 0x54, writable: 0x7F),
            ] + Register.row("SCRATCH", 0x60, count: 3) + [
                Register("KICK0", At.kick0, .writeOnly), Register("KICK1", At.kick1, .writeOnly),
                Register("REVISION", 0x74, .readOnly, reset: 0x4EB0_1106), Register("SYSCONFIG", 0x78, writable: 3),
                Register("IRQWAKEEN", 0x7C, writable: 3),
            ])

    /// What is added to the seconds since boot, in seconds since 2010-01-01.
    private var base: UInt64 = 0
    private var firstKey: UInt32 = 0
    private var isUnlocked = false
    private let alarmLine: InterruptLine

    init(_ connection: DeviceConnection) {
        alarmLine = connection.wires.makeLine(to: connection.line.input.map { $0 + 1 })
        super.init(connection, Self.registers)
    }

    private var seconds: UInt64 { base &+ connection.alarms.ticks(connection.alarms.now, 1) }

    override func load(_ register: Register) -> UInt32 {
        if register.offset == At.status { return super.load(register) | (self[At.control] & 1) << 1 }
        guard register.offset < Self.clockEnd else { return super.load(register) }
        let value = S3CRTC.fields(of: seconds)[Self.fields[Int(register.offset / 4)]]
        // The week begins with day 0 here.
        return decimal(register.offset == 0x18 ? value - 1 : value)
    }

    private func decimal(_ value: Int) -> UInt32 { UInt32((value / 10) << 4 | value % 10) }

    override func store(_ value: UInt32, _ register: Register) {
        switch register.offset {
        case At.kick0:
            firstKey = value
            isUnlocked = false
        case At.kick1: isUnlocked = firstKey == 0x83E7_0B13 && value == 0x95A4_F1E0
        case _ where !isUnlocked:
            connection.complain(
                "\(connection.name).\(register.name) was written while KICK0 and KICK1 lock it: nothing changes")
        case 0..<Self.clockEnd:
            var fields = S3CRTC.fields(of: seconds)
            fields[Self.fields[Int(register.offset / 4)]] = min(99, Int(value >> 4 & 15) * 10 + Int(value & 15))
            base = S3CRTC.seconds(of: fields) &- connection.alarms.ticks(connection.alarms.now, 1)
            schedule()
        default:
            keep(value, register)
            schedule()
        }
    }

    /// Asks for the next second: who wants none of the interrupts costs nothing.
    private func schedule() {
        connection.line.set(false)
        alarmLine.set(self[At.status] & 0x40 != 0 && self[At.interrupts] & 8 != 0)
        guard self[At.interrupts] & 0xC != 0, self[At.control] & 1 != 0 else { return connection.alarms.cancel(0) }
        let passed = connection.alarms.ticks(connection.alarms.now, 1)
        connection.alarms.set(0, at: connection.alarms.instructions(ticks: passed + 1, 1))
    }

    override func alarm(_ number: Int, due: UInt64) {
        let now = S3CRTC.fields(of: seconds)
        let isEvery = [true, now[0] == 0, now[0] == 0 && now[1] == 0, now[0] == 0 && now[1] == 0 && now[2] == 0]
        let isAlarm = Self.alarms.indices.allSatisfy {
            self[At.alarm + UInt32($0) * 4] == decimal(now[Self.fields[$0]])
        }
        if isAlarm { self[At.status] |= 0x40 }
        schedule()
        if self[At.interrupts] & 4 != 0, isEvery[Int(self[At.interrupts] & 3)] { connection.line.pulse() }
    }

    override class var hostProperties: Set<String> { super.hostProperties.union(["alarmLine"]) }

    override func carry(_ state: StateCarrier) throws {
        try super.carry(state)
        try state.carry(&base)
        try state.carry(&firstKey)
        try state.carry(&isUnlocked)
    }
}
