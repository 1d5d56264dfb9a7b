import CEMemory
package import GuestAddress
package import SavedState
package import Unicorn

/// An access that no memory and no device answered, or that a device refused.
package struct BusError: Hashable, Sendable, Codable {
    package var address: PhysicalAddress
    package var access: AccessKind
    package var size: Int
    /// What the device objects to; nil where there is none.
    package var objection: String?
}

/// The external aborts of the bus.
///
/// Mappings of nothing are kept invalid, so that the abort is precise; this catches what gets past the tables: sections
/// of the static map over holes, and devices that refuse an access. Such an abort comes after the instruction, as on
/// real cores.
package final class BusErrors: SavedPart {
    private var pending: BusError?
    /// Keeps the windows that report here. Not weak: that would cost every other reference to the engine several times
    /// as much.
    private unowned let engine: Engine

    package init(_ engine: Engine) { self.engine = engine }

    func report(_ error: BusError) {
        if pending == nil { pending = error }
        engine.refuseAccess()
    }

    /// Whether there is one that nobody has taken.
    package var isPending: Bool { pending != nil }

    @inline(__always)
    package func take() -> BusError? {
        guard pending != nil else { return nil }
        defer { pending = nil }
        return pending
    }

    package static var hostProperties: Set<String> { ["engine"] }
    package func carry(_ state: StateCarrier) throws { try state.carry(&pending) }
}

/// The filler of one of the board's holes: whatever reaches it is an external abort.
package final class BoardHole: DeviceWindow {
    private let base: PhysicalAddress
    private let errors: BusErrors

    package init(base: PhysicalAddress, errors: BusErrors) {
        self.base = base
        self.errors = errors
    }

    package func read(offset: UInt32, size: Int) -> UInt32 {
        errors.report(BusError(address: base.wrappingAdding(offset), access: .read, size: size))
        return 0
    }

    package func write(_ value: UInt32, offset: UInt32, size: Int) {
        errors.report(BusError(address: base.wrappingAdding(offset), access: .write, size: size))
    }
}
