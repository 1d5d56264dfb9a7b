/// The relation of guest instructions and virtual time, which the board says: scenarios count instructions, not cycles.
package struct VirtualClock: Hashable, Sendable {
    /// What a board has that says nothing: 100 million instructions a second, 10 ns each.
    package static let standard = VirtualClock(instructionsPerMillisecond: 100_000)
    /// The rates that a board may have, in instructions a second.
    package static let rates: ClosedRange<UInt64> = 1_000_000...4_000_000_000

    package let instructionsPerMillisecond: UInt64

    private init(instructionsPerMillisecond: UInt64) { self.instructionsPerMillisecond = instructionsPerMillisecond }

    /// The clock of a rate; nil of one that is not in `rates` or not a whole number of instructions a millisecond.
    /// - Parameter rate: instructions a second.
    package init?(rate: UInt64) {
        guard Self.rates.contains(rate), rate % 1000 == 0 else { return nil }
        instructionsPerMillisecond = rate / 1000
    }

    /// CE's default thread quantum, 100 ms.
    package var quantum: UInt64 { 100 * instructionsPerMillisecond }
    /// What a system call costs beside the guest's own instructions: trap, dispatch, return.
    static let callCost: UInt64 = 200

    /// What an interrupt costs until its event is set: the core's exception, the OAL's handler, the kernel.
    static let interruptCost: UInt64 = 200

    /// How many bytes of memory a call may read, write or clear within `callCost`, and how many more take an instruction.
    static let freeWork: UInt64 = 65536
    /// How many bytes all calls together may have so, and how many of these come back with each instruction.
    static let freeWorkOfLoops: UInt64 = 1 << 20
    static let freeWorkPerInstruction: UInt64 = 16
    static let workPerInstruction: UInt64 = 8

    /// How many accesses to registers of devices take no time but the guest's own, and what each one more takes. One
    /// comes back in the same time.
    static let freeAccesses: UInt64 = 2_000_000
    static let accessCost: UInt64 = 100

    /// How many entries the host may look through between two runs of guest code; each one more takes an instruction.
    static let freeEntries: UInt64 = 512
    /// In instructions: what a fault takes, or the page of a mapped file that comes, beyond those that a run has for nothing.
    static let faultCost: UInt64 = 5_000
    static let pageInCost: UInt64 = 400
    static let freeFaults: UInt64 = 1_000
    static let freePageIns: UInt64 = 4_096

    /// When CE's timer ticks next.
    func nextTick(after instructions: UInt64) -> UInt64 {
        (instructions / instructionsPerMillisecond + 1) * instructionsPerMillisecond
    }

    package func instructions(milliseconds: UInt32) -> UInt64 { UInt64(milliseconds) * instructionsPerMillisecond }
    package func milliseconds(_ instructions: UInt64) -> UInt32 {
        UInt32(truncatingIfNeeded: instructions / instructionsPerMillisecond)
    }
    package func instructions(microseconds: UInt32) -> UInt64 {
        UInt64(microseconds) * instructionsPerMillisecond / 1000
    }

    /// The time that so many instructions take, in nanoseconds, rounded down.
    package func nanoseconds(_ instructions: UInt64) -> UInt64 { units(instructions, perMillisecond: 1_000_000) }

    /// How many instructions begin within a time; the greatest number there is for a time beyond it.
    package func instructions(nanoseconds: UInt64) -> UInt64 {
        let whole = (nanoseconds / 1_000_000).multipliedReportingOverflow(by: instructionsPerMillisecond)
        let sum = whole.partialValue.addingReportingOverflow(
            nanoseconds % 1_000_000 * instructionsPerMillisecond / 1_000_000)
        return whole.overflow || sum.overflow ? .max : sum.partialValue
    }

    /// The time of instructions in a unit of which a millisecond has `perMillisecond`.
    func units(_ instructions: UInt64, perMillisecond: UInt64) -> UInt64 {
        let (whole, rest) = instructions.quotientAndRemainder(dividingBy: instructionsPerMillisecond)
        return whole &* perMillisecond &+ rest * perMillisecond / instructionsPerMillisecond
    }
}
