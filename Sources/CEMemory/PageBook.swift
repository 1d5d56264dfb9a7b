/// The book-keeping of a page pool, by page index: what is free, who has what, how often it is referenced.
///
/// It is one value, so that taking or giving back a page is one access to the pool's state: with each list a property of a class
/// the run-time checks of exclusive access cost several times what writing a page's descriptors does.
struct PageBook: Codable {
    /// One bit a page, set while it is free.
    private var freeBits: [UInt64]
    /// No word before this one has a free page.
    private var cursor = 0
    private(set) var references: [UInt16]
    /// The account of each page: of a free one that which had it last; and the one before that.
    private var accounts: [UInt16]
    private var formerAccounts: [UInt16]
    /// Who gave each page back the last time.
    private var releasers: [UInt16]
    /// The number of pages up to the highest that was ever taken.
    private(set) var known = 0
    /// One bit a page that may hold something else than zeros.
    private var dirtyBits: [UInt64]
    /// Pages in use, by purpose, and the most there were.
    private(set) var counts = [Int](repeating: 0, count: PagePurpose.allCases.count)
    private(set) var peaks = [Int](repeating: 0, count: PagePurpose.allCases.count)
    private(set) var inUse = 0
    private(set) var mostInUse = 0
    /// Pages with more than one reference, and the most there were.
    private(set) var shared = 0
    private(set) var mostShared = 0
    /// Which process and call has how many pages.
    var ledger = PageLedger()
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
        accounts = [UInt16](repeating: 0, count: pages)
        formerAccounts = accounts
        releasers = accounts
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
    mutating func takeLowest(_ purpose: PagePurpose, account: UInt16) -> (index: Int, isDirty: Bool)? {
        guard hasRoom(for: purpose, 1) else { return nil }
        while cursor < freeBits.count {
            let word = freeBits[cursor]
            if word != 0 {
                let index = cursor << 6 + word.trailingZeroBitCount
                return (index, take(index, purpose, account: account))
            }
            cursor += 1
        }
        return nil
    }

    /// Takes a page that is free, with one reference. The caller charges it to the account, alone or with others.
    /// - Returns: whether it may hold something else than zeros.
    mutating func take(_ index: Int, _ purpose: PagePurpose, account: UInt16) -> Bool {
        let bit: UInt64 = 1 << UInt64(index & 63)
        freeBits[index >> 6] &= ~bit
        references[index] = 1
        if index >= known { known = index + 1 }
        formerAccounts[index] = accounts[index]
        accounts[index] = account
        counts[Int(purpose.rawValue)] += 1
        inUse += 1
        allocations &+= 1
        let wasDirty = dirtyBits[index >> 6] & bit != 0
        dirtyBits[index >> 6] |= bit
        return wasDirty
    }

    /// Charges pages that were just taken.
    mutating func charge(_ account: UInt16, _ purpose: PagePurpose, _ count: Int) {
        ledger.charge(account, count)
        let slot = Int(purpose.rawValue)
        peaks[slot] = max(peaks[slot], counts[slot])
        guard inUse > mostInUse else { return }
        mostInUse = inUse
        ledger.reachedPeak()
    }

    /// Adds a reference to a page in use; false for a free one.
    mutating func retain(_ index: Int) -> Bool {
        guard references[index] > 0, references[index] < .max else { return false }
        references[index] += 1
        if references[index] == 2 {
            shared += 1
            mostShared = max(mostShared, shared)
            ledger.share(accounts[index], 1)
        }
        return true
    }

    /// Drops a reference.
    /// - Parameters:
    ///   - zeroed: the page holds zeros only.
    ///   - releaser: the account of who does it, for the page's history; 0 when nobody says.
    /// - Returns: whether the page is free now; false for one that was free.
    mutating func release(_ index: Int, zeroed: Bool, by releaser: UInt16) -> Bool {
        guard references[index] > 0 else { return false }
        references[index] -= 1
        let account = accounts[index]
        guard references[index] == 0 else {
            if references[index] == 1 {
                shared -= 1
                ledger.share(account, -1)
            }
            return false
        }
        counts[Int(ledger.accounts[Int(account)].purpose.rawValue)] -= 1
        inUse -= 1
        ledger.charge(account, -1)
        releasers[index] = releaser
        freeBits[index >> 6] |= 1 << UInt64(index & 63)
        cursor = min(cursor, index >> 6)
        if zeroed { dirtyBits[index >> 6] &= ~(1 << UInt64(index & 63)) }
        return true
    }

    // MARK: History

    /// The account of a page in use.
    func account(of index: Int) -> PageAccount? {
        references[index] > 0 ? ledger.accounts[Int(accounts[index])] : nil
    }

    /// Who had a page before its owner of now, or had a free page last, and who gave it back.
    func history(of index: Int) -> (former: PageAccount, releaser: PageAccount?)? {
        let former = references[index] > 0 ? formerAccounts[index] : accounts[index]
        guard former != 0 else { return nil }
        return (ledger.accounts[Int(former)], releasers[index] == 0 ? nil : ledger.accounts[Int(releasers[index])])
    }

    /// Whether somebody has or had a page.
    func isKnown(_ index: Int) -> Bool { accounts[index] != 0 }

    /// Whether two pages have the same owner, references and history.
    func isAlike(_ index: Int, _ other: Int) -> Bool {
        references[index] == references[other] && accounts[index] == accounts[other]
            && formerAccounts[index] == formerAccounts[other] && releasers[index] == releasers[other]
    }
}

extension PageBook {
    /// Whether a book that was read can be one of so many pages.
    func isSound(pages: Int) -> Bool {
        let words = (pages + 63) / 64
        let purposes = PagePurpose.allCases.count
        let highest = [accounts, formerAccounts, releasers].compactMap { $0.max() }.max() ?? 0
        return freeBits.count == words && dirtyBits.count == words && references.count == pages
            && accounts.count == pages && formerAccounts.count == pages && releasers.count == pages
            && (0...pages).contains(known) && (0...words).contains(cursor) && counts.count == purposes
            && peaks.count == purposes && (0...pages).contains(inUse) && (0...pages).contains(shared)
            && ledger.isSound && Int(highest) < ledger.accounts.count
            && (0..<words * 64).allSatisfy { !isFree($0) || $0 < pages && references[$0] == 0 }
    }
}
