package import GuestAddress

/// A reservation that nobody freed.
package struct Leak: Hashable, Sendable {
    package enum Reason: String, Hashable, Sendable {
        case processExit = "process exit"
        case driverUnload = "driver unload"
        case scenarioEnd = "scenario end"
    }

    package var process: String
    package var range: AddressRange<VirtualAddress>
    /// Who reserved it.
    package var createdBy: CallSite
    package var reason: Reason

    init(process: String, reservation: Reservation, reason: Reason) {
        self.process = process
        range = reservation.range
        createdBy = reservation.creator
        self.reason = reason
    }
}
