/// A number of pages over the time of a run.
package struct PageFigure: Hashable, Sendable {
    /// When the machine had booted, at most, when the pool was fullest, now.
    package var start: Int
    package var peak: Int
    package var atFullest: Int
    package var end: Int

    package var isEmpty: Bool { peak == 0 }
}

/// Whom pages of the pool are charged to: their process, their use, and the call that took them.
package struct PageAccount: Sendable, Codable {
    package var owner: UInt16
    package var purpose: PagePurpose
    package var site: CallSite
}

/// The accounts of a page pool: how many pages each process and each call site has and had.
///
/// Nothing is copied when the pool reaches a new peak. An account notes what it held at the last peak when it changes the first time
/// after it; one that did not change since holds that still.
struct PageLedger: Codable {
    private struct Counter: Codable {
        var now: Int32 = 0
        var most: Int32 = 0
        var start: Int32 = 0
        /// What it was at the peak of this serial number; `now` when a later one has come.
        var atFullest: Int32 = 0
        var serial: UInt32 = 0

        @inline(__always)
        mutating func add(_ count: Int32, _ serial: UInt32) {
            if self.serial != serial {
                atFullest = now
                self.serial = serial
            }
            now &+= count
            if now > most { most = now }
        }

        func figure(_ serial: UInt32) -> PageFigure {
            PageFigure(
                start: Int(start), peak: Int(most), atFullest: Int(self.serial == serial ? atFullest : now),
                end: Int(now))
        }
    }

    /// What makes an account: two calls from one place are one, whenever they are made.
    private struct Key: Hashable, Codable {
        var owner: UInt16
        var purpose: PagePurpose
        var process: UInt32
        var returnAddress: UInt32
        /// Only what the machine does by itself has no address of its own.
        var hostStep: String
    }

    /// More call sites than this share the account 0: a guest can make any number of them.
    static let capacity = 8192
    /// Counters of a process: one for each purpose, in the place of `.free` their sum, and the shared pages.
    private static let stride = PagePurpose.allCases.count + 1
    private static let shared = PagePurpose.allCases.count

    private(set) var accounts = [
        PageAccount(
            owner: 0, purpose: .free,
            site: CallSite(function: "other calls", returnAddress: 0, process: 0, instructions: 0))
    ]
    private var sites = [Counter()]
    private var processes: [Counter] = []
    private var numbers: [Key: UInt16] = [:]
    private var lastKey: Key?
    private var lastNumber: UInt16 = 0
    /// How often the pool had more pages in use than ever.
    private var serial: UInt32 = 0

    /// The number of an account, which a page keeps.
    mutating func number(owner: UInt16, purpose: PagePurpose, site: CallSite) -> UInt16 {
        let key = Key(
            owner: owner, purpose: purpose, process: site.process, returnAddress: site.returnAddress,
            hostStep: site.returnAddress == 0 ? site.function : "")
        if lastKey == key { return lastNumber }
        let number: UInt16
        if let known = numbers[key] {
            number = known
        } else if accounts.count < Self.capacity {
            number = UInt16(accounts.count)
            accounts.append(PageAccount(owner: owner, purpose: purpose, site: site))
            sites.append(Counter())
            numbers[key] = number
        } else {
            number = overflow(owner, purpose)
        }
        (lastKey, lastNumber) = (key, number)
        return number
    }

    /// The account of an owner and use for what has none of its own: there are few of these.
    private mutating func overflow(_ owner: UInt16, _ purpose: PagePurpose) -> UInt16 {
        let key = Key(owner: owner, purpose: purpose, process: 0, returnAddress: 0, hostStep: "other calls")
        if let known = numbers[key] { return known }
        guard accounts.count < Int(UInt16.max) else { return 0 }
        let number = UInt16(accounts.count)
        accounts.append(
            PageAccount(
                owner: owner, purpose: purpose,
                site: CallSite(function: "other calls", returnAddress: 0, process: 0, instructions: 0)))
        sites.append(Counter())
        numbers[key] = number
        return number
    }

    /// Adds pages to an account, or takes them away.
    mutating func charge(_ number: UInt16, _ count: Int) {
        let count = Int32(truncatingIfNeeded: count)
        let account = Int(number)
        sites[account].add(count, serial)
        let first = slot(accounts[account].owner)
        processes[first].add(count, serial)
        processes[first + Int(accounts[account].purpose.rawValue)].add(count, serial)
    }

    /// Counts a page of an account that has become shared, or is shared no more.
    mutating func share(_ number: UInt16, _ count: Int32) {
        let first = slot(accounts[Int(number)].owner)
        processes[first + Self.shared].add(count, serial)
    }

    /// The pool has more pages in use than ever before.
    mutating func reachedPeak() { serial &+= 1 }

    /// What is there now is what the machine started with.
    mutating func markStart() {
        for index in sites.indices { sites[index].start = sites[index].now }
        for index in processes.indices { processes[index].start = processes[index].now }
    }

    private mutating func slot(_ owner: UInt16) -> Int {
        let first = Int(owner) * Self.stride
        if first >= processes.count {
            processes += [Counter](repeating: Counter(), count: first + Self.stride - processes.count)
        }
        return first
    }

    /// Whether every number of an account names one.
    var isSound: Bool {
        accounts.count == sites.count && !accounts.isEmpty && accounts.count <= Int(UInt16.max) + 1
            && numbers.values.allSatisfy { Int($0) < accounts.count } && Int(lastNumber) < accounts.count
            && processes.count % Self.stride == 0
    }

    // MARK: Results

    /// The figures of a process; nil of one that never had a page.
    func figures(of owner: UInt16) -> ProcessPages? {
        let first = Int(owner) * Self.stride
        guard first < processes.count, processes[first].most > 0 else { return nil }
        func figure(_ place: Int) -> PageFigure { processes[first + place].figure(serial) }
        return ProcessPages(
            total: figure(0), kernel: figure(Int(PagePurpose.kernel.rawValue)),
            pageTables: figure(Int(PagePurpose.pageTable.rawValue)),
            committed: figure(Int(PagePurpose.committed.rawValue)), shared: figure(Self.shared))
    }

    /// The accounts that ever had a page, with what they had.
    var figures: [(account: PageAccount, pages: PageFigure)] {
        zip(accounts, sites).filter { $1.most > 0 }.map { ($0, $1.figure(serial)) }
    }
}

/// The pages of a process by use.
package struct ProcessPages: Hashable, Sendable {
    package var total: PageFigure
    package var kernel: PageFigure
    package var pageTables: PageFigure
    package var committed: PageFigure
    /// Those of them with more than one reference.
    package var shared: PageFigure
}
