import SavedState

/// The real-time clock of the S3C2440 (Samsung UM-S3C2440A): binary coded decimals that RTCCON.0 opens, from 2010-01-01
/// on. Its alarm and tick are not there.
final class S3CRTC: RegisterDevice {
    private static let names = ["BCDSEC", "BCDMIN", "BCDHOUR", "BCDDATE", "BCDDAY", "BCDMON", "BCDYEAR"]
    private static let alarms = ["ALMSEC", "ALMMIN", "ALMHOUR", "ALMDATE", "ALMMON", "ALMYEAR"]
    private static let first: UInt32 = 0x70

    private static let registers = RegisterBlock(
        [
            Register("RTCCON", 0x40, writable: 0xF, "RTCEN 0, CLKSEL 1, CNTSEL 2, CLKRST 3"),
            Register("TICNT", 0x44, writable: 0xFF), Register("RTCALM", 0x50, writable: 0x7F),
            Register("RTCRST", 0x6C, writable: 0xF),
        ] + alarms.enumerated().map { Register($1, 0x54 + UInt32($0) * 4, writable: 0xFF) }
            + names.enumerated().map { Register($1, first + UInt32($0) * 4, writable: 0xFF) })

    /// What is added to the seconds since boot, in seconds since 2010-01-01.
    private var base: UInt64 = 0

    init(_ connection: DeviceConnection) { super.init(connection, Self.registers) }

    override func load(_ register: Register) -> UInt32 {
        guard register.offset >= Self.first else { return super.load(register) }
        guard self[0x40] & 1 != 0 else { return 0 }
        let fields = Self.fields(of: base &+ connection.alarms.ticks(connection.alarms.now, 1))
        return Self.decimal(fields[Int(register.offset - Self.first) / 4])
    }

    override func store(_ value: UInt32, _ register: Register) {
        guard register.offset >= Self.first else { return keep(value, register) }
        guard self[0x40] & 1 != 0 else { return }
        let passed = connection.alarms.ticks(connection.alarms.now, 1)
        var fields = Self.fields(of: base &+ passed)
        fields[Int(register.offset - Self.first) / 4] = min(99, Int(value >> 4 & 15) * 10 + Int(value & 15))
        base = Self.seconds(of: fields) &- passed
    }

    private static func decimal(_ value: Int) -> UInt32 { UInt32((value / 10) << 4 | value % 10) }

    private static func days(ofYear year: Int) -> Int { year % 4 == 0 ? 366 : 365 }
    private static func days(ofMonth month: Int, _ year: Int) -> Int {
        month == 2 ? (year % 4 == 0 ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    /// Second, minute, hour, date, day of the week (1 is Sunday), month, year of the century, of 2000 to 2099.
    static func fields(of seconds: UInt64) -> [Int] {
        var days = Int((seconds / 86_400) % 32_872)
        let weekday = (days + 5) % 7 + 1
        var year = 10
        while days >= Self.days(ofYear: year) {
            days -= Self.days(ofYear: year)
            year += 1
        }
        var month = 1
        while days >= Self.days(ofMonth: month, year) {
            days -= Self.days(ofMonth: month, year)
            month += 1
        }
        let rest = Int(seconds % 86_400)
        return [rest % 60, rest / 60 % 60, rest / 3600, days + 1, weekday, month, year]
    }

    /// The seconds since 2010-01-01 of such fields; what is before that is that day.
    static func seconds(of fields: [Int]) -> UInt64 {
        var days = max(0, fields[3] - 1)
        for year in 10..<max(10, fields[6]) { days += Self.days(ofYear: year) }
        for month in 1..<min(12, max(1, fields[5])) { days += Self.days(ofMonth: month, fields[6]) }
        return UInt64(days * 86_400 + fields[2] * 3600 + fields[1] * 60 + fields[0])
    }

    override func carry(_ state: StateCarrier) throws {
        try super.carry(state)
        try state.carry(&base)
    }
}
