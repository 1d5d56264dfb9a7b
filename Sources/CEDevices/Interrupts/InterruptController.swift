package import SavedState

/// An interrupt that a controller presents to the core.
package struct PendingInterrupt: Hashable, Sendable {
    /// The input, which is the board's IRQ.
    package var input: Int
    /// 0 is the most urgent. A handler is interrupted by more urgent ones only.
    package var priority: Int

    package init(input: Int, priority: Int) {
        self.input = input
        self.priority = priority
    }
}

/// What the lines of devices lead to. The machine's OAL drives it by these methods as an OAL drives the registers; a
/// controller that is a device (`BoardDevice & InterruptController` of the catalogue, one a board) has registers
/// besides, for a guest that does it itself, and gives both the same view.
///
/// The life of an interrupt: an input that was enabled (InterruptInitialize) becomes pending; the controller sets the
/// core's `CoreInterrupt`; the machine takes `pending`, and `acknowledge` masks the input; `finish` (InterruptDone)
/// unmasks it, so that a level that the driver has not cleared comes again at once.
package protocol InterruptController: AnyObject {
    /// The level at an input has changed.
    func inputChanged(_ input: Int, isHigh: Bool)
    func enable(_ input: Int)
    func disable(_ input: Int)
    /// What is presented to the core; nil when nothing that is enabled is pending.
    var pending: PendingInterrupt? { get }
    /// The core has taken an interrupt: clears its latch, if it has one, and masks the input.
    func acknowledge(_ input: Int)
    /// The interrupt has been dealt with.
    func finish(_ input: Int)
}

/// The controller of a board that has no device for it: any number of inputs, those with low numbers first; level
/// triggered, unless the board says of an input that it takes edges.
package final class PlainController: InterruptController, SavedPart {
    private let core: CoreInterrupt
    private var high: Set<Int> = []
    private var latched: Set<Int> = []
    private var enabled: Set<Int> = []
    /// Those that were acknowledged and not finished.
    private var served: Set<Int> = []
    /// Inputs that latch rising edges; made with the board.
    private var edges: Set<Int> = []

    init(_ core: CoreInterrupt) { self.core = core }

    /// Has an input take edges from now on.
    package func takeEdges(_ input: Int) { edges.insert(input) }

    package func inputChanged(_ input: Int, isHigh: Bool) {
        if isHigh {
            high.insert(input)
            if edges.contains(input) { latched.insert(input) }
        } else {
            high.remove(input)
        }
        update()
    }

    package func enable(_ input: Int) {
        enabled.insert(input)
        served.remove(input)
        update()
    }

    package func disable(_ input: Int) {
        enabled.remove(input)
        update()
    }

    package private(set) var pending: PendingInterrupt?

    package func acknowledge(_ input: Int) {
        latched.remove(input)
        served.insert(input)
        update()
    }

    package func finish(_ input: Int) {
        served.remove(input)
        update()
    }

    private func update() {
        let waiting = high.subtracting(edges).union(latched).intersection(enabled).subtracting(served)
        pending = waiting.min().map { PendingInterrupt(input: $0, priority: $0) }
        core.set(pending != nil)
    }

    package static let hostProperties: Set<String> = ["core", "edges", "pending"]

    package func carry(_ state: StateCarrier) throws {
        try state.carry(&high)
        try state.carry(&latched)
        try state.carry(&enabled)
        try state.carry(&served)
        if state.isReading { update() }
    }
}
