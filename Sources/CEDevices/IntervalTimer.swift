import CEMemory
import SavedState
import Unicorn

/// A timer for tests of drivers: the least that a device with an interrupt can be.
///
/// Registers of 32 bits: 0x00 period in microseconds, 0x04 control (bit 0 runs it, bit 1 enables its interrupt), 0x08
/// status (bit 0: a period has ended; writing 1 clears it), 0x0C how many periods have ended, 0x10 how many ended while
/// the status was still set. The line is high while the status is set and the interrupt enabled.
final class IntervalTimer: TimedDevice {
    private enum Register {
        static let period: UInt32 = 0x00
        static let control: UInt32 = 0x04
        static let status: UInt32 = 0x08
        static let count: UInt32 = 0x0C
        static let missed: UInt32 = 0x10
    }

    private static let runs: UInt32 = 1
    private static let interrupts: UInt32 = 2

    private let connection: DeviceConnection
    private var period: UInt32 = 0
    private var control: UInt32 = 0
    private var hasEnded = false
    private var count: UInt32 = 0
    private var missed: UInt32 = 0

    init(_ connection: DeviceConnection) { self.connection = connection }

    func read(offset: UInt32, size: Int) -> UInt32 {
        switch offset {
        case Register.period: period
        case Register.control: control
        case Register.status: hasEnded ? 1 : 0
        case Register.count: count
        case Register.missed: missed
        default: 0
        }
    }

    func write(_ value: UInt32, offset: UInt32, size: Int) {
        switch offset {
        case Register.period: period = value
        case Register.control:
            let wasRunning = control & Self.runs != 0
            control = value & (Self.runs | Self.interrupts)
            if control & Self.runs == 0 {
                connection.alarms.cancel(0)
            } else if !wasRunning, period > 0 {
                connection.alarms.set(0, at: connection.alarms.now + length)
            }
        case Register.status: if value & 1 != 0 { hasEnded = false }
        default: return
        }
        update()
    }

    func alarm(_ number: Int, due: UInt64) {
        if hasEnded { missed &+= 1 }
        hasEnded = true
        count &+= 1
        if period > 0 { connection.alarms.set(0, at: due + length) }
        update()
    }

    private var length: UInt64 { connection.alarms.instructions(microseconds: UInt64(period)) }

    private func update() { connection.line.set(hasEnded && control & Self.interrupts != 0) }

    static let hostProperties: Set<String> = ["connection"]

    func carry(_ state: StateCarrier) throws {
        try state.carry(&period)
        try state.carry(&control)
        try state.carry(&hasEnded)
        try state.carry(&count)
        try state.carry(&missed)
    }
}
