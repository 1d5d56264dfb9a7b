import ARMMMU
package import GuestAddress
package import SavedState
import Unicorn

/// The page tables of one half of the address space: 2 GB of a process, or the kernel's 2 GB.
///
/// One page of the pool holds four coarse tables, so 4 MB of addresses; it is taken when the first descriptor in it is
/// written and given back when the last is cleared. The host writes descriptors as words; nothing here calls the engine.
package final class PageTables: SavedObject {
    /// Where a first-level table stands that covers this half. The kernel's half may stand in several (ARMv5).
    struct FirstLevel {
        let address: PhysicalAddress
        let ram: GuestRAM
        let offset: Int
    }

    static let groupBytes: UInt32 = 4 << 20

    /// The first address of the half: 0 or 0x80000000.
    let base: UInt32
    private let memory: PhysicalMemory
    private let pool: PagePool
    private let owner: UInt16
    private(set) var firstLevels: [FirstLevel] = []
    /// Where other processes' tables show the first 32 MB of this half: a slot of CE 5.
    var slotViews: [FirstLevel] = []
    var contents = TableGroups()
    /// How many megabytes sections map here instead of tables.
    var sectionCount = 0
    package var statistics: TableGroups.Statistics { contents.statistics }

    /// - Parameters:
    ///   - base: 0 for a process's half, 0x80000000 for the kernel's.
    ///   - firstLevel: the physical address of the table's first word for `base`.
    package init(base: UInt32, firstLevel: PhysicalAddress, memory: PhysicalMemory, pool: PagePool, owner: UInt16) {
        self.base = base
        self.memory = memory
        self.pool = pool
        self.owner = owner
        attach(firstLevel)
    }

    private enum CodingKeys: CodingKey { case base, owner }
    package static var hostProperties: Set<String> { ["memory", "pool"] }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        base = try values.decode(UInt32.self, forKey: .base)
        owner = try values.decode(UInt16.self, forKey: .owner)
        memory = try decoder.host(PhysicalMemory.self)
        pool = try decoder.host(PagePool.self)
        guard base & 0x7FFF_FFFF == 0 else { throw StateError.malformed("page tables of no half") }
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(base, forKey: .base)
        try values.encode(owner, forKey: .owner)
    }

    package func carry(_ state: StateCarrier) throws {
        try state.carry(&firstLevels, as: { $0.map(\.address) }, from: { try $0.map(firstLevel) })
        try state.carry(&slotViews, as: { $0.map(\.address) }, from: { try $0.map(firstLevel) })
        try state.carry(part: &contents)
        try state.carry(&sectionCount)
    }

    private func firstLevel(at address: PhysicalAddress) throws -> FirstLevel {
        guard let (ram, offset) = memory.locate(address) else {
            throw StateError.malformed("a first-level table at \(address)")
        }
        return FirstLevel(address: address, ram: ram, offset: offset)
    }

    /// Where a first-level table's words lie in RAM.
    func physicalPlace(_ address: PhysicalAddress) -> (ram: GuestRAM, offset: Int)? { memory.locate(address) }

    /// Makes a further first-level table show this half, now and from now on: ARMv5 has one table for both halves.
    package func attach(_ firstLevel: PhysicalAddress) {
        guard let (ram, offset) = memory.locate(firstLevel) else { return }
        if let model = firstLevels.first {
            _ = ram.copy(to: offset, from: model.ram, at: model.offset, count: 2048 * 4)
        }
        firstLevels.append(FirstLevel(address: firstLevel, ram: ram, offset: offset))
    }

    /// Stops writing into a first-level table whose process is gone.
    package func detach(_ firstLevel: PhysicalAddress) {
        guard let (ram, offset) = memory.locate(firstLevel) else { return }
        firstLevels.removeAll { $0.ram === ram && $0.offset == offset }
    }

    /// Writes `count` consecutive first-level descriptors: sections of the static map.
    package func setSections(at address: VirtualAddress, count: Int, first: UInt32) {
        let index = Int((address.rawValue &- base) >> 20)
        for level in firstLevels {
            _ = level.ram.withWords(at: level.offset + index * 4, count: count) { words in
                if first == 0 {
                    TableEditor.clear(&words)
                } else {
                    _ = TableEditor.fillSections(&words, from: first)
                }
            }
        }
        contents.statistics.descriptors += UInt64(count)
    }

    /// The first-level word that covers an address.
    func firstLevelWord(at address: VirtualAddress) -> UInt32 {
        guard let level = firstLevels.first else { return 0 }
        return level.ram.word(at: level.offset + Int((address.rawValue &- base) >> 20) * 4) ?? 0
    }

    // MARK: Small pages

    /// Makes sure that coarse tables stand behind a range; false when the pool has no page left for one, with nothing
    /// changed that a later attempt would not reuse.
    /// - Parameter site: who needs them.
    package func prepare(_ address: VirtualAddress, pages: Int, site: CallSite) -> Bool {
        guard pages > 0 else { return true }
        let first = Int((address.rawValue &- base) / Self.groupBytes)
        let last = Int((UInt64(address.rawValue &- base) + UInt64(pages) * 4096 - 1) / UInt64(Self.groupBytes))
        guard last < contents.groups.count else { return false }
        // The pages are charged at once: looking the account up costs as much as half a table's words.
        var account: UInt16?
        var taken = 0
        for index in first...last where contents.groups[index] == nil {
            let number = account ?? pool.account(owner, .pageTable, site)
            account = number
            guard makeGroup(index, number) else {
                pool.charge(number, .pageTable, taken)
                releaseEmptyGroups(first...index)
                return false
            }
            taken += 1
        }
        if let account { pool.charge(account, .pageTable, taken) }
        return true
    }

    private func makeGroup(_ index: Int, _ account: UInt16) -> Bool {
        guard let page = pool.take(.pageTable, account), let (ram, offset) = memory.locate(page) else { return false }
        contents.groups[index] = TableGroups.Group(page: page, ram: ram, offset: offset, live: 0)
        for level in firstLevels {
            _ = level.ram.withWords(at: level.offset + index * 16, count: 4) { words in
                _ = TableEditor.fillCoarseTables(&words, from: CoarseTable.encode(page))
            }
        }
        showGroup(index)
        contents.statistics.tables += 1
        contents.statistics.descriptors += 4
        return true
    }

    func releaseEmptyGroups(_ range: ClosedRange<Int>) {
        for index in range { if let group = contents.groups[index], group.live == 0 { dropGroup(index, group) } }
    }

    private func dropGroup(_ index: Int, _ group: TableGroups.Group) {
        for level in firstLevels {
            _ = level.ram.withWords(at: level.offset + index * 16, count: 4) { TableEditor.clear(&$0) }
        }
        showGroup(index)
        contents.statistics.cleared += 4
        contents.groups[index] = nil
        pool.release(group.page, zeroed: group.live == 0)
    }

    /// Writes `pages` descriptors from `address` on, each mapping the next 4 KB of physical memory. The tables must have been
    /// prepared and the entries be empty.
    /// - Parameter first: the descriptor of the first page.
    package func fill(_ address: VirtualAddress, pages: Int, first: UInt32) {
        contents.fill(Int((address.rawValue &- base) >> 12), pages, first)
        memory.work &+= UInt64(pages) &* 4
    }

    /// Clears `pages` entries from `address` on, all of which are in use, and gives tables back that become empty. Sections that
    /// are only partly in the range must have been split.
    func clear(_ address: VirtualAddress, pages: Int) {
        if sectionCount > 0 {
            clearSections(address, pages: pages)
            return
        }
        clearPages(address, pages: pages)
    }

    func clearPages(_ address: VirtualAddress, pages: Int) {
        let entry = Int((address.rawValue &- base) >> 12)
        guard pages > 0 else { return }
        memory.work &+= UInt64(pages) &* 4
        guard contents.clear(entry, pages) else { return }
        releaseEmptyGroups(entry >> 10...min((entry + pages - 1) >> 10, contents.groups.count - 1))
    }

    /// The second-level word of an address; 0 when there is none.
    package func entry(at address: VirtualAddress) -> UInt32 {
        let entry = Int((address.rawValue &- base) >> 12)
        guard entry >> 10 < contents.groups.count, let group = contents.groups[entry >> 10] else { return 0 }
        if group.sections != 0, let word = sectionEntry(at: address) { return word }
        return group.ram.word(at: group.offset + (entry & 1023) * 4) ?? 0
    }

    /// Replaces the word of an entry that is in use.
    func replace(_ word: UInt32, at address: VirtualAddress) {
        let entry = Int((address.rawValue &- base) >> 12)
        guard entry >> 10 < contents.groups.count, let group = contents.groups[entry >> 10] else { return }
        _ = group.ram.setWord(word, at: group.offset + (entry & 1023) * 4)
        contents.statistics.descriptors += 1
    }

    /// Replaces the bits outside `mask` of `pages` entries that are in use: where they lead stays.
    func rewrite(_ address: VirtualAddress, pages: Int, keeping mask: UInt32, setting bits: UInt32) {
        contents.rewrite(Int((address.rawValue &- base) >> 12), pages, keeping: mask, setting: bits)
        memory.work &+= UInt64(pages) &* 4
    }

    /// Gives every table back: the process is gone.
    func close() {
        for index in contents.groups.indices { if let group = contents.groups[index] { dropGroup(index, group) } }
        contents.groups = []
    }
}
