/// One kernel call of a run, as a trace shows it.
package struct CallRecord: Hashable, Sendable {
    package enum Outcome: Hashable, Sendable {
        /// All bits of the result: r0, with r1 above it, or a floating-point value's.
        case returned(UInt64)
        case failed(UInt32, error: UInt32)
        /// The thread waits, or runs guest code for the call.
        case pending
        /// It does not return: the thread meets an exception instead, or has ended.
        case abandoned
    }

    package var function: String
    /// Which call of this function it is, from 1.
    package var number: Int
    /// When it began, and what that is in time.
    package var instructions: UInt64
    package var clock: VirtualClock
    /// When it ended; nil while it goes on.
    package var ended: UInt64?
    /// The process whose code calls.
    package var process: String
    /// The calling instruction's module and offset, as `smd.dll+0x123c`.
    package var site: String
    /// The arguments as they were at the call, as text.
    package var arguments: [String]
    package var result: ResultFormat
    package var outcome: Outcome
    /// Why it failed, in words; nil of one that did not.
    package var refusal: String?
    /// Whether it was told of when it began to wait.
    package var wasAnnounced = false

    package init(
        function: String, number: Int, instructions: UInt64, clock: VirtualClock, process: String, site: String,
        arguments: [String],
        result: ResultFormat
    ) {
        self.function = function
        self.number = number
        self.instructions = instructions
        self.clock = clock
        self.process = process
        self.site = site
        self.arguments = arguments
        self.result = result
        outcome = .pending
    }
}
