package import GuestAddress
import OEMAddrTable

extension MemoryManager {
    private static let sectionBlocks = 16
    private static let allocationTypes =
        MemoryFlags.commit | MemoryFlags.reserve | MemoryFlags.topDown | MemoryFlags.autoCommit

    /// VirtualAllocEx: reserves, commits, or both.
    /// - Parameters:
    ///   - address: where, or 0 for any place, which implies a reservation.
    ///   - size: bytes; not positive as a signed number is an error.
    ///   - type: MEM_RESERVE, MEM_COMMIT; MEM_TOP_DOWN is ignored.
    ///   - flags: PAGE_… flags.
    /// - Returns: the base of the region.
    /// - Throws: ERROR_INVALID_PARAMETER, or ERROR_NOT_ENOUGH_MEMORY without room or pages.
    package func allocate(
        in space: AddressSpace, at address: UInt32, size: UInt32, type: UInt32, protection flags: UInt32,
        releasedBy: ReleaseCall = .virtualFree, site: CallSite
    ) throws(CEError) -> VirtualAddress {
        guard size > 0, size < 0x8000_0000 else { throw refuse(.size(size)) }
        guard type & ~Self.allocationTypes == 0, type & (MemoryFlags.commit | MemoryFlags.reserve) != 0 else {
            throw refuse(.allocationType(type))
        }
        let protection = try checkedProtection(flags)
        guard address == 0 || type & MemoryFlags.reserve != 0 else {
            return try commit(in: space, at: address, size: size, protection, site: site)
        }
        let reservation = try reserve(in: space, at: address, size: size, releasedBy: releasedBy, site: site)
        guard type & MemoryFlags.commit != 0 else { return reservation.base }
        do throws(CEError) {
            _ = try commit(
                in: space, at: max(address, reservation.base.rawValue), size: size, protection, site: site)
        } catch {
            space.remove(reservation)
            throw error
        }
        return reservation.base
    }

    /// Sets a range aside, on a 64 KB boundary; takes no physical page.
    package func reserve(
        in space: AddressSpace, at address: UInt32, size: UInt32, window: AddressRange<VirtualAddress>? = nil,
        purpose: Reservation.Purpose = .virtual, releasedBy: ReleaseCall = .virtualFree, site: CallSite
    ) throws(CEError) -> Reservation {
        let window = window ?? self.window(of: space)
        let base: VirtualAddress
        let pages: UInt64
        if address == 0 {
            pages = (UInt64(size) + 4095) / 4096
            let blocks = Int((pages * 4096 + 0xFFFF) / 0x1_0000)
            // Room for sections begins at a megabyte.
            let isLarge = profile.copyMapsBySections && blocks >= Self.sectionBlocks
            guard let room = space.findRoom(blocks: blocks + (isLarge ? Self.sectionBlocks - 1 : 0), in: window) else {
                throw refuse(.noAddresses(pages * 4096, owner: space.owner), .notEnoughMemory)
            }
            base = isLarge ? room.wrappingAdding(0xF_FFFF).roundedDown(to: 0x10_0000) : room
        } else {
            base = VirtualAddress(address).roundedDown(to: AddressSpace.blockSize)
            pages = (UInt64(address - base.rawValue) + UInt64(size) + 4095) / 4096
            guard let range = AddressRange(base: base, size: pages * 4096), window.contains(range), space.isFree(range)
            else {
                throw refuse(.addressesTaken(VirtualAddress(address), size: UInt64(size), owner: space.owner))
            }
        }
        // Room is found, taken and later given back block by block.
        physical.hostWork.look(at: Int(pages * UInt64(Self.pageSize) / UInt64(AddressSpace.blockSize)))
        let reservation = Reservation(
            base: base, pages: Int(pages), purpose: purpose, creator: site, releasedBy: releasedBy)
        space.insert(reservation)
        return reservation
    }

    /// Puts zeroed pages of the pool behind a part of a reservation. Pages that have something behind them already keep it.
    /// - Parameter site: who does it; who made the reservation when it is nil.
    /// - Returns: the address rounded down to a page.
    package func commit(
        in space: AddressSpace, at address: UInt32, size: UInt32, _ protection: Protection, site: CallSite? = nil
    ) throws(CEError) -> VirtualAddress {
        let (reservation, run) = try run(address, size, in: space)
        let gaps = reservation.gaps(in: run)
        let wanted = gaps.reduce(0) { $0 + $1.count }
        guard wanted <= pool.free else { throw refuse(.noPages(wanted: wanted), .notEnoughMemory) }
        var done: [Range<Int>] = []
        for gap in gaps {
            guard commit(gap, of: reservation, in: space, protection, site ?? reservation.creator) else {
                for earlier in done { discard(earlier, of: reservation, in: space, site: site) }
                throw refuse(.noPages(wanted: wanted), .notEnoughMemory)
            }
            done.append(gap)
        }
        return VirtualAddress(address).roundedDown(to: Self.pageSize)
    }

    private func commit(
        _ gap: Range<Int>, of reservation: Reservation, in space: AddressSpace, _ protection: Protection,
        _ site: CallSite
    ) -> Bool {
        let start = address(gap.lowerBound, of: reservation)
        guard space.tables.prepare(start, pages: gap.count, site: site) else { return false }
        let template = template(protection, kernel: space.isKernel)
        let purpose: PagePurpose = reservation.purpose == .kernel ? .kernel : .committed
        let account = pool.account(space.owner, purpose, site)
        for page in gap {
            guard let frame = pool.take(purpose, account) else {
                pool.charge(account, purpose, page - gap.lowerBound)
                recordCommitted(gap.lowerBound..<page, of: reservation, protection)
                discard(gap.lowerBound..<page, of: reservation, in: space, site: site)
                return false
            }
            space.tables.fill(address(page, of: reservation), pages: 1, first: frame.rawValue | template)
        }
        pool.charge(account, purpose, gap.count)
        recordCommitted(gap, of: reservation, protection)
        return true
    }

    /// Has the pages of a stack come when they are touched, but for the one at its top.
    /// - Throws: ERROR_NOT_ENOUGH_MEMORY without a page for that.
    package func growOnTouch(_ stack: Reservation, in space: AddressSpace) throws(CEError) {
        _ = try commit(
            in: space, at: UInt32(clamping: stack.range.end - UInt64(Self.pageSize)), size: Self.pageSize,
            .readWritePages)
        stack.growsOnTouch = true
        hasGrowingStacks = true
    }

    /// Puts a page behind an address of a stack. Its lowest page never comes, so that an overflow faults.
    func growStack(_ stack: Reservation, to address: VirtualAddress, in space: AddressSpace) -> Bool {
        let page = stack.page(of: address)
        guard stack.growsOnTouch, page > 0, stack.segment(containing: page) == nil, pool.free > 0 else { return false }
        return commit(page..<page + 1, of: stack, in: space, .readWritePages, stack.creator)
    }

    private func recordCommitted(_ pages: Range<Int>, of reservation: Reservation, _ protection: Protection) {
        guard !pages.isEmpty else { return }
        reservation.insert(
            .init(first: pages.lowerBound, count: pages.count, content: .counted, protection: protection))
    }

    /// Puts adjacent pages that the caller has taken from the pool behind a whole reservation; false without page tables.
    package func mapCounted(
        _ reservation: Reservation, at first: PhysicalAddress, _ protection: Protection, in space: AddressSpace
    ) -> Bool {
        guard space.tables.prepare(reservation.base, pages: reservation.pages, site: reservation.creator) else {
            return false
        }
        let template = template(protection, kernel: space.isKernel)
        space.tables.fill(reservation.base, pages: reservation.pages, first: first.rawValue | template)
        recordCommitted(0..<reservation.pages, of: reservation, protection)
        return true
    }
}
