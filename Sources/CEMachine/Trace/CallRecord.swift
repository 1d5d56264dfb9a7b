/// One kernel call of a run, as a trace shows it.
package struct CallRecord: Hashable, Sendable {
    package enum Outcome: Hashable, Sendable {
        case returned(UInt32)
        case failed(UInt32, error: UInt32)
        /// The thread waits, runs guest code for the call, or has ended.
        case pending
    }

    package var function: String
    /// Which call of this function it is, from 1.
    package var number: Int
    package var instructions: UInt64
    /// The process whose code calls.
    package var process: String
    /// The calling instruction's module and offset, as `smd.dll+0x123c`.
    package var site: String
    /// r0 to r3 at the call, whatever of them the function takes.
    package var arguments: [UInt32]
    package var outcome: Outcome
}
