import SavedState

/// A watchdog: who lets it run out has his board reset. To be derived from, one class for each kind.
///
/// Here nothing is reset: observers are told, the device stops, and the run goes on, so that its end can be seen. All
/// are stopped when the board starts, as boot code leaves them.
class WatchdogDevice: RegisterDevice {
    /// When it was fed.
    private final var since: UInt64 = 0
    final private(set) var isRunning = false

    /// In how many instructions it runs out, from when it is fed.
    var length: UInt64 { .max >> 1 }

    final func start() {
        isRunning = true
        since = connection.alarms.now
        connection.alarms.set(0, at: since &+ min(length, .max >> 2))
    }

    final func stop() {
        isRunning = false
        connection.alarms.cancel(0)
    }

    /// Instructions since it was fed; 0 of one that does not run.
    final var passed: UInt64 { isRunning ? connection.alarms.now &- since : 0 }

    /// Says that the board would start anew now.
    final func bite(_ reason: String) {
        stop()
        connection.complain("\(connection.name) resets the board: \(reason)")
    }

    override func alarm(_ number: Int, due: UInt64) {
        let milliseconds = connection.alarms.ticks(due &- since, 1000)
        bite("nobody fed it for \(milliseconds) ms")
    }

    override func carry(_ state: StateCarrier) throws {
        try super.carry(state)
        try state.carry(&since)
        try state.carry(&isRunning)
    }
}

/// The watchdog of OMAP3 and AM335x, which counts up at 32 kHz (TI SPRUF98, SPRUH73).
final class OMAPWatchdog: WatchdogDevice {
    private enum At {
        static let configuration: UInt32 = 0x10
        static let control: UInt32 = 0x24
        static let counter: UInt32 = 0x28
        static let load: UInt32 = 0x2C
        static let trigger: UInt32 = 0x30
        static let startStop: UInt32 = 0x48
    }

    private static let registers = RegisterBlock([
        Register("WIDR", 0x00, .readOnly, reset: 0x31),
        Register("WD_SYSCONFIG", At.configuration, .readWrite, "SOFTRESET 1"),
        Register("WD_SYSSTATUS", 0x14, .readOnly, reset: 1, "RESETDONE 0"),
        Register("WISR", 0x18, writable: 0, oneToClear: 3), Register("WIER", 0x1C, writable: 3),
        Register("WCLR", At.control, reset: 0x20, writable: 0x3C, "PTV 4:2, PRE 5"), Register("WCRR", At.counter),
        Register("WLDR", At.load), Register("WTGR", At.trigger), Register("WWPS", 0x34, .readOnly),
        Register("WSPR", At.startStop),
    ])

    init(_ connection: DeviceConnection) { super.init(connection, Self.registers) }

    /// Periods of the 32 kHz clock that a tick has.
    private var divider: UInt64 { self[At.control] & 0x20 != 0 ? 1 << UInt64(self[At.control] >> 2 & 7) : 1 }

    override var length: UInt64 {
        connection.alarms.instructions(ticks: (1 << 32 - UInt64(self[At.counter])) * divider, 32_768)
    }

    override func load(_ register: Register) -> UInt32 {
        guard register.offset == At.counter else { return super.load(register) }
        return self[At.counter] &+ UInt32(truncatingIfNeeded: connection.alarms.ticks(passed, 32_768) / divider)
    }

    override func store(_ value: UInt32, _ register: Register) {
        switch register.offset {
        case At.configuration:
            if value & 2 != 0 {
                stop()
                resetRegisters()
            }
        case At.trigger where value != self[At.trigger]:
            keep(value, register)
            self[At.counter] = self[At.load]
            if isRunning { start() }
        case At.startStop:
            // Two writes, in this order.
            let isSecond = self[At.startStop]
            keep(value, register)
            if isSecond == 0xAAAA, value == 0x5555 { stop() }
            if isSecond == 0xBBBB, value == 0x4444 { start() }
        case At.counter:
            keep(value, register)
            if isRunning { start() }
        default: keep(value, register)
        }
    }
}

/// The watchdog timer of the S3C2440 (Samsung UM-S3C2440A), which counts down. Its interrupt comes once.
final class S3CWatchdog: WatchdogDevice {
    private static let control: UInt32 = 0x00
    private static let counter: UInt32 = 0x08
    private static let enable: UInt32 = 0x20

    private static let registers = RegisterBlock([
        Register(
            "WTCON", control, .readWrite, reset: 0x8001, writable: 0xFF3D,
            "RESET 0, IRQ 2, CLOCK 4:3, ENABLE 5, PRESCALER 15:8"),
        Register("WTDAT", 0x04, reset: 0x8000, writable: 0xFFFF),
        Register("WTCNT", counter, reset: 0x8000, writable: 0xFFFF),
    ])

    /// Hertz.
    private let clock: UInt64

    init(_ connection: DeviceConnection, frequency: UInt64) {
        clock = frequency
        super.init(connection, Self.registers)
    }

    private var divider: UInt64 {
        UInt64(self[Self.control] >> 8 + 1) * 16 << UInt64(self[Self.control] >> 3 & 3)
    }

    override var length: UInt64 {
        connection.alarms.instructions(ticks: max(1, UInt64(self[Self.counter])) * divider, clock)
    }

    override func load(_ register: Register) -> UInt32 {
        guard register.offset == Self.counter else { return super.load(register) }
        let ticks = connection.alarms.ticks(passed, clock) / divider
        return self[Self.counter] - UInt32(min(UInt64(self[Self.counter]), ticks))
    }

    override func store(_ value: UInt32, _ register: Register) {
        keep(value, register)
        if register.offset == Self.control, value & Self.enable == 0 { return stop() }
        // Whoever writes the count feeds it.
        if self[Self.control] & Self.enable != 0, register.offset != 0x04 { start() }
    }

    override func alarm(_ number: Int, due: UInt64) {
        if self[Self.control] & 4 != 0 { connection.line.pulse() }
        guard self[Self.control] & 1 != 0 else { return stop() }
        super.alarm(number, due: due)
    }

    override class var hostProperties: Set<String> { super.hostProperties.union(["clock"]) }
}

/// The watchdog of i.MX25 and i.MX31, halfwords (Freescale IMX25RM). Boards are reset by it, too: WCR.SRS as 0.
final class IMXWatchdog: WatchdogDevice {
    private static let control: UInt32 = 0x0
    private static let service: UInt32 = 0x2
    private static let enable: UInt32 = 0x4

    private static let registers = RegisterBlock(
        [
            Register(
                "WCR", control, .readWrite, size: 2, reset: 0x30, writable: 0xFFFF,
                "WDZST 0, WDBG 1, WDE 2, WDT 3, SRS 4, WDA 5, WT 15:8"),
            Register("WSR", service, .readWrite, size: 2), Register("WRSR", 0x4, .readOnly, size: 2),
            Register("WICR", 0x6, .readWrite, size: 2), Register("WMCR", 0x8, .readWrite, size: 2, reset: 1),
        ], widths: .whole)

    init(_ connection: DeviceConnection) { super.init(connection, Self.registers) }

    override var length: UInt64 {
        connection.alarms.instructions(ticks: UInt64(self[Self.control] >> 8) + 1, 2)
    }

    override func store(_ value: UInt32, _ register: Register) {
        let before = self[register.offset]
        keep(value, register)
        switch register.offset {
        case Self.control:
            // Once it runs nobody can stop it.
            if isRunning { self[Self.control] |= Self.enable }
            if value & 0x10 == 0 { return bite("WCR.SRS was written as 0") }
            if value & Self.enable != 0, !isRunning { start() }
        case Self.service: if before == 0x5555, value == 0xAAAA, isRunning { start() }
        default: break
        }
    }
}
