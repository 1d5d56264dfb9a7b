/// What a thread has done: for GetThreadTimes, and for the record of a run.
package struct ThreadActivity: Codable, Hashable, Sendable {
    /// Interrupts whose latency is kept; the median of more is that of the first ones.
    private static let mostLatencies = 65_536

    /// Instructions that it had the core.
    package private(set) var time: UInt64 = 0
    /// How often it got the core.
    package private(set) var switches: UInt64 = 0
    /// How many interrupts it was woken by.
    package private(set) var interrupts: UInt64 = 0
    /// Instructions from each of them until it ran, in order of coming.
    package private(set) var latencies: [UInt32] = []
    /// When it was made.
    package var begun: UInt64 = 0
    /// When it has ended; nil while it lives.
    package var ended: UInt64?
    /// When the interrupt came that it is woken by, until it runs.
    private var wokenBy: UInt64?

    package init() {}

    /// It gets the core.
    mutating func resumes(at now: UInt64) {
        guard let came = wokenBy else { return }
        wokenBy = nil
        interrupts += 1
        if latencies.count < Self.mostLatencies { latencies.append(UInt32(clamping: now &- came)) }
    }

    mutating func switched() { switches += 1 }
    mutating func ran(_ instructions: UInt64) { time &+= instructions }
    mutating func wakes(by came: UInt64) { wokenBy = came }
}
