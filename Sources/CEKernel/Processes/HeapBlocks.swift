/// The book-keeping of a heap: which ranges are allocated, which are free. All of it is on the host, so a guest that writes past
/// a block destroys its neighbour's data and nothing else.
///
/// Free blocks are in lists by size, two levels deep (power of two, sixteenth of it), with a bit for each list that is not
/// empty; neighbours are linked, so that freeing joins them. Every operation takes constant time.
struct HeapBlocks: Codable {
    /// Sizes are rounded up to it, addresses are multiples of it.
    static let granule: UInt32 = 16
    private static let none: Int32 = -1
    private static let listsPerLevel = 16
    private static let levels = 26

    private struct Block: Codable {
        var address: UInt32
        var size: UInt32
        /// What the caller asked for.
        var requested: UInt32 = 0
        var isFree = true
        /// Neighbours by address.
        var previous: Int32
        var next: Int32 = none
        /// Neighbours in the list of free blocks.
        var previousFree: Int32 = none
        var nextFree: Int32 = none
    }

    private var blocks: [Block] = []
    /// Records in `blocks` that stand for nothing.
    private var unused: [Int32] = []
    private var allocated: [UInt32: Int32] = [:]
    /// The last block of each region, by the address behind it.
    private var regionEnds: [UInt32: Int32] = [:]
    private var lists = [Int32](repeating: none, count: levels * listsPerLevel)
    private var levelBits: UInt32 = 0
    private var listBits = [UInt16](repeating: 0, count: levels)

    /// How many blocks are allocated.
    var count: Int { allocated.count }
    private(set) var allocatedBytes: UInt64 = 0
    private(set) var freeBytes: UInt64 = 0

    /// Hands a range to the heap; it joins the free block that ends where it begins.
    /// - Parameters:
    ///   - address: a multiple of the granule.
    ///   - size: a positive multiple of the granule; the range is in no other region.
    mutating func add(_ address: UInt32, _ size: UInt32) {
        let before = regionEnds.removeValue(forKey: address) ?? Self.none
        let index = makeBlock(Block(address: address, size: size, previous: before))
        if before >= 0 { blocks[Int(before)].next = index }
        regionEnds[address &+ size] = index
        freeBytes += UInt64(size)
        insertFree(joined(index))
    }

    /// Takes a block for `size` bytes out of the free ones.
    /// - Returns: its address, or nil when no free block is certain to be large enough.
    mutating func allocate(_ size: UInt32) -> UInt32? {
        guard let rounded = Self.rounded(size), let index = findFree(rounded) else { return nil }
        removeFree(index)
        split(index, at: rounded)
        blocks[Int(index)].isFree = false
        blocks[Int(index)].requested = size
        let taken = blocks[Int(index)]
        allocated[taken.address] = index
        allocatedBytes += UInt64(taken.size)
        freeBytes -= UInt64(taken.size)
        return taken.address
    }

    /// Gives a block back.
    /// - Returns: false when no allocated block begins at the address.
    mutating func free(_ address: UInt32) -> Bool {
        guard let index = allocated.removeValue(forKey: address) else { return false }
        let size = UInt64(blocks[Int(index)].size)
        allocatedBytes -= size
        freeBytes += size
        blocks[Int(index)].isFree = true
        insertFree(joined(index))
        return true
    }

    /// The size that was asked for, of the block that begins at an address.
    func size(of address: UInt32) -> UInt32? { allocated[address].map { blocks[Int($0)].requested } }

    /// The allocated block that begins last at or before an address, not further away than `distance` bytes.
    func block(before address: UInt32, within distance: UInt32) -> (address: UInt32, requested: UInt32)? {
        var start = address & ~(Self.granule - 1)
        let least = start - min(start, distance)
        while true {
            if let size = size(of: start) { return (start, size) }
            guard start >= least + Self.granule else { return nil }
            start -= Self.granule
        }
    }

    /// Changes a block's size where it is, if it has the room.
    mutating func resize(_ address: UInt32, to size: UInt32) -> Bool {
        guard let index = allocated[address], let rounded = Self.rounded(size), rounded <= blocks[Int(index)].size
        else {
            return false
        }
        blocks[Int(index)].requested = size
        return true
    }

    /// The room that a request takes, or nil when it is beyond every heap.
    static func rounded(_ size: UInt32) -> UInt32? {
        guard size <= 0x7FFF_FFF0 else { return nil }
        return max(granule, (size + granule - 1) & ~(granule - 1))
    }

    // MARK: Blocks

    private mutating func makeBlock(_ block: Block) -> Int32 {
        if let index = unused.popLast() {
            blocks[Int(index)] = block
            return index
        }
        blocks.append(block)
        return Int32(truncatingIfNeeded: blocks.count - 1)
    }

    /// Cuts what lies behind the first `size` bytes off, as a free block.
    private mutating func split(_ index: Int32, at size: UInt32) {
        let block = blocks[Int(index)]
        guard block.size > size else { return }
        var rest = Block(address: block.address &+ size, size: block.size - size, previous: index)
        rest.next = block.next
        let restIndex = makeBlock(rest)
        blocks[Int(index)].size = size
        blocks[Int(index)].next = restIndex
        setPrevious(restIndex, of: block.next, end: block.address &+ block.size)
        insertFree(restIndex)
    }

    /// Joins a free block, which is in no list, with its free neighbours.
    private mutating func joined(_ index: Int32) -> Int32 {
        var index = index
        let next = blocks[Int(index)].next
        if next >= 0, blocks[Int(next)].isFree {
            removeFree(next)
            absorb(next, into: index)
        }
        let previous = blocks[Int(index)].previous
        if previous >= 0, blocks[Int(previous)].isFree {
            removeFree(previous)
            absorb(index, into: previous)
            index = previous
        }
        return index
    }

    private mutating func absorb(_ right: Int32, into left: Int32) {
        let gone = blocks[Int(right)]
        blocks[Int(left)].size += gone.size
        blocks[Int(left)].next = gone.next
        setPrevious(left, of: gone.next, end: gone.address &+ gone.size)
        unused.append(right)
    }

    private mutating func setPrevious(_ index: Int32, of next: Int32, end: UInt32) {
        if next >= 0 { blocks[Int(next)].previous = index } else { regionEnds[end] = index }
    }

    // MARK: Lists of free blocks

    /// The list that blocks of a size are in.
    private static func list(_ size: UInt32) -> (level: Int, list: Int) {
        let units = size / granule
        guard units >= 16 else { return (0, Int(units)) }
        let log = 31 - units.leadingZeroBitCount
        return (log - 3, Int(units >> UInt32(log - 4)) & 15)
    }

    private mutating func insertFree(_ index: Int32) {
        let (level, list) = Self.list(blocks[Int(index)].size)
        let position = level * Self.listsPerLevel + list
        let first = lists[position]
        blocks[Int(index)].previousFree = Self.none
        blocks[Int(index)].nextFree = first
        if first >= 0 { blocks[Int(first)].previousFree = index }
        lists[position] = index
        listBits[level] |= 1 << UInt16(list)
        levelBits |= 1 << UInt32(level)
    }

    private mutating func removeFree(_ index: Int32) {
        let block = blocks[Int(index)]
        if block.nextFree >= 0 { blocks[Int(block.nextFree)].previousFree = block.previousFree }
        if block.previousFree >= 0 {
            blocks[Int(block.previousFree)].nextFree = block.nextFree
            return
        }
        let (level, list) = Self.list(block.size)
        let position = level * Self.listsPerLevel + list
        lists[position] = block.nextFree
        guard block.nextFree < 0 else { return }
        listBits[level] &= ~(1 << UInt16(list))
        if listBits[level] == 0 { levelBits &= ~(1 << UInt32(level)) }
    }

    /// A free block of at least `size` bytes, from the first list all of whose blocks are large enough.
    private func findFree(_ size: UInt32) -> Int32? {
        let units = size / Self.granule
        var wanted = size
        if units >= 16 {
            let log = 31 - units.leadingZeroBitCount
            wanted += ((1 << UInt32(log - 4)) - 1) * Self.granule
        }
        let (level, list) = Self.list(wanted)
        let here = listBits[level] & (UInt16.max << UInt16(list))
        if here != 0 { return lists[level * Self.listsPerLevel + here.trailingZeroBitCount] }
        guard level + 1 < Self.levels else { return nil }
        let above = levelBits & (UInt32.max << UInt32(level + 1))
        guard above != 0 else { return nil }
        let found = above.trailingZeroBitCount
        return lists[found * Self.listsPerLevel + listBits[found].trailingZeroBitCount]
    }
}

extension HeapBlocks {
    /// Whether every link leads to a block, so that no operation can leave the lists.
    var isSound: Bool {
        func isLink(_ index: Int32) -> Bool { index == Self.none || blocks.indices.contains(Int(index)) }
        return blocks.allSatisfy {
            isLink($0.previous) && isLink($0.next) && isLink($0.previousFree) && isLink($0.nextFree)
                && $0.size > 0 && $0.size <= UInt32.max - Self.granule
        }
            && unused.allSatisfy { blocks.indices.contains(Int($0)) }
            && allocated.values.allSatisfy { blocks.indices.contains(Int($0)) }
            && regionEnds.values.allSatisfy { blocks.indices.contains(Int($0)) }
            && lists.count == Self.levels * Self.listsPerLevel && lists.allSatisfy(isLink)
            && listBits.count == Self.levels && levelBits >> UInt32(Self.levels) == 0
    }
}
