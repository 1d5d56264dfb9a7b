package import GuestAddress
package import SavedState
import Unicorn

/// The physical pages that the kernel hands out: config.bib's RAM region and, from Compact 7 on, the OEMRamTable.
///
/// Pages are counted by reference, as CE counts them: a page is free again when the last mapping that holds a reference is gone.
package final class PagePool: SavedPart {
    static let pageSize: UInt32 = 4096

    /// The ranges, in ascending order; a page's index counts through them.
    package let ranges: [AddressRange<PhysicalAddress>]
    let firstIndices: [Int]
    package let total: Int
    private(set) var book: PageBook
    private let memory: PhysicalMemory
    /// Pages in use, by purpose.
    package var counts: [Int] { book.counts }
    /// The highest value that each of `counts` had, and the lowest of `free`.
    package var peaks: [Int] { book.peaks }
    package var lowestFree: Int { total - book.mostInUse }
    /// Pages with more than one reference, now and at most.
    package var shared: Int { book.shared }
    package var mostShared: Int { book.mostShared }
    /// Pages taken since the pool was made.
    package var allocations: UInt64 { book.allocations }
    /// For tests and fault injection: no page is handed out once this many are in use.
    package var limit: Int {
        get { book.limit }
        set { book.limit = newValue }
    }
    /// The same for page tables alone.
    package var tableLimit: Int {
        get { book.tableLimit }
        set { book.tableLimit = newValue }
    }

    /// Whether pages that become page tables are noted, for who wants to be told of them.
    package var recordsTables = false
    private var newTables: [PhysicalAddress] = []

    package init(ranges: [AddressRange<PhysicalAddress>], memory: PhysicalMemory) {
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
        book = PageBook(pages: next)
    }

    package var free: Int { total - book.inUse }
    /// The pages that can be had: the free ones, or fewer when a limit is set.
    package var available: Int { max(0, min(free, book.limit - book.inUse)) }

    package static var hostProperties: Set<String> { ["ranges", "firstIndices", "total", "memory", "recordsTables"] }

    package func carry(_ state: StateCarrier) throws {
        try state.carry(&book)
        try state.carry(&newTables)
        guard book.isSound(pages: total) else { throw StateError.malformed("the book of the page pool") }
    }

    // MARK: Index and address

    package func index(of page: PhysicalAddress) -> Int? {
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
    package func overlaps(_ range: AddressRange<PhysicalAddress>) -> Bool { ranges.contains { $0.overlaps(range) } }

    // MARK: Taking

    /// The number of an account, for `take`.
    func account(_ owner: UInt16, _ purpose: PagePurpose, _ site: CallSite) -> UInt16 {
        book.ledger.number(owner: owner, purpose: purpose, site: site)
    }

    /// Takes one zeroed page with one reference, or nil when none is left.
    package func allocate(_ purpose: PagePurpose, owner: UInt16, site: CallSite) -> PhysicalAddress? {
        let account = account(owner, purpose, site)
        guard let page = take(purpose, account) else { return nil }
        book.charge(account, purpose, 1)
        return page
    }

    /// Takes one zeroed page with one reference, which the caller charges with others that it takes at once.
    func take(_ purpose: PagePurpose, _ account: UInt16) -> PhysicalAddress? {
        guard let (index, isDirty) = book.takeLowest(purpose, account: account) else { return nil }
        let page = address(of: index)
        if isDirty { clean(page) }
        if recordsTables, purpose == .pageTable { newTables.append(page) }
        return page
    }

    /// The pages that have become page tables since this was asked last.
    package func takeNewTables() -> [PhysicalAddress] {
        defer { newTables.removeAll(keepingCapacity: true) }
        return newTables
    }

    /// Charges pages that were taken.
    func charge(_ account: UInt16, _ purpose: PagePurpose, _ count: Int) { book.charge(account, purpose, count) }

    /// Takes `count` adjacent zeroed pages whose first address is a multiple of `alignment`, or nil.
    /// - Parameters:
    ///   - alignment: bytes, a power of two, at least a page.
    ///   - mask: bits that must be zero in the first address, as AllocPhysMem asks it.
    package func allocateContiguous(
        _ count: Int, alignment: UInt32 = 4096, mask: UInt32 = 0, purpose: PagePurpose, owner: UInt16, site: CallSite
    ) -> PhysicalAddress? {
        guard count > 0, count <= free, book.hasRoom(for: purpose, count) else { return nil }
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
                for offset in 0..<count where !book.isFree(first + candidate + offset) {
                    candidate += offset + 1
                    continue scan
                }
                let account = account(owner, purpose, site)
                for offset in 0..<count {
                    let index = first + candidate + offset
                    if book.take(index, purpose, account: account) { clean(address(of: index)) }
                    if recordsTables, purpose == .pageTable { newTables.append(address(of: index)) }
                }
                book.charge(account, purpose, count)
                return base
            }
        }
        return nil
    }

    /// Sets `limit` so that this many more pages can be had.
    package func leave(_ pages: Int) { limit = book.inUse + min(max(0, pages), total) }

    /// Sets `tableLimit` so that this many more pages can be had for page tables.
    package func leaveForTables(_ pages: Int) {
        tableLimit = counts[Int(PagePurpose.pageTable.rawValue)] + min(max(0, pages), total)
    }

    private func clean(_ page: PhysicalAddress) {
        guard let (ram, offset) = memory.locate(page) else { return }
        _ = ram.fill(at: offset, count: Int(Self.pageSize), with: 0)
        memory.work &+= UInt64(Self.pageSize)
    }

    // MARK: References

    /// Adds a reference to a page of the pool that is in use; false for any other page.
    func retain(_ page: PhysicalAddress) -> Bool {
        guard let index = index(of: page) else { return false }
        return book.retain(index)
    }

    /// Drops a reference. Pages that are not the pool's, or free already, are left alone.
    /// - Parameters:
    ///   - zeroed: the caller has cleared the page, so that it need not be cleared again.
    ///   - releaser: the account of who does it, for the page's history.
    /// - Returns: whether the page is free now.
    @discardableResult
    package func release(_ page: PhysicalAddress, zeroed: Bool = false, by releaser: UInt16 = 0) -> Bool {
        guard let index = index(of: page) else { return false }
        return book.release(index, zeroed: zeroed, by: releaser)
    }

    /// How many references a page has; 0 for a free page and for one that is not the pool's.
    package func referenceCount(_ page: PhysicalAddress) -> Int {
        index(of: page).map { Int(book.references[$0]) } ?? 0
    }

    /// Whose a page in use is; nil of a free one and of one that is not the pool's.
    package func account(of page: PhysicalAddress) -> PageAccount? { index(of: page).flatMap(book.account) }

    /// Who had a page before, and who gave it back; nil of one that nobody had.
    package func history(of page: PhysicalAddress) -> (former: PageAccount, releaser: PageAccount?)? {
        index(of: page).flatMap(book.history)
    }

    /// Every page that somebody has or had, those next to each other that have the same to tell as one.
    package var histories: [PageHistory] {
        var histories: [PageHistory] = []
        for (position, range) in ranges.enumerated() {
            let first = firstIndices[position]
            let end = min(first + Int(range.size / UInt64(Self.pageSize)), book.known)
            var next = first
            while next < end {
                let start = next
                repeat { next += 1 } while next < end && book.isAlike(start, next)
                guard book.isKnown(start) else { continue }
                histories.append(
                    PageHistory(
                        base: address(of: start), pages: next - start, owner: book.account(of: start),
                        references: Int(book.references[start]), before: book.history(of: start)))
            }
        }
        return histories
    }

    // MARK: Ledger

    /// What is in use now is what the machine started with.
    package func markStart() { book.ledger.markStart() }

    /// The figures of a process by number; nil of one that never had a page.
    package func pages(of owner: UInt16) -> ProcessPages? { book.ledger.figures(of: owner) }

    /// The calls that took pages, with what they had.
    package var accounts: [(account: PageAccount, pages: PageFigure)] { book.ledger.figures }
}
