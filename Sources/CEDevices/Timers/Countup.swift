/// A counter of some bits that runs up with virtual time and begins anew behind its last value.
struct Countup: Codable {
    private var start: UInt64 = 0
    private var since: UInt64 = 0
    private var frequency: UInt64 = 1
    private(set) var isRunning = false

    mutating func run(from value: UInt64, frequency: UInt64, at now: UInt64) {
        self = Countup(start: value, since: now, frequency: max(1, frequency), isRunning: true)
    }

    mutating func halt(_ alarms: DeviceAlarms) {
        start = value(alarms)
        isRunning = false
    }

    mutating func set(_ value: UInt64) {
        start = value
        isRunning = false
    }

    /// - Parameter limit: the value behind which it begins at 0.
    func value(_ alarms: DeviceAlarms, limit: UInt64 = 0xFFFF_FFFF) -> UInt64 {
        guard isRunning else { return start }
        let ticks = alarms.ticks(alarms.now &- min(since, alarms.now), frequency)
        return (start &+ ticks) % (limit &+ 1)
    }

    /// When it comes to a value next, counting from where it began to run; a value that it has now is a whole round
    /// away.
    func time(of value: UInt64, _ alarms: DeviceAlarms, limit: UInt64 = 0xFFFF_FFFF) -> UInt64 {
        let round = limit &+ 1
        let passed = alarms.ticks(alarms.now &- min(since, alarms.now), frequency)
        let current = (start &+ passed) % round
        let ahead = value > current ? value - current : round - current + value
        return since &+ alarms.instructions(ticks: passed &+ ahead, frequency)
    }
}
