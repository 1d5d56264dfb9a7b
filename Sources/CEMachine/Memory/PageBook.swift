/// The book-keeping of a page pool, by page index: what is free, who has what, how often it is referenced.
///
/// It is one value, so that taking or giving back a page is one access to the pool's state: with each list a property of a class
/// the run-time checks of exclusive access cost several times what writing a page's descriptors does.
struct PageBook {
    /// One bit a page, set while it is free.
    private var freeBits: [UInt64]
    /// No word before this one has a free page.
    private var cursor = 0
    private(set) var references: [UInt16]
    private(set) var purposes: [PagePurpose]
    private(set) var owners: [UInt16]
    /// One bit a page that may hold something else than zeros.
    private var dirtyBits: [UInt64]
    /// Pages in use, by purpose, and the most there were.
    private(set) var counts = [Int](repeating: 0, count: PagePurpose.allCases.count)
    private(set) var peaks = [Int](repeating: 0, count: PagePurpose.allCases.count)
    private(set) var inUse = 0
    private(set) var mostInUse = 0
    /// Pages taken since the pool was made.
    private(set) var allocations: UInt64 = 0
    /// No page is handed out once this many are in use, in all and for page tables.
    var limit = Int.max
    var tableLimit = Int.max

    init(pages: Int) {
        let words = (pages + 63) / 64
        freeBits = [UInt64](repeating: .max, count: words)
        dirtyBits = [UInt64](repeating: 0, count: words)
        if pages % 64 != 0 { freeBits[words - 1] = (1 << UInt64(pages % 64)) - 1 }
        references = [UInt16](repeating: 0, count: pages)
        purposes = [PagePurpose](repeating: .free, count: pages)
        owners = [UInt16](repeating: 0, count: pages)
    }

    /// Whether so many pages more stay within the limits.
    func hasRoom(for purpose: PagePurpose, _ count: Int) -> Bool {
        inUse <= limit - count
            && (purpose != .pageTable || counts[Int(PagePurpose.pageTable.rawValue)] <= tableLimit - count)
    }

    func isFree(_ index: Int) -> Bool { freeBits[index >> 6] & (1 << UInt64(index & 63)) != 0 }

    /// Takes the lowest free page: deterministic, constant time while pages are plenty, and what was given back last is likely
    /// still in the host's caches.
    /// - Returns: the page and whether it may hold something else than zeros, or nil when none is left.
    mutating func takeLowest(_ purpose: PagePurpose, owner: UInt16) -> (index: Int, isDirty: Bool)? {
        guard hasRoom(for: purpose, 1) else { return nil }
        while cursor < freeBits.count {
            let word = freeBits[cursor]
            if word != 0 {
                let index = cursor << 6 + word.trailingZeroBitCount
                return (index, take(index, purpose, owner: owner))
            }
            cursor += 1
        }
        return nil
    }

    /// Takes a page that is free, with one reference.
    /// - Returns: whether it may hold something else than zeros.
    mutating func take(_ index: Int, _ purpose: PagePurpose, owner: UInt16) -> Bool {
        let bit: UInt64 = 1 << UInt64(index & 63)
        freeBits[index >> 6] &= ~bit
        references[index] = 1
        purposes[index] = purpose
        owners[index] = owner
        let slot = Int(purpose.rawValue)
        counts[slot] += 1
        inUse += 1
        peaks[slot] = max(peaks[slot], counts[slot])
        mostInUse = max(mostInUse, inUse)
        allocations &+= 1
        let wasDirty = dirtyBits[index >> 6] & bit != 0
        dirtyBits[index >> 6] |= bit
        return wasDirty
    }

    /// Adds a reference to a page in use; false for a free one.
    mutating func retain(_ index: Int) -> Bool {
        guard references[index] > 0, references[index] < .max else { return false }
        references[index] += 1
        return true
    }

    /// Drops a reference.
    /// - Parameter zeroed: the page holds zeros only.
    /// - Returns: whether the page is free now; false for one that was free.
    mutating func release(_ index: Int, zeroed: Bool) -> Bool {
        guard references[index] > 0 else { return false }
        references[index] -= 1
        guard references[index] == 0 else { return false }
        counts[Int(purposes[index].rawValue)] -= 1
        inUse -= 1
        purposes[index] = .free
        freeBits[index >> 6] |= 1 << UInt64(index & 63)
        cursor = min(cursor, index >> 6)
        if zeroed { dirtyBits[index >> 6] &= ~(1 << UInt64(index & 63)) }
        return true
    }
}
