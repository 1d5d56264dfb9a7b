package import SavedState

/// The OAL's map of IRQs and SYSINTR values, and the events that drivers have bound to them (document ee482998; header
/// nkintr.h).
package struct InterruptTable: SavedPart {
    /// SYSINTR_DEVICES to SYSINTR_MAXIMUM: what InterruptInitialize takes.
    package static let range: ClosedRange<UInt32> = 8...71
    /// SYSINTR_FIRMWARE: the first that is handed out.
    private static let firstFree: UInt32 = 24

    /// The IRQ of each value that the board fixes.
    private let fixed: [UInt32: UInt32]
    /// The IRQ of each value that was handed out.
    private var lines: [UInt32: UInt32] = [:]
    private var events: [UInt32: Event] = [:]
    private var masked: Set<UInt32> = []

    /// - Parameter fixed: the IRQs of the SYSINTR values that the board's OAL has from the start.
    package init(fixed: [UInt32: UInt32] = [:]) { self.fixed = fixed }

    /// IOCTL_HAL_REQUEST_SYSINTR: the value of an IRQ, which it has or gets now.
    /// - Returns: nil when all are taken.
    package mutating func request(irq: UInt32) -> UInt32? {
        if let known = sysintr(of: irq) { return known }
        let range = Self.firstFree...Self.range.upperBound
        guard let free = range.first(where: { self.irq(of: $0) == nil && events[$0] == nil }) else { return nil }
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
        guard Self.range.contains(sysintr), events[sysintr] == nil, !isBound(event) else { return false }
        events[sysintr] = event
        masked.remove(sysintr)
        return true
    }

    /// InterruptDisable.
    package mutating func unbind(_ sysintr: UInt32) { events[sysintr] = nil }

    /// InterruptMask and InterruptDone.
    package mutating func setMasked(_ isMasked: Bool, _ sysintr: UInt32) {
        guard events[sysintr] != nil else { return }
        if isMasked { masked.insert(sysintr) } else { masked.remove(sysintr) }
    }

    /// The event that a value sets, or nil.
    package func event(of sysintr: UInt32) -> Event? { events[sysintr] }

    /// Whether an event is bound to another value of the same IRQ, so that the IRQ stays enabled without this one.
    func sharesLine(_ sysintr: UInt32) -> Bool {
        guard let irq = irq(of: sysintr) else { return false }
        return events.keys.contains { $0 != sysintr && self.irq(of: $0) == irq }
    }

    /// Whether an interrupt sets an event: such an event is for WaitForSingleObject of one thread.
    package func isBound(_ event: Event) -> Bool { !events.isEmpty && events.values.contains { $0 === event } }

    package static let hostProperties: Set<String> = ["fixed"]

    package mutating func carry(_ state: StateCarrier) throws {
        try state.carry(&lines)
        try state.carry(&events)
        try state.carry(&masked)
    }
}
