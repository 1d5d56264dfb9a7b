package import CEKernel
import CEMemory
package import MachineTerms
package import SavedState
import Unicorn

/// The checkers that run on a machine.
package final class ActiveCheckers: SavedPart {
    private let kernel: Kernel
    private let log = FindingLog()
    private let violationLog = MapViolationLog()
    private var observers: [any MachineObserver] = []
    private var watcher: AccessWatcher?
    private var wantsUnaligned = false
    private var hasBegun = false

    /// What is looked for; to be chosen before the machine runs.
    package var chosen: Set<Checker> = [] {
        didSet {
            precondition(!hasBegun, "checkers are chosen before the machine runs")
            make()
        }
    }

    /// What is demanded of every mapping, whatever is chosen; to be given before the machine runs.
    package var contracts: [MapContract] = [] {
        didSet {
            precondition(!hasBegun, "rules are given before the machine runs")
            make()
        }
    }

    package init(_ kernel: Kernel) {
        self.kernel = kernel
        chosen = Checker.standard
        make()
    }

    package var findings: [MachineFinding] { log.findings }
    package var violations: [MapViolation] { violationLog.violations }
    /// How many mappings each rule was held against, by its position among `contracts`.
    package var heldContracts: [Int: Int] { violationLog.held }

    private func make() {
        for observer in observers { kernel.remove(observer) }
        kernel.memory.guardsHeaps = isOn(.guardedHeap)
        let setup = CheckerSetup(kernel, log, contracts, violationLog)
        for checker in Checker.all where isOn(checker) { setup.add(checker) }
        observers = setup.observers
        watcher = setup.watcher
        wantsUnaligned = setup.wantsUnaligned
        for observer in observers { kernel.add(observer) }
    }

    /// Rules hold for every run of a board; without rules there is nothing to look at.
    private func isOn(_ checker: Checker) -> Bool {
        checker == .mapContracts ? !contracts.isEmpty : chosen.contains(checker)
    }

    /// Begins to watch accesses when a checker that is on needs it. Before the guest's first instruction: see
    /// `Engine.observeAccesses`.
    /// - Throws: `UnicornError` when the library refuses the hook.
    package func begin() throws {
        guard !hasBegun else { return }
        hasBegun = true
        for case let checker as MapContractChecker in observers { checker.holdStaticMap() }
        guard let watcher else { return }
        try kernel.engine.observeAccesses(by: watcher, unaligned: wantsUnaligned)
        watcher.begin()
    }

    /// The run has come to its end: what is still there is looked at.
    package func finish() {
        for case let checker as StackDepthChecker in observers { checker.lookAtAll() }
    }

    /// How deep the stacks of threads were, of those that ended first; empty when nobody looks.
    package var stackDepths: [StackDepth] {
        observers.lazy.compactMap { ($0 as? StackDepthChecker)?.depths }.first ?? []
    }

    // MARK: Saving

    package static let hostProperties: Set<String> = [
        "kernel", "wantsUnaligned", "hasBegun", "chosen", "contracts",
    ]

    package func carry(_ state: StateCarrier) throws {
        try state.carry(part: log)
        try state.carry(part: violationLog)
        // The models of checkers are of the frames that the watcher knows.
        try state.carry(parts: [watcher].compactMap(\.self))
        try state.carry(parts: observers.compactMap { $0 as? AccessListener })
    }
}
