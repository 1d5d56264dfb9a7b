package import GuestAddress
package import SavedState

/// A range that VirtualAlloc or the machine itself has set aside in an address space, on a 64 KB boundary.
package final class Reservation: SavedObject {
    /// A run of pages that have something behind them.
    package struct Segment: Codable {
        package enum Content: Hashable, Codable {
            /// Pages of the pool, each with one reference that this segment holds.
            case counted
            /// Physical addresses without a reference: a copy-map of RAM by address, or of a device.
            case physical(PhysicalAddress)
        }

        /// The first page, counted from the reservation's base.
        package var first: Int
        package var count: Int
        package var content: Content
        package var protection: Protection
        package var end: Int { first + count }
    }

    /// What a reservation is for: only what the guest asked for counts as a leak.
    package enum Purpose: Hashable, Sendable, Codable {
        case virtual
        case image(String)
        case stack
        case heap
        case kernel
        /// Made by the reflector in the process of a user-mode driver, which cannot free it.
        case reflected
        /// A view of a mapped file.
        case view

        /// Whether a guest asked for it, and has to give it back.
        package var isGuestMade: Bool { self == .virtual || self == .view }
    }

    package let base: VirtualAddress
    package let pages: Int
    /// What the caller got back, which may lie within the first 64 KB (VirtualAllocCopyEx keeps the offset).
    package let purpose: Purpose
    package let creator: CallSite
    /// What gives it back.
    package let releasedBy: ReleaseCall
    /// In ascending order, without overlaps.
    package var segments = ShortList<Segment>()
    package var lockedPages = 0
    /// Whether it was reported when its driver was unloaded.
    package var isReportedLeak = false
    /// Whether pages come when they are touched: of a stack that was not committed as a whole.
    package internal(set) var growsOnTouch = false
    /// What a view shows.
    package var view: FileView?
    /// The number of its last mapping in the record of the run.
    package var recordNumber: Int?
    /// Who took pages back, or changed their rights, of late.
    var changes: [PageChange] = []

    package var size: UInt64 { UInt64(pages) * 4096 }
    package var range: AddressRange<VirtualAddress> { AddressRange(base: base, clampedSize: size) }

    init(base: VirtualAddress, pages: Int, purpose: Purpose, creator: CallSite, releasedBy: ReleaseCall) {
        self.base = base
        self.pages = pages
        self.purpose = purpose
        self.creator = creator
        self.releasedBy = releasedBy
    }

    /// The segment that holds a page, or nil of a page that is only reserved.
    package func segment(containing page: Int) -> Segment? {
        if segments.count == 1 {
            let only = segments[0]
            return page >= only.first && page < only.end ? only : nil
        }
        var low = 0
        var high = segments.count
        while low < high {
            let middle = (low + high) / 2
            if segments[middle].end <= page { low = middle + 1 } else { high = middle }
        }
        return low < segments.count && segments[low].first <= page ? segments[low] : nil
    }

    /// The page that an address of the reservation lies in, counted from its base.
    package func page(of address: VirtualAddress) -> Int { Int((address.rawValue &- base.rawValue) / 4096) }

    /// Whether an address lies in a guard page.
    package func isGuarded(at address: VirtualAddress) -> Bool {
        segment(containing: page(of: address)).map { $0.protection.isGuard && $0.protection.isAccessible } ?? false
    }

    /// Whether an address lies in a page of a stack that is never committed.
    package func isStackEnd(at address: VirtualAddress) -> Bool {
        guard purpose == .stack || purpose == .kernel, segment(containing: page(of: address)) == nil else {
            return false
        }
        return !growsOnTouch || page(of: address) == 0
    }

    /// Whether any page of a run has something behind it.
    func isAnyCommitted(_ run: Range<Int>) -> Bool {
        segments.contains { $0.first < run.upperBound && $0.end > run.lowerBound }
    }

    /// Whether every page of a run has something behind it.
    package func isAllCommitted(_ run: Range<Int>) -> Bool {
        var next = run.lowerBound
        for segment in segments where segment.end > next && segment.first <= next {
            next = segment.end
            if next >= run.upperBound { return true }
        }
        return run.isEmpty
    }

    /// The parts of a run with nothing behind them.
    func gaps(in run: Range<Int>) -> [Range<Int>] {
        var gaps: [Range<Int>] = []
        var next = run.lowerBound
        for segment in segments where segment.end > run.lowerBound && segment.first < run.upperBound {
            if segment.first > next { gaps.append(next..<segment.first) }
            next = max(next, segment.end)
        }
        if next < run.upperBound { gaps.append(next..<run.upperBound) }
        return gaps
    }

    /// Puts a segment in its place, joining it to equal neighbours.
    func insert(_ segment: Segment) {
        if segments.isEmpty {
            segments.append(segment)
            return
        }
        let position = segments.firstIndex { $0.first > segment.first } ?? segments.count
        segments.insert(segment, at: position)
        joinNeighbours(at: position)
        if position > 0 { joinNeighbours(at: position - 1) }
    }

    private func joinNeighbours(at position: Int) {
        guard position + 1 < segments.count else { return }
        let left = segments[position]
        let right = segments[position + 1]
        guard left.end == right.first, left.protection == right.protection, left.content == .counted,
            right.content == .counted
        else { return }
        segments[position].count += right.count
        segments.remove(at: position + 1)
    }

    /// Cuts a run out of the segments and returns what was there.
    func cut(_ run: Range<Int>) -> ShortList<Segment> {
        if segments.count == 1, segments[0].first >= run.lowerBound, segments[0].end <= run.upperBound {
            defer { segments = ShortList<Segment>() }
            return segments
        }
        var kept = ShortList<Segment>()
        var removed = ShortList<Segment>()
        for segment in segments {
            let low = max(segment.first, run.lowerBound)
            let high = min(segment.end, run.upperBound)
            guard low < high else {
                kept.append(segment)
                continue
            }
            if segment.first < low { kept.append(segment.part(segment.first..<low)) }
            removed.append(segment.part(low..<high))
            if high < segment.end { kept.append(segment.part(high..<segment.end)) }
        }
        segments = kept
        return removed
    }
}

extension Reservation.Segment {
    /// The part of the segment that covers `run`, which lies within it.
    func part(_ run: Range<Int>) -> Reservation.Segment {
        var part = self
        part.first = run.lowerBound
        part.count = run.count
        if case .physical(let start) = content {
            part.content = .physical(start.wrappingAdding(UInt32(run.lowerBound - first) &* 4096))
        }
        return part
    }
}

extension Reservation {
    private enum CodingKeys: CodingKey { case base, pages, purpose, creator, releasedBy }

    package convenience init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let base = try values.decode(VirtualAddress.self, forKey: .base)
        let pages = try values.decode(Int.self, forKey: .pages)
        guard pages > 0, pages <= 0x8_0000, UInt64(base.rawValue) + UInt64(pages) * 4096 <= 0x1_0000_0000,
            base.isAligned(to: AddressSpace.blockSize)
        else { throw StateError.malformed("a reservation of \(pages) pages at \(base)") }
        self.init(
            base: base, pages: pages, purpose: try values.decode(Purpose.self, forKey: .purpose),
            creator: try values.decode(CallSite.self, forKey: .creator),
            releasedBy: try values.decode(ReleaseCall.self, forKey: .releasedBy))
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(base, forKey: .base)
        try values.encode(pages, forKey: .pages)
        try values.encode(purpose, forKey: .purpose)
        try values.encode(creator, forKey: .creator)
        try values.encode(releasedBy, forKey: .releasedBy)
    }

    package func carry(_ state: StateCarrier) throws {
        try state.carry(&segments)
        try state.carry(&lockedPages)
        try state.carry(&growsOnTouch)
        try state.carry(&isReportedLeak)
        try state.carry(&view)
        try state.carry(&recordNumber)
        try state.carry(&changes)
        var next = 0
        for segment in segments {
            guard segment.first >= next, segment.first < pages, segment.count > 0,
                segment.count <= pages - segment.first
            else { throw StateError.malformed("pages of the reservation at \(base)") }
            next = segment.end
        }
    }
}
