import CEMemory
import GuestAddress

/// The bytes that a mapping is for, which need not fill its first and last page.
struct AskedBytes: Codable {
    var first: UInt32
    var last: UInt32
    /// The driver that named fewer bytes to its caller than it had mapped, `cam.dll in XXX_IOControl`; nil when the
    /// call that mapped them did.
    var announcer: String?
}

/// A reservation, by what tells it from all others that there are.
struct ReservationKey: Hashable, Codable {
    /// The number of the address space.
    let owner: UInt16
    let base: VirtualAddress

    init(_ reservation: Reservation, in space: AddressSpace) {
        owner = space.owner
        base = reservation.base
    }
}
