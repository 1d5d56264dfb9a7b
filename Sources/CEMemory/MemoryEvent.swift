package import GuestAddress

/// Kinds of what memory tells. An event is made only when somebody listens to its kind.
package struct MemoryEvents: OptionSet, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// What the host reads and writes for code of the guest.
    package static let accesses = MemoryEvents(rawValue: 1)
    /// What devices read and write.
    package static let transfers = MemoryEvents(rawValue: 2)
    /// Mappings that are made and released, and pages that become known to others than their owner.
    package static let mappings = MemoryEvents(rawValue: 4)
    /// Pages of the pool that become free.
    package static let frees = MemoryEvents(rawValue: 8)
    /// Descriptors that change.
    package static let translations = MemoryEvents(rawValue: 16)
    /// Blocks of guarded heaps that were written around.
    package static let heaps = MemoryEvents(rawValue: 32)
}

/// Something that happened to memory.
package enum MemoryEvent {
    /// The host has accessed memory for code of the guest, with the guest's addresses and rights; all bytes are in one
    /// page or in pages that follow each other.
    case accessed(address: UInt32, count: UInt32, isWrite: Bool, isPrivileged: Bool)
    /// A device has accessed RAM.
    case transferred(device: String, address: PhysicalAddress, count: UInt32, isWrite: Bool)
    /// A device wanted to access what is not wholly RAM: an error of the bus.
    case transferRefused(device: String, address: PhysicalAddress, count: UInt32, isWrite: Bool)
    /// A part of a reservation shows physical addresses, pages of another one or a file from now on.
    case mapped(NewMapping)
    /// A physical range got new addresses for ever.
    case mappedStatically(Reservation, AddressSpace)
    /// Pages of the pool are known to others than their owner from now on.
    case exposed(ExposedPages)
    /// A reservation is gone with all that was behind it.
    case released(Reservation, AddressSpace, CallSite)
    /// A page of the pool is free.
    case freed(PhysicalAddress)
    case translationsChanged
    /// A block of a guarded heap is freed, and bytes next to it have changed.
    case heapDamaged(HeapDamage)
}

/// What was found next to a block of a guarded heap when it was freed.
package struct HeapDamage {
    package let block: GuardedBlock
    /// The first byte that has changed, from the block's own first on.
    package let offset: Int
    /// Who frees it.
    package let site: CallSite

    package init(block: GuardedBlock, offset: Int, site: CallSite) {
        self.block = block
        self.offset = offset
        self.site = site
    }
}

/// A block of a heap whose last page it ends with.
package struct GuardedBlock: Codable {
    /// The first of its pages.
    package let base: UInt32
    /// How many it has; the one behind is never there.
    package let pages: Int
    package let address: UInt32
    /// Bytes that were asked for.
    package var requested: UInt32
    package let taken: CallSite
    /// Who gave it back; nil while it is allocated.
    package var freed: CallSite?

    package init(base: UInt32, pages: Int, address: UInt32, requested: UInt32, taken: CallSite) {
        self.base = base
        self.pages = pages
        self.address = address
        self.requested = requested
        self.taken = taken
    }

    /// The first byte of the page behind.
    package var end: UInt32 { base &+ UInt32(pages) &* 4096 }

    /// Whether an address is in its pages or the one behind.
    package func covers(_ place: UInt32) -> Bool { place &- base < UInt32(pages + 1) &* 4096 }
}

/// A mapping that has just been made.
package struct NewMapping {
    package let reservation: Reservation
    package let space: AddressSpace
    package let kind: MappingRecord.Kind
    /// The first byte that was asked for.
    package let address: UInt32
    /// Bytes that were asked for, not rounded.
    package let size: UInt32
    /// The pages that it got.
    package let range: AddressRange<VirtualAddress>
    /// Where they lead, when that is one run of physical addresses.
    package let physical: AddressRange<PhysicalAddress>?
    /// As the call said it.
    package let protection: UInt32
    package let site: CallSite
}

/// What AllocPhysMem gives, what LockPages names, what has an alias with other attributes.
package struct ExposedPages {
    package let reservation: Reservation
    package let space: AddressSpace
    package let address: UInt32
    /// Bytes.
    package let size: UInt32
    /// Whether the owner may have changed them through the cache before.
    package let mayBeCached: Bool

    package init(reservation: Reservation, space: AddressSpace, address: UInt32, size: UInt32, mayBeCached: Bool) {
        self.reservation = reservation
        self.space = space
        self.address = address
        self.size = size
        self.mayBeCached = mayBeCached
    }
}

/// Gets what memory tells.
package protocol MemoryObserver: AnyObject {
    /// A mapping was made: `.mapped` in a form that costs less, since most machines only take it down.
    func observe(_ mapping: NewMapping)
    /// - Parameter kind: the one kind that the event is of.
    func observe(_ event: MemoryEvent, _ kind: MemoryEvents)
}
