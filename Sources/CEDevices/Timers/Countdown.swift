/// A counter that runs down with virtual time. The device asks for an alarm at `end` and says there what follows.
struct Countdown: Codable {
    /// What it was at `since`, in ticks.
    private var start: UInt64 = 0
    private var since: UInt64 = 0
    private var frequency: UInt64 = 1
    private(set) var isRunning = false

    /// - Parameters:
    ///   - value: ticks to 0.
    ///   - frequency: ticks a second.
    ///   - now: instructions since boot.
    mutating func run(from value: UInt64, frequency: UInt64, at now: UInt64) {
        self = Countdown(start: value, since: now, frequency: max(1, frequency), isRunning: true)
    }

    /// Stops it where it is.
    mutating func halt(_ alarms: DeviceAlarms) {
        start = value(alarms)
        isRunning = false
    }

    mutating func set(_ value: UInt64) {
        start = value
        isRunning = false
    }

    func value(_ alarms: DeviceAlarms) -> UInt64 {
        guard isRunning else { return start }
        return start - min(start, alarms.ticks(alarms.now &- min(since, alarms.now), frequency))
    }

    /// When it has come down to a value.
    func time(of value: UInt64, _ alarms: DeviceAlarms) -> UInt64 {
        since &+ alarms.instructions(ticks: start - min(value, start), frequency)
    }
}

extension DeviceAlarms {
    /// How many periods of a clock so many instructions have, rounded down.
    func ticks(_ instructions: UInt64, _ frequency: UInt64) -> UInt64 {
        let product = instructions.multipliedFullWidth(by: frequency)
        guard product.high < instructionsPerSecond else { return .max }
        return instructionsPerSecond.dividingFullWidth(product).quotient
    }

    /// After how many instructions so many periods of a clock are over, rounded up.
    func instructions(ticks: UInt64, _ frequency: UInt64) -> UInt64 {
        let product = ticks.multipliedFullWidth(by: instructionsPerSecond)
        guard frequency > 0, product.high < frequency else { return 1 << 62 }
        let (quotient, remainder) = frequency.dividingFullWidth(product)
        return min(quotient, 1 << 62) + (remainder > 0 ? 1 : 0)
    }
}
