/// What a thread is at when a run has ended before its time, and what would have let it go on.
package struct ThreadReport: Hashable, Sendable {
    package enum State: String, Hashable, Sendable { case ready, running, waiting, suspended }

    package var id: UInt32
    package var process: String
    /// Where it began.
    package var name: String
    package var priority: Int
    package var state: State
    /// The CE function that it is in; nil while guest code runs.
    package var call: String?
    /// Each thing that it waits for.
    package var waitsFor: [String] = []
    /// When its wait began, and when it gives up, in instructions.
    package var since: UInt64?
    package var until: UInt64?
    /// Who could let it go on.
    package var wakers: [String] = []
    /// Where it is, innermost first.
    package var stack: [String] = []
    /// Instructions that it had the core, and how often it got it.
    package var time: UInt64 = 0
    package var switches: UInt64 = 0
}
