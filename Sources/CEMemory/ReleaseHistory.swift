package import SavedState

/// A reservation that is no more, and who took it away.
package struct ReleasedReservation: Codable {
    package let reservation: Reservation
    /// The number of the process in whose space it was.
    package let owner: UInt16
    package let site: CallSite
}

/// The reservations that were released last: what a fault report says of an address that nothing has any more. Bounded; the
/// releasing itself costs one store.
package struct ReleaseHistory: SavedPart {
    static let capacity = 1024

    private var entries: [ReleasedReservation] = []
    /// Where the next one goes once the list is full.
    private var next = 0

    mutating func append(_ entry: ReleasedReservation) {
        if entries.count < Self.capacity {
            entries.append(entry)
        } else {
            entries[next] = entry
            next = next + 1 == Self.capacity ? 0 : next + 1
        }
    }

    /// The latest release in an address space that fits.
    package func last(of owner: UInt16, where fits: (Reservation) -> Bool) -> ReleasedReservation? {
        for step in entries.indices.reversed() {
            let index = next + step
            let entry = entries[index < entries.count ? index : index - entries.count]
            if entry.owner == owner, fits(entry.reservation) { return entry }
        }
        return nil
    }
}

extension ReleaseHistory {
    package mutating func carry(_ state: StateCarrier) throws {
        try state.carry(&entries)
        try state.carry(&next)
        guard entries.count <= Self.capacity, next == 0 || entries.indices.contains(next) else {
            throw StateError.malformed("the last releases")
        }
    }
}
