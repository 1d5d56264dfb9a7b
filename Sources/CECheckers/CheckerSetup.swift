import CEKernel
import MachineTerms

/// What checkers are made with. What several of them need is made when the first one asks for it.
final class CheckerSetup {
    let kernel: Kernel
    let log: FindingLog
    /// The rules of board and scenario, and what broke them.
    let contracts: [MapContract]
    let violations: MapViolationLog
    /// What is to be told of events, in order.
    private(set) var observers: [any MachineObserver] = []
    private(set) var watcher: AccessWatcher?
    private var tracker: CallerTracker?
    /// Whether accesses that are not aligned are wanted, wherever they are.
    var wantsUnaligned = false

    init(_ kernel: Kernel, _ log: FindingLog, _ contracts: [MapContract], _ violations: MapViolationLog) {
        self.kernel = kernel
        self.log = log
        self.contracts = contracts
        self.violations = violations
    }

    func add(_ checker: Checker) { append(checker.make(self)) }

    private func append(_ listener: AccessListener) {
        listener.number = observers.count
        observers.append(listener)
    }

    /// The accesses to memory that more than one party can reach.
    var accesses: AccessWatcher {
        if let watcher { return watcher }
        let made = AccessWatcher(kernel)
        watcher = made
        observers.append(AccessWatcherEvents(made))
        return made
    }

    /// What callers hand to drivers.
    var callers: CallerTracker {
        if let tracker { return tracker }
        let made = CallerTracker(kernel)
        tracker = made
        append(made)
        return made
    }
}
