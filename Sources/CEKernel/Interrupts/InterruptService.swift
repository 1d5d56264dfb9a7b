/// The installable ISRs of each IRQ, and those that are being called, the innermost last: a more urgent interrupt
/// interrupts a less urgent one's.
struct InterruptService: Codable {
    /// An interrupt whose chain is being asked.
    struct Call: Codable {
        let irq: UInt32
        let priority: Int
        /// Those that are still to be asked.
        var handlers: [InterruptHandler]
        /// When the interrupt came, in instructions.
        let came: UInt64
    }

    /// The handlers of each IRQ, in the order in which they were loaded.
    private var chains: [UInt32: [InterruptHandler]] = [:]
    var calls: [Call] = []
    /// What the handlers run on; made for the first one.
    var thread: Thread?
    /// The thread that calls XXX_PowerDown and XXX_PowerUp now, with interrupts off.
    var powerThread: Thread?

    mutating func add(_ handler: InterruptHandler) { chains[handler.irq, default: []].append(handler) }

    mutating func remove(_ handler: InterruptHandler) {
        chains[handler.irq]?.removeAll { $0 === handler }
        if chains[handler.irq]?.isEmpty == true { chains[handler.irq] = nil }
    }

    func chain(of irq: UInt32) -> [InterruptHandler] { chains[irq] ?? [] }

    /// Whether an interrupt is taken now.
    func allows(_ priority: Int) -> Bool {
        powerThread == nil && (calls.last.map { priority < $0.priority } ?? true)
    }

    /// Whether some thread runs code now that may call next to nothing.
    var isRestricting: Bool { powerThread != nil || !calls.isEmpty }
}
