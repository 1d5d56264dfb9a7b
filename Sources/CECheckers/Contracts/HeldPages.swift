import CEMemory
import GuestAddress

/// How often each physical page of a rule's range is mapped through the cache and around it. What it costs is in
/// proportion to the descriptors that a mapping writes.
struct HeldPages: Codable {
    private struct Count: Codable {
        var cached = 0
        var uncached = 0
    }

    /// A run of pages that a reservation shows.
    struct Piece: Codable {
        /// The first page of the reservation's addresses.
        var virtual: UInt32
        /// The first physical page.
        var physical: UInt32
        var count: UInt32
        var isCached: Bool
        var site: CallSite
    }

    private var counts: [UInt32: Count] = [:]
    private var pieces: [ReservationKey: [Piece]] = [:]

    /// Takes a run in.
    /// - Returns: the first of its pages that is mapped in the other way, too.
    mutating func add(_ piece: Piece, of reservation: ReservationKey) -> UInt32? {
        var clash: UInt32?
        for page in piece.physical..<piece.physical + piece.count {
            var count = counts[page] ?? Count()
            if piece.isCached { count.cached += 1 } else { count.uncached += 1 }
            counts[page] = count
            if clash == nil, (piece.isCached ? count.uncached : count.cached) > 0 { clash = page }
        }
        pieces[reservation, default: []].append(piece)
        return clash
    }

    /// Forgets what a reservation shows at a run of its pages; all of it without a run.
    mutating func drop(_ reservation: ReservationKey, _ run: Range<UInt32>? = nil) {
        guard let old = pieces.removeValue(forKey: reservation) else { return }
        var kept: [Piece] = []
        for piece in old {
            let whole = piece.virtual..<piece.virtual + piece.count
            let run = run ?? whole
            guard whole.overlaps(run) else {
                kept.append(piece)
                continue
            }
            for page in whole.clamped(to: run) { forget(piece.physical + (page - piece.virtual), piece.isCached) }
            kept += piece.without(run)
        }
        if !kept.isEmpty { pieces[reservation] = kept }
    }

    private mutating func forget(_ page: UInt32, _ isCached: Bool) {
        guard var count = counts[page] else { return }
        if isCached { count.cached -= 1 } else { count.uncached -= 1 }
        counts[page] = count.cached == 0 && count.uncached == 0 ? nil : count
    }

    /// Who maps a page in a way. Searched only for a violation, of which a bounded number is told.
    func site(of page: UInt32, isCached: Bool) -> CallSite? {
        for list in pieces.values {
            for piece in list
            where piece.isCached == isCached && page >= piece.physical && page - piece.physical < piece.count {
                return piece.site
            }
        }
        return nil
    }
}
