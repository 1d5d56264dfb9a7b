package import CEMemory
import GuestAddress
package import SavedState
import Unicorn

/// A heap of a process: LocalAlloc, malloc and their relatives take from it. Its memory grows by reservations of the process's
/// address space; large blocks have one of their own, which goes back when they are freed.
package final class GuestHeap: SavedObject {
    /// From this size on a block is a reservation of its own.
    static let largeBlock: UInt32 = 0x4_0000
    private static let firstReservation: UInt32 = 0x1_0000
    private static let maximumReservation: UInt32 = 0x10_0000
    /// What is committed at once.
    private static let commitStep: UInt32 = 0x4000
    private static let pageSize: UInt32 = 4096

    private struct LargeBlock: Codable {
        var requested: UInt32
        let reservation: Reservation
        let memory: MemoryManager
        let space: AddressSpace

        private enum CodingKeys: CodingKey { case requested, reservation, space }

        init(requested: UInt32, reservation: Reservation, memory: MemoryManager, space: AddressSpace) {
            self.requested = requested
            self.reservation = reservation
            self.memory = memory
            self.space = space
        }

        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            self.init(
                requested: try values.decode(UInt32.self, forKey: .requested),
                reservation: try values.decode(Reservation.self, forKey: .reservation),
                memory: try decoder.host(MemoryManager.self),
                space: try values.decode(AddressSpace.self, forKey: .space))
        }

        func encode(to encoder: any Encoder) throws {
            var values = encoder.container(keyedBy: CodingKeys.self)
            try values.encode(requested, forKey: .requested)
            try values.encode(reservation, forKey: .reservation)
            try values.encode(space, forKey: .space)
        }
    }

    /// The heaps that HeapCreate has made, by handle; only a process's own heap has any.
    package var children: [UInt32: GuestHeap] = [:]
    /// The number of the next child.
    package var nextChild: UInt32 = 1
    private var blocks = HeapBlocks()
    private var large: [UInt32: LargeBlock] = [:]
    private var reservations: [Reservation] = []
    /// The bytes of the last reservation that are committed.
    private var committed: UInt32 = 0
    private var nextReservation = firstReservation
    /// The blocks that end with their pages; nil of a heap that never had one.
    private var guarded: GuardedBlocks?

    package init() {}

    /// How many blocks are allocated.
    package var blockCount: Int { blocks.count + large.count + (guarded?.count ?? 0) }

    /// The size that a block was asked for with, or nil when no block begins at the address.
    package func size(of address: UInt32) -> UInt32? {
        guarded?.size(of: address) ?? blocks.size(of: address) ?? large[address]?.requested
    }

    /// The guarded block whose pages, or the page behind, an address is in.
    package func guardedBlock(at address: UInt32) -> GuardedBlock? { guarded?.block(at: address) }

    /// The guarded block that began at an address and was freed of late.
    package func freedBlock(_ address: UInt32) -> GuardedBlock? { guarded?.freedBlock(address) }

    /// What a report says of an address in the heap: `in the block of 40 bytes at 0x00030010`, `8 bytes behind the end of` it.
    package func place(of address: UInt32) -> String? {
        if let block = guarded?.block(at: address) { return block.place(of: address) }
        guard let block = blocks.block(before: address, within: 0x1_0000) else { return nil }
        let what = "the block of \(block.requested) bytes at 0x\(hexadecimal(block.address))"
        let offset = address - block.address
        if offset < block.requested { return "in \(what)" }
        let behind = offset - block.requested
        return behind == 0
            ? "at the end of \(what)" : "\(behind) byte\(behind == 1 ? "" : "s") behind the end of \(what)"
    }

    /// A block of at least `size` bytes on a 16-byte boundary. Its contents are what was there before.
    /// - Parameter site: who grows the heap when it has to.
    /// - Throws: ERROR_NOT_ENOUGH_MEMORY.
    package func allocate(
        _ size: UInt32, _ memory: MemoryManager, _ space: AddressSpace, site: @autoclosure () -> CallSite
    ) throws(CEError) -> UInt32 {
        guard let rounded = HeapBlocks.rounded(size) else {
            throw memory.refuse(.noAddresses(UInt64(size), owner: space.owner), .notEnoughMemory)
        }
        if size >= Self.largeBlock { return try allocateLarge(size, memory, space, site()) }
        if memory.guardsHeaps, let address = allocateGuarded(size, memory, space, site()) { return address }
        if let address = blocks.allocate(size) { return address }
        try grow(Self.searchable(rounded), memory, space, site())
        guard let address = blocks.allocate(size) else { throw .notEnoughMemory }
        return address
    }

    /// Gives a block back.
    /// - Returns: false when no block begins at the address: it is free already, or never came from here.
    @discardableResult
    package func free(_ address: UInt32, site: CallSite? = nil) -> Bool {
        if guarded?.free(address, site: site) == true { return true }
        if blocks.free(address) { return true }
        guard let block = large.removeValue(forKey: address) else { return false }
        block.memory.release(block.reservation, in: block.space, site: site ?? block.reservation.creator)
        return true
    }

    /// Changes a block's size where it is.
    /// - Returns: false when it has to move.
    package func resize(_ address: UInt32, to size: UInt32) -> Bool {
        if guarded?.size(of: address) != nil { return guarded?.resize(address, to: size) ?? false }
        if blocks.resize(address, to: size) { return true }
        guard let block = large[address], size >= Self.largeBlock, UInt64(size) <= block.reservation.size else {
            return false
        }
        large[address]?.requested = size
        return true
    }

    /// Gives all memory back; the heap is empty then.
    package func destroy(_ memory: MemoryManager, _ space: AddressSpace, site: CallSite) {
        guarded?.destroy(site: site)
        guarded = nil
        for reservation in reservations { memory.release(reservation, in: space, site: site) }
        for address in large.keys.sorted() {
            if let block = large[address] { memory.release(block.reservation, in: space, site: site) }
        }
        reservations = []
        large = [:]
        blocks = HeapBlocks()
        committed = 0
        nextReservation = Self.firstReservation
    }

    private func allocateGuarded(
        _ size: UInt32, _ memory: MemoryManager, _ space: AddressSpace, _ site: CallSite
    ) -> UInt32? {
        if guarded == nil { guarded = GuardedBlocks(memory, space) }
        return guarded?.allocate(size, site: site)
    }

    private func allocateLarge(
        _ size: UInt32, _ memory: MemoryManager, _ space: AddressSpace, _ site: CallSite
    ) throws(CEError) -> UInt32 {
        let reservation = try memory.reserve(in: space, at: 0, size: size, purpose: .heap, site: site)
        let base = reservation.base.rawValue
        do throws(CEError) {
            _ = try memory.commit(in: space, at: base, size: size, .readWritePages)
        } catch {
            memory.release(reservation, in: space, site: site)
            throw error
        }
        large[base] = LargeBlock(requested: size, reservation: reservation, memory: memory, space: space)
        return base
    }

    /// What a free block must have so that a search for `rounded` bytes, which looks at whole lists, is certain to find it.
    private static func searchable(_ rounded: UInt32) -> UInt32 { rounded + rounded / 8 }

    /// Commits at least `size` bytes more, in one piece.
    private func grow(
        _ size: UInt32, _ memory: MemoryManager, _ space: AddressSpace, _ site: CallSite
    ) throws(CEError) {
        let exact = (size + Self.pageSize - 1) & ~(Self.pageSize - 1)
        if reservations.last.map({ UInt64(exact) + UInt64(committed) > $0.size }) ?? true {
            try reserveMore(exact, memory, space, site)
        }
        guard let reservation = reservations.last else { throw .notEnoughMemory }
        let room = UInt32(truncatingIfNeeded: reservation.size) - committed
        let wanted = min(room, max(exact, Self.commitStep))
        let address = reservation.base.rawValue &+ committed
        let got = try commit(wanted, orElse: exact, at: address, memory, space)
        blocks.add(address, got)
        committed += got
    }

    private func reserveMore(
        _ size: UInt32, _ memory: MemoryManager, _ space: AddressSpace, _ site: CallSite
    ) throws(CEError) {
        let reservation = try memory.reserve(
            in: space, at: 0, size: max(size, nextReservation), purpose: .heap, site: site)
        reservations.append(reservation)
        committed = 0
        nextReservation = min(nextReservation * 2, Self.maximumReservation)
    }

    private func commit(
        _ wanted: UInt32, orElse exact: UInt32, at address: UInt32, _ memory: MemoryManager, _ space: AddressSpace
    ) throws(CEError) -> UInt32 {
        do throws(CEError) {
            _ = try memory.commit(in: space, at: address, size: wanted, .readWritePages)
            return wanted
        } catch {
            guard exact < wanted else { throw error }
            _ = try memory.commit(in: space, at: address, size: exact, .readWritePages)
            return exact
        }
    }

    // MARK: Saving

    package convenience init(from decoder: any Decoder) throws { self.init() }
    package func encode(to encoder: any Encoder) throws {}

    package func carry(_ state: StateCarrier) throws {
        try state.carry(&children)
        try state.carry(&nextChild)
        try state.carry(&blocks)
        try state.carry(&large)
        try state.carry(&reservations)
        try state.carry(&committed)
        try state.carry(&nextReservation)
        try state.carry(&guarded)
        guard blocks.isSound, nextReservation > 0, nextReservation <= Self.maximumReservation else {
            throw StateError.malformed("a heap")
        }
    }
}
