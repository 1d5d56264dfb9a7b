package import GuestAddress
import Unicorn

/// An access that no memory and no device answered.
package struct BusError: Hashable, Sendable {
    package var address: PhysicalAddress
    package var access: AccessKind
    package var size: Int
}

/// The filler of the board's holes: whatever reaches it is an external abort.
///
/// Mappings of nothing are kept invalid, so that the abort is precise; this catches what gets past the tables, such as a
/// device that refuses an access.
final class BusErrors: DeviceWindow {
    private var pending: BusError?
    weak var engine: Engine?

    func report(_ error: BusError) {
        if pending == nil { pending = error }
        engine?.requestStop()
    }

    @inline(__always)
    func take() -> BusError? {
        guard pending != nil else { return nil }
        defer { pending = nil }
        return pending
    }

    func read(offset: UInt32, size: Int) -> UInt32 {
        report(BusError(address: PhysicalAddress(offset), access: .read, size: size))
        return 0
    }

    func write(_ value: UInt32, offset: UInt32, size: Int) {
        report(BusError(address: PhysicalAddress(offset), access: .write, size: size))
    }
}
