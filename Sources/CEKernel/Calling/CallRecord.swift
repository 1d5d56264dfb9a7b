/// One kernel call of a run, as a trace shows it.
package struct CallRecord: Hashable, Sendable {
    package enum Outcome: Hashable, Sendable {
        case returned(UInt32)
        case failed(UInt32, error: UInt32)
        /// The thread waits, or runs guest code for the call.
        case pending
        /// It does not return: the thread meets an exception instead, or has ended.
        case abandoned
    }

    package var function: String
    /// Which call of this function it is, from 1.
    package var number: Int
    package var instructions: UInt64
    /// When it ended; nil while it goes on.
    package var ended: UInt64?
    /// The process whose code calls.
    package var process: String
    /// The calling instruction's module and offset, as `smd.dll+0x123c`.
    package var site: String
    /// r0 to r3 at the call, whatever of them the function takes.
    package var arguments: [UInt32]
    package var outcome: Outcome
    /// Whether it was told of when it began to wait.
    package var wasAnnounced = false

    package init(
        function: String, number: Int, instructions: UInt64, process: String, site: String, arguments: [UInt32]
    ) {
        self.function = function
        self.number = number
        self.instructions = instructions
        self.process = process
        self.site = site
        self.arguments = arguments
        outcome = .pending
    }
}
