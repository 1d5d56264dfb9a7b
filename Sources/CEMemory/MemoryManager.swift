package import ARMMMU
package import GuestAddress
package import OEMAddrTable
package import SavedState

/// The virtual-memory calls of CE over page tables: what VirtualAlloc, VirtualCopy and their relatives do, without the
/// calling convention. Behaviour and error codes follow section 5 of `Documentation/CE-Memory.md`.
package final class MemoryManager: SavedPart {
    package static let pageSize: UInt32 = 4096
    package static let pageMask: UInt32 = 0xFFF

    package let physical: PhysicalMemory
    package let pool: PagePool
    package let profile: Profile
    package let rules: DescriptorRules
    package let kernelSpace: AddressSpace
    /// Set when a descriptor that the core may have cached was changed; the machine invalidates before the guest goes on.
    package var translationsAreStale = false
    package internal(set) var released = ReleaseHistory()
    let mappedFilePlaces: MappedFilePlaces
    /// Whether there ever was a view of a mapped file: without one no fault can be a page that is to come.
    package var hasViews = false
    /// Whether there ever was a stack whose pages come when they are touched.
    package internal(set) var hasGrowingStacks = false
    private var templates = RecentTemplates()
    /// Why the last call was refused, until somebody asks.
    var brokenRule: MemoryRule?
    /// Whether each block of a heap ends with its page; to be chosen before the machine runs.
    package var guardsHeaps = false
    /// For fault injection: copy-maps show no more than so many bytes of what they are asked for.
    package var copyMapLimit: UInt32?

    /// Where what lies in the virtual address space.
    package var layout: AddressLayout { profile.layout }

    package init(
        physical: PhysicalMemory, pool: PagePool, profile: Profile, rules: DescriptorRules, kernelSpace: AddressSpace
    ) {
        self.physical = physical
        self.pool = pool
        self.profile = profile
        self.rules = rules
        self.kernelSpace = kernelSpace
        mappedFilePlaces = MappedFilePlaces(window: profile.layout.fileMappings)
    }

    package static var hostProperties: Set<String> {
        ["profile", "rules", "kernelSpace", "templates", "brokenRule", "guardsHeaps"]
    }

    /// Gives a state that is read what it finds of memory in this machine.
    package func provide(to environment: inout StateEnvironment) {
        environment.add(self)
        environment.add(pool)
        environment.add(physical)
        environment.add(physical.hostWork)
        environment.add(mappedFilePlaces)
    }

    package func carry(_ state: StateCarrier) throws {
        state.identify(kernelSpace)
        state.identify(kernelSpace.tables)
        try state.carry(part: physical)
        try state.carry(part: pool)
        try state.carry(&translationsAreStale)
        try state.carry(part: &released)
        try state.carry(part: mappedFilePlaces)
        try state.carry(&hasViews)
        try state.carry(&hasGrowingStacks)
        try state.carry(&copyMapLimit)
    }

    package func markStale() {
        translationsAreStale = true
        physical.tell(.translations, .translationsChanged)
    }

    // MARK: Descriptors

    /// Software states of entries that hold a page the guest may not touch (CE keeps them in the same bits).
    package static let guardState: UInt32 = 0x400
    package static let noAccessState: UInt32 = 0x800

    /// Whether a descriptor that maps nothing keeps a physical address where nothing answers.
    package static func leadsToNothing(_ word: UInt32) -> Bool {
        word & 3 == 0 && word & ~pageMask != 0 && word & pageMask != guardState && word & pageMask != noAccessState
    }

    /// The low bits of a small-page descriptor with the given protection.
    package func template(_ protection: Protection, kernel: Bool) -> UInt32 {
        templates.word(protection, kernel: kernel) { makeTemplate(protection, kernel: kernel) }
    }

    private func makeTemplate(_ protection: Protection, kernel: Bool) -> UInt32 {
        guard protection.isAccessible else { return Self.noAccessState }
        if protection.isGuard { return Self.guardState }
        let attributes = attributes(protection, kernel: kernel)
        if let word = SmallPage.encode(PhysicalAddress(0), attributes, rules: rules) { return word }
        // ARMv5 has no page that only the kernel may read: read-only means for everybody.
        var wider = attributes
        wider.user = wider.privileged
        return SmallPage.encode(PhysicalAddress(0), wider, rules: rules) ?? Self.noAccessState
    }

    /// What a protection says of a page that the guest may touch.
    private func attributes(_ protection: Protection, kernel: Bool) -> PageAttributes {
        let right: AccessRight = protection.isWritable ? .readWrite : .readOnly
        return PageAttributes(
            privileged: right, user: kernel ? .none : right, cached: protection.isCached,
            executeNever: profile.enforcesExecuteNever && !protection.isExecutable, global: kernel,
            shareable: profile.enforcesExecuteNever && protection.isCached)
    }

    /// The low bits of a section with the given protection; nil of one that only a small page can have.
    private func sectionTemplate(_ protection: Protection, kernel: Bool) -> UInt32? {
        guard protection.isAccessible, !protection.isGuard else { return nil }
        return Section.encode(PhysicalAddress(0), attributes(protection, kernel: kernel), rules: rules)
    }

    /// Writes descriptors for a run, sections where a whole megabyte of both addresses is in it.
    private func fillLarge(
        _ address: VirtualAddress, _ pages: Int, _ start: PhysicalAddress, _ small: UInt32, _ section: UInt32,
        in space: AddressSpace
    ) {
        let perSection = PageTables.sectionPages
        let isCongruent = (address.rawValue ^ start.rawValue) & 0xF_FFFF == 0
        var done = 0
        while done < pages {
            let offset = UInt32(done) &* Self.pageSize
            let virtual = address.wrappingAdding(offset)
            let physical = start.wrappingAdding(offset)
            if isCongruent, virtual.isAligned(to: 0x10_0000), pages - done >= perSection {
                space.tables.fillSection(virtual, physical.rawValue | section)
                done += perSection
                continue
            }
            let toBoundary = perSection - Int(virtual.rawValue >> 12) & (perSection - 1)
            let count = isCongruent ? min(toBoundary, pages - done) : pages - done
            space.tables.fill(virtual, pages: count, first: physical.rawValue | small)
            done += count
        }
    }

    /// Splits the sections in a run of pages: what follows changes pages one by one.
    func splitSections(_ run: Range<Int>, of reservation: Reservation, in space: AddressSpace) {
        guard space.tables.sectionCount > 0 else { return }
        for segment in reservation.segments where segment.end > run.lowerBound && segment.first < run.upperBound {
            let template = template(segment.protection, kernel: space.isKernel)
            var page = max(segment.first, run.lowerBound)
            let end = min(segment.end, run.upperBound)
            while page < end {
                let virtual = address(page, of: reservation)
                space.tables.splitSection(virtual, template)
                page += PageTables.sectionPages - Int(virtual.rawValue >> 12) & (PageTables.sectionPages - 1)
            }
        }
    }

    /// Writes descriptors for a run of physical addresses. Where neither RAM nor a device answers, the words say all but "valid":
    /// the access is then a bus error at the very instruction.
    package func map(
        _ address: VirtualAddress, pages: Int, at start: PhysicalAddress, _ protection: Protection,
        in space: AddressSpace
    ) {
        let template = template(protection, kernel: space.isKernel)
        forEachRun(address, pages, start, template) { virtual, physical, count, low in
            if profile.copyMapsBySections, low & 3 != 0,
                let section = sectionTemplate(protection, kernel: space.isKernel)
            {
                fillLarge(virtual, count, physical, low, section, in: space)
            } else {
                space.tables.fill(virtual, pages: count, first: physical.rawValue | low)
            }
        }
    }

    /// Calls `body` for each run of pages behind which something answers, or nothing does, with the low bits that their words
    /// get of `template`.
    private func forEachRun(
        _ address: VirtualAddress, _ pages: Int, _ start: PhysicalAddress, _ template: UInt32,
        _ body: (VirtualAddress, PhysicalAddress, Int, UInt32) -> Void
    ) {
        var left = UInt64(pages) * UInt64(Self.pageSize)
        var virtual = address
        var physicalAddress = start
        while left > 0 {
            let run = physical.uniformRun(from: physicalAddress, limit: left)
            let count = max(1, run.length / UInt64(Self.pageSize))
            body(virtual, physicalAddress, Int(count), run.answers ? template : template & ~3)
            left -= min(left, count * UInt64(Self.pageSize))
            virtual = virtual.wrappingAdding(UInt32(truncatingIfNeeded: count) &* Self.pageSize)
            physicalAddress = physicalAddress.wrappingAdding(UInt32(truncatingIfNeeded: count) &* Self.pageSize)
        }
    }

    /// Gives the pages of a segment the low bits of `template`.
    func rewrite(
        _ segment: Reservation.Segment, of reservation: Reservation, _ template: UInt32, in space: AddressSpace
    ) {
        let start = address(segment.first, of: reservation)
        switch segment.content {
        case .counted:
            space.tables.rewrite(start, pages: segment.count, keeping: ~Self.pageMask, setting: template)
        case .physical(let first):
            forEachRun(start, segment.count, first, template) { virtual, _, count, low in
                space.tables.rewrite(virtual, pages: count, keeping: ~Self.pageMask, setting: low)
            }
        }
    }

    // MARK: Ranges

    /// The pages that `[address, address + size)` touches, within one reservation.
    /// - Throws: ERROR_INVALID_PARAMETER when size is not positive as a signed number, or the range leaves the reservation.
    package func run(
        _ address: UInt32, _ size: UInt32, in space: AddressSpace
    ) throws(CEError) -> (reservation: Reservation, pages: Range<Int>) {
        guard size > 0, size < 0x8000_0000 else { throw refuse(.size(size)) }
        guard let reservation = space.reservation(at: VirtualAddress(address)) else {
            throw refuse(.nothingReserved(VirtualAddress(address), owner: space.owner))
        }
        let first = Int((address &- reservation.base.rawValue) / Self.pageSize)
        let end = Int((UInt64(address - reservation.base.rawValue) + UInt64(size) + 4095) / 4096)
        guard end <= reservation.pages else {
            throw refuse(.pastReservation(VirtualAddress(address), size: size, reservation, owner: space.owner))
        }
        // What follows goes through the segments one by one.
        physical.hostWork.look(at: reservation.segments.count)
        return (reservation, first..<end)
    }

    package func address(_ page: Int, of reservation: Reservation) -> VirtualAddress {
        reservation.base.wrappingAdding(UInt32(page) &* Self.pageSize)
    }

    /// The window a space's reservations without an address come from.
    func window(of space: AddressSpace) -> AddressRange<VirtualAddress> {
        space.isKernel ? profile.layout.kernelMemory : profile.layout.userMemory
    }
}
