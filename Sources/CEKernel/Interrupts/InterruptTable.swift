package import SavedState

/// SYSINTR values: which of them were handed out for which IRQ, and the events that drivers have bound to them
/// (document ee482998; header nkintr.h).
package struct InterruptTable: SavedPart {
    /// SYSINTR_DEVICES to SYSINTR_MAXIMUM: what InterruptInitialize takes.
    package static let range: ClosedRange<UInt32> = 8...71
    /// SYSINTR_FIRMWARE: the first that is handed out.
    private static let firstFree: UInt32 = 24

    /// The IRQ of each value that was handed out.
    private var lines: [UInt32: UInt32] = [:]
    private var events: [UInt32: Event] = [:]
    private var masked: Set<UInt32> = []

    /// IOCTL_HAL_REQUEST_SYSINTR: the value of an IRQ, handed out before or now.
    /// - Returns: nil when all are taken.
    package mutating func request(irq: UInt32) -> UInt32? {
        let range = Self.firstFree...Self.range.upperBound
        if let known = range.first(where: { lines[$0] == irq }) { return known }
        guard let free = range.first(where: { lines[$0] == nil && events[$0] == nil }) else { return nil }
        lines[free] = irq
        return free
    }

    /// IOCTL_HAL_RELEASE_SYSINTR.
    /// - Returns: false for a value that was not handed out.
    package mutating func release(_ sysintr: UInt32) -> Bool { lines.removeValue(forKey: sysintr) != nil }

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

    /// Whether an interrupt sets an event: such an event is for WaitForSingleObject of one thread.
    package func isBound(_ event: Event) -> Bool { events.values.contains { $0 === event } }

    package mutating func carry(_ state: StateCarrier) throws {
        try state.carry(&lines)
        try state.carry(&events)
        try state.carry(&masked)
    }
}
