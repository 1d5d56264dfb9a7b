/// The relation of guest instructions and virtual time: one instruction takes 10 ns, so the emulated core runs at 100 MHz. The
/// number is the same for every core: scenarios count instructions, not cycles.
package enum VirtualClock {
    package static let nanosecondsPerInstruction: UInt64 = 10
    package static let instructionsPerMillisecond: UInt64 = 100_000
    /// CE's default thread quantum.
    static let quantum: UInt64 = 100 * instructionsPerMillisecond
    /// What a system call costs beside the guest's own instructions: trap, dispatch, return.
    static let callCost: UInt64 = 200

    /// What an interrupt costs until its event is set: the core's exception, the OAL's handler, the kernel.
    static let interruptCost: UInt64 = 200

    /// How many bytes of memory a call may read, write or clear within `callCost`, and how many more take an instruction.
    static let freeWork: UInt64 = 65536
    static let workPerInstruction: UInt64 = 8

    /// How many entries the host may look through between two runs of guest code; each one more takes an instruction.
    static let freeEntries: UInt64 = 512
    /// In instructions: what a fault takes, or the page of a mapped file that comes, beyond those that a run has for nothing.
    static let faultCost: UInt64 = 5_000
    static let pageInCost: UInt64 = 400
    static let freeFaults: UInt64 = 1_000
    static let freePageIns: UInt64 = 4_096

    /// When CE's timer ticks next.
    static func nextTick(after instructions: UInt64) -> UInt64 {
        (instructions / instructionsPerMillisecond + 1) * instructionsPerMillisecond
    }

    static func instructions(milliseconds: UInt32) -> UInt64 { UInt64(milliseconds) * instructionsPerMillisecond }
    package static func milliseconds(_ instructions: UInt64) -> UInt32 {
        UInt32(truncatingIfNeeded: instructions / instructionsPerMillisecond)
    }
}
