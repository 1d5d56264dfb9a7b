package import CEMemory
package import GuestAddress

/// A reservation that nobody freed.
package struct Leak: Hashable, Sendable, Codable {
    package enum Reason: String, Hashable, Sendable, Codable {
        case processExit = "process exit"
        case driverUnload = "driver unload"
        case scenarioEnd = "scenario end"
    }

    package var process: String
    package var range: AddressRange<VirtualAddress>
    /// Who reserved it.
    package var createdBy: CallSite
    package var reason: Reason
    /// What would have freed it.
    package var remedy: ReleaseCall
    /// Whether the process itself took it: the kernel takes that back at its end.
    package var isOwn: Bool

    /// The call that would have freed it, as it is written.
    package var remedyText: String { remedy.text(freeing: range.base) }

    init(process: String, reservation: Reservation, reason: Reason, isOwn: Bool = false) {
        self.isOwn = isOwn
        self.process = process
        remedy = reservation.releasedBy
        range = reservation.range
        createdBy = reservation.creator
        self.reason = reason
    }
}
