extension ScenarioObservation {
    /// A thread, and what it has done; times are virtual, in nanoseconds.
    package struct Thread: Hashable, Sendable {
        package var id: UInt32 = 0
        package var process = ""
        /// Where it began.
        package var name = ""
        package var priority = 0
        package var time: UInt64 = 0
        package var switches = 0
        /// Interrupts that woke it, and how long it took until it ran.
        package var interrupts = 0
        package var latencyLeast: UInt64?
        package var latencyMedian: UInt64?
        package var latencyMost: UInt64?
        /// What it was at when the run ended before its time: `ready`, `running`, `waiting` or `suspended`; nil in a
        /// run that has come to its end.
        package var state: String?
        /// The CE function that it was in.
        package var call: String?
        package var waitsFor: [String] = []
        /// When the wait began, and when it would have given up.
        package var since: UInt64?
        package var until: UInt64?
        /// Who could have let it go on.
        package var wakers: [String] = []
        /// Where it was, innermost first.
        package var backtrace: [String] = []
        /// Where it spent its time, `62 % spin.exe+0x1040 (Spin+0x10)`.
        package var hotPlaces: [String] = []

        package init() {}
    }

    /// How much of a thread's stack was used, of a run in which somebody looked.
    package struct Stack: Hashable, Sendable {
        package var thread: UInt32 = 0
        package var process = ""
        /// Where the thread began.
        package var name = ""
        /// `thread`, or `kernel` for the one that drivers run on.
        package var kind = ""
        /// Bytes that can be used, and those that were.
        package var size = 0
        package var used = 0

        package init() {}
    }

    /// A turn that ended by the schedule.
    package struct Switch: Hashable, Sendable {
        package var number: Int
        /// Virtual time, in nanoseconds.
        package var at: UInt64
        package var place: String

        package init(number: Int, at: UInt64, place: String) {
            self.number = number
            self.at = at
            self.place = place
        }
    }

    /// When a thread, an interrupt or a device was at work.
    package struct Lane: Hashable, Sendable {
        /// From and until when, in nanoseconds of virtual time.
        package struct Span: Hashable, Sendable {
            package var start: UInt64
            package var end: UInt64

            package init(start: UInt64, end: UInt64) {
                self.start = start
                self.end = end
            }
        }

        /// `thread`, `interrupt` or `device`.
        package var kind = ""
        package var name = ""
        package var count = 0
        /// Nanoseconds.
        package var total: UInt64 = 0
        /// When it began for the first time and for the last, in nanoseconds.
        package var first: UInt64 = 0
        package var last: UInt64 = 0
        /// Spans that lie close together are one.
        package var spans: [Span] = []

        package init() {}

        /// Nanoseconds from one beginning to the next; nil of what was not repeated.
        package var period: UInt64? { count > 1 && last > first ? (last - first) / UInt64(count - 1) : nil }
    }
}
