package import SavedState
import Unicorn

/// A limit that the virtual clock does not know, such as the host's time or memory.
package protocol RunLimit: AnyObject {
    /// Asked now and then while guests run: whether the run is to end.
    var isReached: Bool { get }
}

/// What the host wants of a run, and what has ended it before its time.
package struct RunControl: SavedPart {
    /// Instructions that a thread runs at most before somebody may end the run: a whole turn of stores takes seconds of
    /// the host.
    static let slice: UInt64 = 1_000_000
    private static let stopsBetween = 64

    package var limit: (any RunLimit)?
    /// Explains faults and failed activations; nil in a machine that only runs.
    package var explainer: (any Explainer)?
    /// What becomes of a thread at a breakpoint that no handler takes.
    package var breakpoints = BreakpointMode.go
    /// What becomes of a thread that calls a function which nobody provides.
    package var missing = MissingMode.stop
    /// When threads make room for their equals before their time; nil when quanta alone decide.
    package var switches: ScheduledSwitches?
    /// Whether the limit has ended the run.
    private(set) var isStopped = false
    /// Whether a breakpoint has ended the run.
    private(set) var isBroken = false
    /// How many calls of the run there may be before it pauses.
    var pauseAt = UInt64.max
    /// Until when the thread that runs may run, in instructions; nil while no code of a thread runs.
    var runLimit: UInt64?
    /// A load or store that the core was stopped for, because it would have refused it.
    package var misalignment: Misalignment?
    /// The fault that has just ended a method of a driver, while its caller is given what comes of that.
    var methodFault: MethodFault?
    /// How often the core may stop before the limit is asked for again, and when that was done last.
    private var stopsUntilAsked = 0
    private var askedAt: UInt64 = 0

    /// What the host's work for guests has cost.
    var bill = WorkBill()

    mutating func stopAtBreakpoint() { isBroken = true }

    /// Whether enough has been done since the limit was asked for: what runs without calls ends with its slice, and a
    /// call that takes the host long takes virtual time.
    mutating func isTimeToAsk(_ stop: StopReason, at instructions: UInt64) -> Bool {
        guard limit != nil else { return false }
        stopsUntilAsked -= 1
        guard stop == .clockLimit || stopsUntilAsked < 0 || instructions &- askedAt >= Self.slice else { return false }
        stopsUntilAsked = Self.stopsBetween
        askedAt = instructions
        return true
    }

    /// Whether a run may go on behind a call without that the limit is asked for. Counts as a stop.
    mutating func mayGoOn(at instructions: UInt64) -> Bool {
        guard limit != nil else { return true }
        stopsUntilAsked -= 1
        return stopsUntilAsked > 0 && instructions &- askedAt < Self.slice
    }

    /// Whether the run is to end, by what the limit says now.
    mutating func isToEnd() -> Bool {
        if !isStopped, limit?.isReached == true { isStopped = true }
        return isStopped
    }

    /// Gives a run that has ended another limit.
    package mutating func renew(_ limit: any RunLimit) {
        self.limit = limit
        isStopped = false
        stopsUntilAsked = 0
    }

    mutating func takeMisalignment() -> Misalignment? {
        defer { misalignment = nil }
        return misalignment
    }

    /// The limit and when it was asked for are the host's; a misaligned access is taken back before a run ends, and the
    /// fault of a method is told before.
    package static let hostProperties: Set<String> = [
        "limit", "explainer", "misalignment", "stopsUntilAsked", "askedAt", "pauseAt", "runLimit",
        "methodFault",
    ]

    package mutating func carry(_ state: StateCarrier) throws {
        try state.carry(&breakpoints)
        try state.carry(&missing)
        try state.carry(&isStopped)
        try state.carry(&isBroken)
        try state.carry(&bill)
        try state.carry(&switches)
    }
}
