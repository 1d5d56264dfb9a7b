package import GuestAddress
package import SavedState
package import Unicorn

/// The reservations of one half of the address space: a process's 2 GB, or the kernel's.
///
/// The unit is CE's allocation block of 64 KB. A table says for each block which reservation it belongs to, so that finding
/// one by address, and finding room, cost the same with ten thousand reservations as with one.
package final class AddressSpace: SavedObject {
    static let blockSize: UInt32 = 0x1_0000
    private static let blockCount = 32768

    /// The number that pages taken for this space carry, and its process's position in the machine's list.
    package let owner: UInt16
    package let isKernel: Bool
    package let tables: PageTables
    /// For each block of the half the reservation's slot plus one, or 0.
    private var blocks: [UInt32]
    /// One bit a block that is free.
    private var freeBits: [UInt64]
    /// The blocks whose accesses the engine tells; nil of none.
    package var watched: WatchedBlocks?
    /// No block from `searchBase` up to `searchStart` is free: the window that was searched last, and where its first free block
    /// is at the earliest. Room is found as quickly behind ten thousand reservations as in an empty window.
    private var searchBase = 0
    private var searchStart = 0
    private var slots: [Reservation?] = []
    private var freeSlots: [Int] = []
    private let base: UInt32
    package private(set) var count = 0

    package init(owner: UInt16, isKernel: Bool, tables: PageTables) {
        self.owner = owner
        self.isKernel = isKernel
        self.tables = tables
        base = tables.base
        blocks = [UInt32](repeating: 0, count: Self.blockCount)
        freeBits = [UInt64](repeating: .max, count: Self.blockCount / 64)
    }

    private enum CodingKeys: CodingKey { case owner, isKernel, tables }
    /// What follows from the reservations, and what the watcher of accesses has.
    package static var hostProperties: Set<String> { ["blocks", "freeBits", "watched", "base", "count"] }

    package convenience init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            owner: try values.decode(UInt16.self, forKey: .owner),
            isKernel: try values.decode(Bool.self, forKey: .isKernel),
            tables: try values.decode(PageTables.self, forKey: .tables))
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(owner, forKey: .owner)
        try values.encode(isKernel, forKey: .isKernel)
        try values.encode(tables, forKey: .tables)
    }

    package func carry(_ state: StateCarrier) throws {
        var wasClosed = isClosed
        try state.carry(&slots)
        try state.carry(&freeSlots)
        try state.carry(&searchBase)
        try state.carry(&searchStart)
        try state.carry(derived: &wasClosed)
        if state.isReading { try restoreBlocks(isClosed: wasClosed) }
    }

    /// Makes the tables that say where the reservations are.
    private func restoreBlocks(isClosed: Bool) throws {
        guard (0...Self.blockCount).contains(searchBase), (searchBase...Self.blockCount).contains(searchStart),
            Set(freeSlots).count == freeSlots.count,
            freeSlots.allSatisfy({ slots.indices.contains($0) && slots[$0] == nil })
        else { throw StateError.malformed("places for reservations") }
        if isClosed {
            guard slots.isEmpty else { throw StateError.malformed("reservations of a process that has ended") }
            blocks = []
            freeBits = []
            return
        }
        blocks = [UInt32](repeating: 0, count: Self.blockCount)
        freeBits = [UInt64](repeating: .max, count: Self.blockCount / 64)
        count = 0
        for (slot, reservation) in slots.enumerated() {
            guard let reservation else { continue }
            guard covers(reservation.base), reservation.range.last.map(covers) == true, isFree(reservation.range) else {
                throw StateError.malformed("reservations over one another")
            }
            mark(reservation, UInt32(slot + 1))
            count += 1
        }
        searchStart = max(searchStart, searchBase)
    }

    private func block(_ address: VirtualAddress) -> Int { Int((address.rawValue &- base) >> 16) }

    /// Whether an address belongs to this half.
    package func covers(_ address: VirtualAddress) -> Bool { address.rawValue >> 31 == base >> 31 }

    /// The reservation that an address lies in.
    package func reservation(at address: VirtualAddress) -> Reservation? {
        guard covers(address), !isClosed else { return nil }
        let slot = blocks[block(address)]
        guard slot != 0, let found = slots[Int(slot) - 1], found.range.contains(address) else { return nil }
        return found
    }

    /// All reservations, by address.
    package var reservations: [Reservation] {
        slots.compactMap { $0 }.sorted { $0.base < $1.base }
    }

    /// The lowest address of a run of free blocks, or nil.
    func findRoom(blocks wanted: Int, in window: AddressRange<VirtualAddress>) -> VirtualAddress? {
        guard !isClosed else { return nil }
        if searchBase != block(window.base) {
            searchBase = block(window.base)
            searchStart = searchBase
        }
        var index = searchStart
        var isFirst = true
        let end = Int((window.end - UInt64(base)) >> 16)
        while index + wanted <= end {
            // Skip words that are wholly taken, then bits, to the next free block.
            if index & 63 == 0, freeBits[index >> 6] == 0 {
                index += 64
                continue
            }
            guard isFree(index) else {
                index += 1
                continue
            }
            if isFirst {
                searchStart = index
                isFirst = false
            }
            var length = 1
            while length < wanted, isFree(index + length) {
                length += runOfFree(from: index + length, atMost: wanted - length)
            }
            if length >= wanted { return VirtualAddress(base &+ UInt32(index) << 16) }
            index += length + 1
        }
        return nil
    }

    private func isFree(_ index: Int) -> Bool { freeBits[index >> 6] & (1 << UInt64(index & 63)) != 0 }

    private func runOfFree(from index: Int, atMost limit: Int) -> Int {
        index & 63 == 0 && limit >= 64 && freeBits[index >> 6] == .max ? 64 : 1
    }

    /// Whether every block of a range is free.
    func isFree(_ range: AddressRange<VirtualAddress>) -> Bool {
        guard !isClosed else { return false }
        guard let last = range.last else { return true }
        return (block(range.base)...block(last)).allSatisfy(isFree)
    }

    /// Adds a reservation whose blocks are free.
    func insert(_ reservation: Reservation) {
        let slot: Int
        if let reused = freeSlots.popLast() {
            slot = reused
            slots[slot] = reservation
        } else {
            slot = slots.count
            slots.append(reservation)
        }
        mark(reservation, UInt32(slot + 1))
        count += 1
    }

    /// Takes a reservation out.
    package func remove(_ reservation: Reservation) {
        let slot = Int(blocks[block(reservation.base)]) - 1
        guard slot >= 0 else { return }
        mark(reservation, 0)
        slots[slot] = nil
        freeSlots.append(slot)
        count -= 1
    }

    private func mark(_ reservation: Reservation, _ value: UInt32) {
        guard let last = reservation.range.last else { return }
        let first = block(reservation.base)
        let end = block(last) + 1
        for index in first..<end { blocks[index] = value }
        setBits(first..<end, free: value == 0)
    }

    private func setBits(_ run: Range<Int>, free: Bool) {
        var index = run.lowerBound
        while index < run.upperBound {
            let count = min(64 - index & 63, run.upperBound - index)
            let mask = (count == 64 ? UInt64.max : (1 << UInt64(count)) - 1) << UInt64(index & 63)
            if free { freeBits[index >> 6] |= mask } else { freeBits[index >> 6] &= ~mask }
            index += count
        }
        if free, run.upperBound > searchBase { searchStart = min(searchStart, max(run.lowerBound, searchBase)) }
    }

    /// Whether the process is gone: nothing is found here and nothing can be reserved any more.
    private var isClosed: Bool { blocks.isEmpty }

    /// Gives the book-keeping back after the last reservation is gone; a machine may see thousands of processes.
    package func close() {
        blocks = []
        freeBits = []
        slots = []
        freeSlots = []
        tables.close()
    }
}
