package import CEMemory
package import SavedState
import Unicorn

/// A device that is called when a time has come that it asked for.
///
/// It asks by `DeviceConnection.alarms`: `alarms.set(0, at: alarms.now + alarms.instructions(microseconds: 33_333))`.
/// When the clock has reached that, `alarm(0, due:)` is called, once: a device that wants to be called again asks
/// again, from the time that it had asked for, not from `now`, so that its periods follow each other without a gap.
package protocol TimedDevice: BoardDevice {
    /// The time of an alarm has come. Called between two blocks of guest code, never inside of an access; the device
    /// may change lines, set alarms and access memory.
    /// - Parameters:
    ///   - number: the alarm's, as the device chose it.
    ///   - due: the time that it had asked for; the clock may have gone some instructions further.
    func alarm(_ number: Int, due: UInt64)
}

/// Virtual time as devices know it: when each of them wants to be called. The kernel ends a run of guest code at the
/// next such time, and skips idle time to it, so that what happens is the same on each repetition.
package final class DeviceTime: SavedPart {
    private struct Alarm: Codable {
        let time: UInt64
        /// Equal times come in the order in which they were asked for.
        let order: UInt64
        let device: Int
        let number: Int
    }

    /// A device is called no sooner than so many instructions after it has asked: one that wants to be called again
    /// and again must not keep the host from running guests.
    package static let shortest: UInt64 = 100

    /// How many instructions a second of virtual time has.
    package let instructionsPerSecond: UInt64
    /// Not weak: that would cost every other reference to the engine several times as much.
    private unowned let engine: Engine
    private var devices: [DeviceAlarms] = []
    private var alarms: [Alarm] = []
    private var nextOrder: UInt64 = 0
    /// When the next alarm is due, in instructions; `.max` without one.
    package private(set) var next = UInt64.max

    init(engine: Engine, instructionsPerSecond: UInt64) {
        self.engine = engine
        self.instructionsPerSecond = instructionsPerSecond
    }

    /// Instructions since boot. Inside of an access it is the count with the whole block that makes it.
    package var now: UInt64 { engine.instructions }

    /// The alarms of one more device.
    func makeAlarms() -> DeviceAlarms {
        let alarms = DeviceAlarms(time: self, device: devices.count)
        devices.append(alarms)
        return alarms
    }

    /// Calls the devices whose time has come.
    package func callDue() {
        while next <= now, let first = alarms.min(by: { ($0.time, $0.order) < ($1.time, $1.order) }) {
            clear(first.number, of: first.device)
            devices[first.device].owner?.alarm(first.number, due: first.time)
        }
    }

    func set(_ number: Int, of device: Int, at time: UInt64) {
        alarms.removeAll { $0.device == device && $0.number == number }
        let time = max(time, now &+ Self.shortest)
        alarms.append(Alarm(time: time, order: nextOrder, device: device, number: number))
        nextOrder += 1
        update()
        engine.endRun(by: next)
    }

    func clear(_ number: Int, of device: Int) {
        alarms.removeAll { $0.device == device && $0.number == number }
        update()
    }

    func time(of number: Int, of device: Int) -> UInt64? {
        alarms.first { $0.device == device && $0.number == number }?.time
    }

    /// Lets time pass: work of the host that guests pay for.
    func spend(_ instructions: UInt64) { engine.advanceClock(by: instructions) }

    /// The core is to be interrupted: whatever runs ends with the block in hand.
    func endRun() { engine.endRun(by: now) }

    private func update() { next = alarms.map(\.time).min() ?? .max }

    package static let hostProperties: Set<String> = ["instructionsPerSecond", "engine", "devices"]

    package func carry(_ state: StateCarrier) throws {
        try state.carry(&alarms)
        try state.carry(&nextOrder)
        try state.carry(&next)
        guard state.isReading else { return }
        guard alarms.allSatisfy({ devices.indices.contains($0.device) }) else {
            throw StateError.malformed("an alarm of no device")
        }
        update()
    }
}

/// One device's view of virtual time, and its alarms. Nothing of it is to be saved by the device.
package final class DeviceAlarms {
    private unowned let time: DeviceTime
    private let device: Int
    /// Who is called. Unowned: memory keeps the devices.
    unowned var owner: (any TimedDevice)?

    init(time: DeviceTime, device: Int) {
        self.time = time
        self.device = device
    }

    /// Instructions since boot.
    package var now: UInt64 { time.now }
    package var instructionsPerSecond: UInt64 { time.instructionsPerSecond }

    /// How many instructions so many microseconds take.
    package func instructions(microseconds: UInt64) -> UInt64 {
        let (product, isTooMuch) = microseconds.multipliedReportingOverflow(by: time.instructionsPerSecond)
        return isTooMuch ? UInt64.max >> 1 : product / 1_000_000
    }

    /// Has `alarm` called when the clock reaches `time`; an alarm of the same number that was set before is dropped.
    /// - Parameter time: instructions since boot; at least `DeviceTime.shortest` from now.
    package func set(_ number: Int, at time: UInt64) { self.time.set(number, of: device, at: time) }
    /// Lets time pass for work that would otherwise cost guests nothing.
    package func spend(_ instructions: UInt64) { time.spend(instructions) }
    package func cancel(_ number: Int) { time.clear(number, of: device) }
    /// When an alarm is due; nil of one that is not set.
    package func time(of number: Int) -> UInt64? { time.time(of: number, of: device) }
}
