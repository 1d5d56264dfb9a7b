import CEMemory
import GuestAddress

/// The physical pages that processes have mapped, by the reservations that show them.
struct UserPages: Codable {
    private var pieces: [ReservationKey: [HeldPages.Piece]] = [:]

    mutating func add(_ piece: HeldPages.Piece, of reservation: ReservationKey) {
        pieces[reservation, default: []].append(piece)
    }

    /// Forgets what a reservation shows at a run of its pages; all of it without a run.
    mutating func drop(_ reservation: ReservationKey, _ run: Range<UInt32>? = nil) {
        guard let run else {
            pieces[reservation] = nil
            return
        }
        guard let old = pieces[reservation] else { return }
        let kept = old.flatMap { $0.without(run) }
        pieces[reservation] = kept.isEmpty ? nil : kept
    }

    /// Who maps a page, when a process does. In proportion to the mappings that processes have of physical memory.
    func site(of page: UInt32) -> CallSite? {
        for list in pieces.values {
            if let piece = list.first(where: { page >= $0.physical && page - $0.physical < $0.count }) {
                return piece.site
            }
        }
        return nil
    }
}

extension HeldPages.Piece {
    /// What is left of a run of pages without those of another.
    func without(_ run: Range<UInt32>) -> [HeldPages.Piece] {
        let whole = virtual..<virtual + count
        guard whole.overlaps(run) else { return [self] }
        let part = whole.clamped(to: run)
        return [whole.lowerBound..<part.lowerBound, part.upperBound..<whole.upperBound].compactMap { rest in
            guard !rest.isEmpty else { return nil }
            var piece = self
            piece.physical += rest.lowerBound - virtual
            (piece.virtual, piece.count) = (rest.lowerBound, UInt32(rest.count))
            return piece
        }
    }
}
