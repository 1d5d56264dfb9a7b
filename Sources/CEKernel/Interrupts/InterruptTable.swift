package import SavedState

/// The OAL's map of IRQs and SYSINTR values, the events that drivers have bound to them (document ee482998; header
/// nkintr.h), and how far the kernel is with each.
package struct InterruptTable: SavedPart {
    /// SYSINTR_DEVICES to SYSINTR_MAXIMUM: what InterruptInitialize takes.
    package static let range: ClosedRange<UInt32> = 8...71
    /// SYSINTR_FIRMWARE: the first that is handed out.
    private static let firstFree: UInt32 = 24

    /// What is known of a value with an event.
    private struct Binding: Codable {
        let event: Event
        /// When the interrupt came that InterruptDone has not answered, in instructions.
        var unanswered: UInt64?
        /// The id of the thread that waited for it last.
        var server: UInt32?
    }

    /// The IRQ of each value that the board fixes.
    private let fixed: [UInt32: UInt32]
    /// The IRQ of each value that was handed out.
    private var lines: [UInt32: UInt32] = [:]
    private var bindings: [UInt32: Binding] = [:]
    /// Installable ISRs, and those that run.
    var service = InterruptService()
    /// How often each IRQ came of late.
    var rates: [UInt32: InterruptRate] = [:]

    /// - Parameter fixed: the IRQs of the SYSINTR values that the board's OAL has from the start.
    package init(fixed: [UInt32: UInt32] = [:]) { self.fixed = fixed }

    /// IOCTL_HAL_REQUEST_SYSINTR: the value of an IRQ, which it has or gets now.
    /// - Parameter isNew: whether it gets one in any case: each driver of an IRQ that several share has its own.
    /// - Returns: nil when all are taken.
    package mutating func request(irq: UInt32, isNew: Bool = false) -> UInt32? {
        if !isNew, let known = sysintr(of: irq) { return known }
        let range = Self.firstFree...Self.range.upperBound
        guard let free = range.first(where: { self.irq(of: $0) == nil && bindings[$0] == nil }) else { return nil }
        lines[free] = irq
        return free
    }

    /// IOCTL_HAL_RELEASE_SYSINTR.
    /// - Returns: false for a value that was not handed out.
    package mutating func release(_ sysintr: UInt32) -> Bool { lines.removeValue(forKey: sysintr) != nil }

    /// The IRQ that a value stands for; nil of one that nobody has asked for.
    package func irq(of sysintr: UInt32) -> UInt32? { fixed[sysintr] ?? lines[sysintr] }

    /// What an IRQ becomes when no installable ISR decides: the lowest value that stands for it.
    package func sysintr(of irq: UInt32) -> UInt32? {
        fixed.keys.filter { fixed[$0] == irq }.min() ?? lines.keys.filter { lines[$0] == irq }.min()
    }

    /// InterruptInitialize.
    /// - Returns: false when the value is none or taken, or the event is bound elsewhere.
    package mutating func bind(_ event: Event, to sysintr: UInt32) -> Bool {
        guard Self.range.contains(sysintr), bindings[sysintr] == nil, event.sysintr == nil else { return false }
        bindings[sysintr] = Binding(event: event)
        event.sysintr = sysintr
        return true
    }

    /// InterruptDisable.
    package mutating func unbind(_ sysintr: UInt32) { bindings.removeValue(forKey: sysintr)?.event.sysintr = nil }

    /// The event that a value sets, or nil.
    package func event(of sysintr: UInt32) -> Event? { bindings[sysintr]?.event }

    /// Notes that an interrupt has set the event.
    mutating func came(_ sysintr: UInt32, at time: UInt64) { bindings[sysintr]?.unanswered = time }

    /// Notes that InterruptDone was called.
    mutating func answered(_ sysintr: UInt32) { bindings[sysintr]?.unanswered = nil }

    /// Notes which thread waits for the event of a value.
    mutating func serves(_ sysintr: UInt32, _ thread: UInt32) { bindings[sysintr]?.server = thread }

    /// The id of the thread that waited last for an event of an IRQ; nil when none did.
    func server(of irq: UInt32) -> UInt32? { sysintr(of: irq).flatMap { bindings[$0]?.server } }

    /// When the interrupt came that InterruptDone has not answered; nil when there is none.
    package func unanswered(_ sysintr: UInt32) -> UInt64? { bindings[sysintr]?.unanswered }

    /// Whether an IRQ is masked since it came without end.
    package func isStorm(_ irq: UInt32) -> Bool { rates[irq]?.isOver ?? false }

    /// Whether an event is bound to another value of the same IRQ, so that the IRQ stays enabled without this one.
    func sharesLine(_ sysintr: UInt32) -> Bool {
        guard let irq = irq(of: sysintr) else { return false }
        return bindings.keys.contains { $0 != sysintr && self.irq(of: $0) == irq }
    }

    package static let hostProperties: Set<String> = ["fixed"]

    package mutating func carry(_ state: StateCarrier) throws {
        try state.carry(&lines)
        try state.carry(&bindings)
        try state.carry(&service)
        try state.carry(&rates)
    }
}

/// How often an IRQ came within one millisecond.
struct InterruptRate: Codable {
    /// More than this within a millisecond of virtual time is a storm: the source was not quietened.
    static let most = 50

    private var begun: UInt64 = 0
    private var count = 0

    /// Whether it came too often, and was masked for that.
    var isOver: Bool { count > Self.most }

    /// Counts an interrupt.
    /// - Returns: whether it is the first one too many.
    mutating func exceeds(at time: UInt64, millisecond: UInt64) -> Bool {
        if time &- begun >= millisecond {
            begun = time
            count = 0
        }
        count += 1
        return count == Self.most + 1
    }
}
