package import SavedState

/// The threads and who of them has the core: the highest priority runs, equal ones take turns. Nothing here depends on
/// the host.
package struct Scheduler: SavedPart {
    /// The machine's bound; addresses and pages of stacks bound them in each process before.
    package static let maximumThreads = 16_384

    /// Those that have not ended, in the order of making.
    package private(set) var threads: [Thread] = []
    /// The thread whose registers the core holds.
    package private(set) var running: Thread?
    /// Those that wait for the core.
    private let ready = ThreadQueue<ReadyPlace>()
    /// The place that the next thread gets which goes behind its equals.
    private var nextTurn: UInt64 = 0
    /// Set when a thread became ready that may go before the running one.
    private var needsReschedule = false
    /// Those that wait with a deadline, in instructions.
    private let deadlines = ThreadQueue<DeadlinePlace>()
    /// Equal deadlines come in order of arrival.
    private var nextWait: UInt64 = 0
    /// What threads wait for, by id. A thread may wait for itself, or two for each other: were it the threads' own,
    /// they would hold each other for ever.
    private var waits: [UInt32: Wait] = [:]
    /// Since when the running thread has the core, in instructions; nil while nobody uses it.
    private var since: UInt64?
    /// Threads that are not there any more, as far as reports may ask for them.
    package internal(set) var ended = EndedThreads()
    /// Instructions in which no thread had anything to do.
    var idle: UInt64 = 0
    /// Shows guests the thread that runs.
    let dataPage: KernelDataPage

    init(dataPage: KernelDataPage) { self.dataPage = dataPage }

    // MARK: Threads

    /// Takes a new thread in, behind its equals.
    mutating func add(_ thread: Thread) {
        threads.append(thread)
        goBehindEquals(thread)
        admit(thread)
    }

    /// Takes a thread out that has ended.
    mutating func remove(_ thread: Thread) {
        ready.remove(thread)
        if let index = place(of: thread) { threads.remove(at: index) }
        if running === thread { running = nil }
    }

    /// Where a thread stands: ids ascend in the order of making.
    private func place(of thread: Thread) -> Int? {
        var (low, high) = (0, threads.count)
        while low < high {
            let middle = (low + high) / 2
            if threads[middle].id < thread.id { low = middle + 1 } else { high = middle }
        }
        return low < threads.count && threads[low] === thread ? low : threads.firstIndex { $0 === thread }
    }

    /// The threads in the order of their turns: a process that ends with thousands ends them in it.
    package var threadsInOrder: [Thread] { threads.sorted { $0.turn < $1.turn } }

    // MARK: The core

    /// The ready thread of the highest priority that has waited longest.
    var next: Thread? { ready.first?.thread }

    func hasReady(above priority: Int) -> Bool { next.map { $0.priority < priority } ?? false }

    /// Gives a thread the core.
    package mutating func run(_ thread: Thread) {
        ready.remove(thread)
        thread.state = .running
        running = thread
        dataPage.show(thread)
    }

    /// Settles the account of the thread that has had the core until now.
    /// - Returns: the thread and since when; nil while nobody used it.
    mutating func account(at now: UInt64) -> (thread: Thread, since: UInt64)? {
        guard let since, let thread = running else { return nil }
        self.since = nil
        guard now > since else { return nil }
        thread.activity.ran(now - since)
        return (thread, since)
    }

    /// The running thread uses the core from now on.
    mutating func begin(at now: UInt64) { since = now }

    /// Shows guests what has changed of a thread, if it is the one that runs.
    func show(_ thread: Thread) { if running === thread { dataPage.show(thread) } }

    /// Has a thread wait for the core.
    package func queue(_ thread: Thread) {
        thread.state = .ready
        // Handlers of interrupts come before priority 0.
        ready.put(thread, key: UInt64(clamping: thread.priority + 1), order: thread.turn)
    }

    /// Has a thread whose turn is over wait for the core, behind its equals.
    mutating func requeue(_ thread: Thread) {
        goBehindEquals(thread)
        queue(thread)
    }

    /// Lets a thread that waits for nothing compete for the core, unless it is suspended.
    package mutating func makeReady(_ thread: Thread) {
        admit(thread)
        needsReschedule = true
    }

    /// Takes the core, or the place among the ready threads, from a thread that is suspended.
    package func suspend(_ thread: Thread) {
        ready.remove(thread)
        thread.state = .suspended
    }

    /// Another thread may be the one to run: one was made, or a priority has changed.
    package mutating func reconsider() { needsReschedule = true }

    /// Whether the running thread keeps the core as far as the others are concerned.
    var isSettled: Bool { !needsReschedule }

    /// Whether a thread became ready since this was asked last.
    mutating func takeReschedule() -> Bool {
        defer { needsReschedule = false }
        return needsReschedule
    }

    private func admit(_ thread: Thread) {
        if thread.suspendCount > 0 { thread.state = .suspended } else { queue(thread) }
    }

    private mutating func goBehindEquals(_ thread: Thread) {
        thread.turn = nextTurn
        nextTurn += 1
    }

    // MARK: Waits

    /// What a thread waits for; nil when it waits for nothing.
    package func wait(of thread: Thread) -> Wait? { waits[thread.id] }

    /// How many threads wait.
    package var waitCount: Int { waits.count }

    /// Has a thread wait.
    /// - Parameter deadline: in instructions; nil to wait for ever.
    mutating func begin(_ wait: Wait, of thread: Thread, deadline: UInt64?) {
        waits[thread.id] = wait
        thread.state = .waiting(deadline: deadline)
        guard let deadline else { return }
        deadlines.put(thread, key: deadline, order: nextWait)
        nextWait += 1
    }

    /// Ends a thread's wait.
    /// - Returns: what it waited for; nil when it waited for nothing.
    mutating func endWait(of thread: Thread) -> Wait? {
        guard let wait = waits.removeValue(forKey: thread.id) else { return nil }
        deadlines.remove(thread)
        return wait
    }

    /// When the next waiting thread gives up, in instructions.
    var nextDeadline: UInt64? { deadlines.first?.key }

    /// A thread whose deadline has passed; it has none afterwards.
    func takeExpired(at instructions: UInt64) -> Thread? {
        guard let first = deadlines.first, first.key <= instructions else { return nil }
        deadlines.remove(first.thread)
        return first.thread
    }

    // MARK: Saving

    package static let hostProperties: Set<String> = ["dataPage"]

    package mutating func carry(_ state: StateCarrier) throws {
        try state.carry(&threads)
        try state.carry(&running)
        try state.carry(part: ready)
        try state.carry(&nextTurn)
        try state.carry(&needsReschedule)
        try state.carry(part: deadlines)
        try state.carry(&nextWait)
        try state.carry(&waits)
        try state.carry(&since)
        try state.carry(&idle)
        try state.carry(&ended)
    }
}
