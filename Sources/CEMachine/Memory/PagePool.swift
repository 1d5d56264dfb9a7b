package import GuestAddress
import Unicorn

/// What a physical page of the pool is used for.
package enum PagePurpose: UInt8, CaseIterable, Sendable {
    case free
    /// Page tables, first and second level.
    case pageTable
    /// The kernel's own: KData, vectors, secure stacks.
    case kernel
    /// Committed by a process or driver, or holding its images, stack and heap.
    case committed
}

/// The physical pages that the kernel hands out: config.bib's RAM region and, from Compact 7 on, the OEMRamTable.
///
/// Pages are counted by reference, as CE counts them: a page is free again when the last mapping that holds a reference is gone.
package final class PagePool {
    static let pageSize: UInt32 = 4096

    /// The ranges, in ascending order; a page's index counts through them.
    package let ranges: [AddressRange<PhysicalAddress>]
    private let firstIndices: [Int]
    package let total: Int
    /// One bit a page, set while it is free.
    private var freeBits: [UInt64]
    private var cursor = 0
    private var references: [UInt16]
    private var purposes: [PagePurpose]
    private var owners: [UInt16]
    /// One bit a page that may hold something else than zeros.
    private var dirtyBits: [UInt64]
    private let memory: PhysicalMemory
    /// Pages in use, by purpose.
    package private(set) var counts = [Int](repeating: 0, count: PagePurpose.allCases.count)
    /// The highest value that each of `counts` had, and the lowest of `free`.
    package private(set) var peaks = [Int](repeating: 0, count: PagePurpose.allCases.count)
    package private(set) var lowestFree: Int
    /// Pages taken since the pool was made, for benchmarks.
    package private(set) var allocations: UInt64 = 0
    /// For tests and fault injection: no page is handed out once this many are in use.
    package var limit = Int.max
    /// The same for page tables alone.
    package var tableLimit = Int.max

    init(ranges: [AddressRange<PhysicalAddress>], memory: PhysicalMemory) {
        let sorted = ranges.filter { !$0.isEmpty }.sorted { $0.base < $1.base }
        var indices: [Int] = []
        var next = 0
        for range in sorted {
            indices.append(next)
            next += Int(range.size / UInt64(Self.pageSize))
        }
        self.ranges = sorted
        self.memory = memory
        firstIndices = indices
        total = next
        let words = (next + 63) / 64
        freeBits = [UInt64](repeating: .max, count: words)
        dirtyBits = [UInt64](repeating: 0, count: words)
        if next % 64 != 0 { freeBits[words - 1] = (1 << UInt64(next % 64)) - 1 }
        references = [UInt16](repeating: 0, count: next)
        purposes = [PagePurpose](repeating: .free, count: next)
        owners = [UInt16](repeating: 0, count: next)
        lowestFree = next
    }

    package var free: Int { total - inUse }
    private var inUse = 0

    // MARK: Index and address

    func index(of page: PhysicalAddress) -> Int? {
        for (position, range) in ranges.enumerated() {
            if let offset = range.offset(of: page) {
                return firstIndices[position] + Int(offset / Self.pageSize)
            }
        }
        return nil
    }

    private func address(of index: Int) -> PhysicalAddress {
        var position = firstIndices.count - 1
        while firstIndices[position] > index { position -= 1 }
        let offset = UInt32(index - firstIndices[position]) &* Self.pageSize
        return ranges[position].base.wrappingAdding(offset)
    }

    /// Whether any page of a range belongs to the pool.
    func overlaps(_ range: AddressRange<PhysicalAddress>) -> Bool { ranges.contains { $0.overlaps(range) } }

    // MARK: Taking

    /// Takes one zeroed page with one reference, or nil when none is left.
    func allocate(_ purpose: PagePurpose, owner: UInt16) -> PhysicalAddress? {
        guard inUse < limit, hasRoom(for: purpose, 1), let index = nextFree() else { return nil }
        take(index, purpose, owner)
        let page = address(of: index)
        clean(index, page)
        return page
    }

    /// Takes `count` adjacent zeroed pages whose first address is a multiple of `alignment`, or nil.
    /// - Parameters:
    ///   - alignment: bytes, a power of two, at least a page.
    ///   - mask: bits that must be zero in the first address, as AllocPhysMem asks it.
    func allocateContiguous(
        _ count: Int, alignment: UInt32 = 4096, mask: UInt32 = 0, purpose: PagePurpose, owner: UInt16
    ) -> PhysicalAddress? {
        guard count > 0, count <= free, inUse <= limit - count, hasRoom(for: purpose, count) else { return nil }
        for (position, range) in ranges.enumerated() {
            let first = firstIndices[position]
            let pages = Int(range.size / UInt64(Self.pageSize))
            var candidate = 0
            scan: while candidate + count <= pages {
                let base = range.base.wrappingAdding(UInt32(candidate) &* Self.pageSize)
                guard base.isAligned(to: alignment), base.rawValue & mask == 0 else {
                    candidate += 1
                    continue
                }
                for offset in 0..<count where !isFree(first + candidate + offset) {
                    candidate += offset + 1
                    continue scan
                }
                for offset in 0..<count {
                    take(first + candidate + offset, purpose, owner)
                    clean(first + candidate + offset, address(of: first + candidate + offset))
                }
                return base
            }
        }
        return nil
    }

    private func hasRoom(for purpose: PagePurpose, _ count: Int) -> Bool {
        purpose != .pageTable || counts[Int(PagePurpose.pageTable.rawValue)] <= tableLimit - count
    }

    /// Sets `limit` so that this many more pages can be had.
    func leave(_ pages: Int) { limit = inUse + min(max(0, pages), total) }

    /// Sets `tableLimit` so that this many more pages can be had for page tables.
    func leaveForTables(_ pages: Int) {
        tableLimit = counts[Int(PagePurpose.pageTable.rawValue)] + min(max(0, pages), total)
    }

    private func isFree(_ index: Int) -> Bool { freeBits[index >> 6] & (1 << UInt64(index & 63)) != 0 }

    /// First fit over the bitmap, from the lowest word that may have a free page on: deterministic, and constant time while
    /// pages are plenty.
    private func nextFree() -> Int? {
        let words = freeBits.count
        guard words > 0 else { return nil }
        for step in 0..<words {
            var word = cursor + step
            if word >= words { word -= words }
            if freeBits[word] != 0 {
                cursor = word
                return word << 6 + freeBits[word].trailingZeroBitCount
            }
        }
        return nil
    }

    private func take(_ index: Int, _ purpose: PagePurpose, _ owner: UInt16) {
        freeBits[index >> 6] &= ~(1 << UInt64(index & 63))
        references[index] = 1
        purposes[index] = purpose
        owners[index] = owner
        let slot = Int(purpose.rawValue)
        counts[slot] += 1
        inUse += 1
        peaks[slot] = max(peaks[slot], counts[slot])
        lowestFree = min(lowestFree, free)
        allocations &+= 1
    }

    private func clean(_ index: Int, _ page: PhysicalAddress) {
        let bit: UInt64 = 1 << UInt64(index & 63)
        if dirtyBits[index >> 6] & bit != 0, let (ram, offset) = memory.locate(page) {
            _ = ram.fill(at: offset, count: Int(Self.pageSize), with: 0)
        }
        dirtyBits[index >> 6] |= bit
    }

    // MARK: References

    /// Adds a reference to a page of the pool that is in use; false for any other page.
    func retain(_ page: PhysicalAddress) -> Bool {
        guard let index = index(of: page), references[index] > 0, references[index] < .max else { return false }
        references[index] += 1
        return true
    }

    /// Drops a reference. Pages that are not the pool's, or free already, are left alone.
    /// - Parameter zeroed: the caller has cleared the page, so that it need not be cleared again.
    /// - Returns: whether the page is free now.
    @discardableResult
    func release(_ page: PhysicalAddress, zeroed: Bool = false) -> Bool {
        guard let index = index(of: page), references[index] > 0 else { return false }
        references[index] -= 1
        guard references[index] == 0 else { return false }
        counts[Int(purposes[index].rawValue)] -= 1
        inUse -= 1
        purposes[index] = .free
        freeBits[index >> 6] |= 1 << UInt64(index & 63)
        // The lowest free page is taken first: what was given back is likely still in the host's caches.
        cursor = min(cursor, index >> 6)
        if zeroed { dirtyBits[index >> 6] &= ~(1 << UInt64(index & 63)) }
        return true
    }

    /// How many references a page has; 0 for a free page and for one that is not the pool's.
    package func referenceCount(_ page: PhysicalAddress) -> Int { index(of: page).map { Int(references[$0]) } ?? 0 }

    package func purpose(of page: PhysicalAddress) -> PagePurpose? { index(of: page).map { purposes[$0] } }

    /// Pages in use by owner number.
    package func pages(ownedBy owner: UInt16) -> Int {
        var count = 0
        for index in 0..<total where purposes[index] != .free && owners[index] == owner { count += 1 }
        return count
    }
}
