import CEMemory
import GuestAddress
import SavedState
import Unicorn

/// Blocks of a heap that each end where their last page does, with nothing behind: a write past one faults where it is
/// made. The pages of a freed block stay away until many others were freed, so that its use faults as well.
struct GuardedBlocks {
    /// What is reserved at once.
    private static let arenaSize: UInt32 = 0x10_0000
    /// So many freed blocks keep their addresses to themselves.
    private static let quarantine = 512
    /// Addresses of blocks are multiples of it, as CE's heaps have them. A shorter block has bytes behind it.
    private static let alignment: UInt32 = 8
    /// What those bytes hold.
    private static let filler: UInt8 = 0xFD
    /// So many bytes before a block are looked at when it is freed.
    private static let lookedAtBefore: UInt32 = 64

    private let memory: MemoryManager
    private let space: AddressSpace
    private var live: [UInt32: GuardedBlock] = [:]
    /// The allocated block of each page, the page behind included, by its address.
    private var pages: [UInt32: UInt32] = [:]
    /// A ring, the oldest at `oldest` when it is full.
    private var freed: [GuardedBlock] = []
    private var oldest = 0
    /// Runs of pages without an owner, the page behind included, by their number.
    private var idle: [Int: [UInt32]] = [:]
    private var arenas: [Reservation] = []
    /// The bytes of the last arena that were handed out.
    private var used: UInt32 = 0

    init(_ memory: MemoryManager, _ space: AddressSpace) {
        self.memory = memory
        self.space = space
    }

    var count: Int { live.count }
    func size(of address: UInt32) -> UInt32? { live[address]?.requested }

    /// The block, allocated or freed of late, whose pages or the one behind an address is in. For reports.
    func block(at address: UInt32) -> GuardedBlock? {
        pages[address & ~0xFFF].flatMap { live[$0] } ?? freed.last { $0.covers(address) }
    }

    /// The block that began at an address and was freed of late; nil where one is allocated.
    func freedBlock(_ address: UInt32) -> GuardedBlock? {
        live[address] == nil ? freed.last { $0.address == address } : nil
    }

    /// Notes whose pages an allocated block's are, or that they are nobody's.
    private mutating func note(_ block: GuardedBlock, isThere: Bool) {
        for page in 0...UInt32(block.pages) { pages[block.base &+ page &* 4096] = isThere ? block.address : nil }
    }

    // MARK: Allocating

    /// - Returns: nil without pages or addresses.
    mutating func allocate(_ size: UInt32, site: CallSite) -> UInt32? {
        let rounded = max(Self.alignment, (size + Self.alignment - 1) & ~(Self.alignment - 1))
        let pages = Int((rounded + 4095) / 4096)
        guard let base = takeRun(pages + 1, site) else { return nil }
        let bytes = UInt32(pages) * 4096
        do throws(CEError) {
            _ = try memory.commit(in: space, at: base, size: bytes, .readWritePages, site: site)
        } catch {
            idle[pages + 1, default: []].append(base)
            return nil
        }
        let address = base &+ bytes &- rounded
        let block = GuardedBlock(base: base, pages: pages, address: address, requested: size, taken: site)
        live[address] = block
        note(block, isThere: true)
        fillBehind(block)
        return address
    }

    private mutating func takeRun(_ pages: Int, _ site: CallSite) -> UInt32? {
        if let known = idle[pages]?.popLast() { return known }
        let bytes = UInt32(pages) * 4096
        if arenas.last.map({ used + bytes > UInt32($0.size) }) ?? true {
            guard
                let arena = try? memory.reserve(in: space, at: 0, size: Self.arenaSize, purpose: .heap, site: site)
            else { return nil }
            arenas.append(arena)
            used = 0
        }
        guard let arena = arenas.last else { return nil }
        defer { used += bytes }
        return arena.base.rawValue &+ used
    }

    private func fillBehind(_ block: GuardedBlock) {
        let first = block.address &+ block.requested
        forPages(first, block.end &- first) { place, count in
            guard let (ram, offset) = memory.physical.locate(place) else { return }
            _ = ram.fill(at: offset, count: count, with: Self.filler)
        }
    }

    // MARK: Freeing

    /// - Returns: false when no block begins at the address.
    mutating func free(_ address: UInt32, site: CallSite?) -> Bool {
        guard var block = live.removeValue(forKey: address) else { return false }
        note(block, isThere: false)
        let site = site ?? block.taken
        if let offset = damage(of: block) {
            memory.physical.tell(.heaps, .heapDamaged(HeapDamage(block: block, offset: offset, site: site)))
        }
        memory.decommitHeap(block.base, size: UInt32(block.pages) * 4096, in: space, site: site)
        block.freed = site
        guard freed.count == Self.quarantine else {
            freed.append(block)
            return true
        }
        idle[freed[oldest].pages + 1, default: []].append(freed[oldest].base)
        freed[oldest] = block
        oldest = (oldest + 1) % Self.quarantine
        return true
    }

    /// The first byte next to a block that is not as it was, from the block's own first on.
    private func damage(of block: GuardedBlock) -> Int? {
        let before = min(Self.lookedAtBefore, block.address &- block.base)
        let behind = block.address &+ block.requested
        var found: Int?
        func look(_ first: UInt32, _ count: UInt32, for value: UInt8) {
            var next = first
            forPages(first, count) { place, count in
                let bytes = memory.physical.bytes(at: place, count: count) ?? []
                if found == nil, let index = bytes.firstIndex(where: { $0 != value }) {
                    found = Int(next) + index - Int(block.address)
                }
                next &+= UInt32(count)
            }
        }
        look(block.address &- before, before, for: 0)
        look(behind, block.end &- behind, for: Self.filler)
        return found
    }

    private func forPages(_ first: UInt32, _ count: UInt32, _ body: (PhysicalAddress, Int) -> Void) {
        var next = first
        var left = count
        while left > 0 {
            let part = min(left, 4096 - next & 0xFFF)
            let frame = space.tables.entry(at: VirtualAddress(next & ~0xFFF)) & ~MemoryManager.pageMask
            body(PhysicalAddress(frame | next & 0xFFF), Int(part))
            next &+= part
            left -= part
        }
    }

    /// Changes a block's size where it is: it may become smaller.
    mutating func resize(_ address: UInt32, to size: UInt32) -> Bool {
        guard var block = live[address], size <= block.requested else { return false }
        block.requested = size
        live[address] = block
        fillBehind(block)
        return true
    }

    mutating func destroy(site: CallSite) {
        for arena in arenas { memory.release(arena, in: space, site: site) }
        self = GuardedBlocks(memory, space)
    }
}

extension GuardedBlocks: Codable {
    private enum CodingKeys: CodingKey { case space, live, freed, oldest, idle, arenas, used }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(try decoder.host(MemoryManager.self), try values.decode(AddressSpace.self, forKey: .space))
        live = try values.decode([UInt32: GuardedBlock].self, forKey: .live)
        freed = try values.decode([GuardedBlock].self, forKey: .freed)
        oldest = try values.decode(Int.self, forKey: .oldest)
        idle = try values.decode([Int: [UInt32]].self, forKey: .idle)
        arenas = try values.decode([Reservation].self, forKey: .arenas)
        used = try values.decode(UInt32.self, forKey: .used)
        let blocks = Array(live.values) + freed
        guard freed.count <= Self.quarantine, (0..<Self.quarantine).contains(oldest), used <= Self.arenaSize,
            blocks.allSatisfy({ block in
                (1...256).contains(block.pages) && block.address >= block.base && block.address <= block.end
                    && block.requested <= block.end - block.address
                    && arenas.contains { $0.range.contains(VirtualAddress(block.base)) }
            })
        else { throw StateError.malformed("a guarded heap") }
        for block in live.values { note(block, isThere: true) }
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(space, forKey: .space)
        try values.encode(live, forKey: .live)
        try values.encode(freed, forKey: .freed)
        try values.encode(oldest, forKey: .oldest)
        try values.encode(idle, forKey: .idle)
        try values.encode(arenas, forKey: .arenas)
        try values.encode(used, forKey: .used)
    }
}

extension GuardedBlock {
    /// `4 bytes behind the end of the block of 40 bytes at 0x00030fd8`.
    package func place(of place: UInt32) -> String {
        let what = "the \(freed == nil ? "" : "freed ")block of \(requested) bytes at 0x\(hexadecimal(address))"
        guard place >= address else { return "\(bytes(address - place)) before \(what)" }
        let offset = place - address
        if offset < requested { return "\(bytes(offset)) into \(what)" }
        return offset == requested ? "at the end of \(what)" : "\(bytes(offset - requested)) behind the end of \(what)"
    }

    private func bytes(_ count: UInt32) -> String { "\(count) byte\(count == 1 ? "" : "s")" }
}
