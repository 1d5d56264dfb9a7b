internal import ARMCore
internal import CUnicorn

extension Engine {
    /// Guest instructions counted since the engine was made, at block granularity.
    public var instructions: UInt64 { unsafe clock.pointee.instructions }

    /// Adds to the count without running: the price of a host-implemented function, or idle time.
    public func advanceClock(by count: UInt64) { unsafe clock.pointee.instructions &+= count }

    /// Makes a cleared clock one that counts.
    func startClock() {
        unsafe clock.pointee.limit = .max
        unsafe clock.pointee.era = 1
        unsafe clock.pointee.has_long_thumb = cpu.architecture >= .armv7
    }

    /// Makes the clock ready for a run.
    func beginRun(limit: UInt64, isThumb: Bool) {
        unsafe clock.pointee.limit = limit
        unsafe clock.pointee.quick = 0
        unsafe clock.pointee.expired = false
        unsafe clock.pointee.is_guarded = false
        unsafe clock.pointee.is_first = true
        unsafe clock.pointee.trap = CEBSP_GO_ON
        if isThumb { unsafe cebsp_clock_expect_thumb(clock) }
    }
}
