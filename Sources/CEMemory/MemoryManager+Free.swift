import GuestAddress

extension MemoryManager {
    /// VirtualFreeEx: exactly one of MEM_DECOMMIT (size > 0, within one allocation) and MEM_RELEASE (size 0, the exact base).
    /// - Throws: ERROR_INVALID_PARAMETER for everything else.
    package func free(
        in space: AddressSpace, at address: UInt32, size: UInt32, type: UInt32, site: CallSite
    ) throws(CEError) {
        switch type {
        case MemoryFlags.decommit:
            let (reservation, run) = try run(address, size, in: space)
            try mayFree(reservation, address, space)
            discard(run, of: reservation, in: space, site: site)
            reservation.note(PageChange(run, site))
        case MemoryFlags.release:
            guard size == 0 else { throw refuse(.releaseSize(size)) }
            guard let reservation = space.reservation(at: VirtualAddress(address)) else {
                throw refuse(.nothingReserved(VirtualAddress(address), owner: space.owner))
            }
            guard reservation.base.rawValue == address else {
                throw refuse(.notBase(VirtualAddress(address), reservation))
            }
            try mayFree(reservation, address, space)
            release(reservation, in: space, site: site)
        default: throw refuse(.freeType(type))
        }
    }

    private func mayFree(_ reservation: Reservation, _ address: UInt32, _ space: AddressSpace) throws(CEError) {
        guard reservation.purpose == .virtual else {
            throw refuse(.otherUse(VirtualAddress(address), reservation, owner: space.owner))
        }
        guard reservation.lockedPages == 0 else { throw refuse(.locked(reservation)) }
    }

    /// Takes a reservation and all that is behind it away.
    package func release(_ reservation: Reservation, in space: AddressSpace, site: CallSite) {
        discard(0..<reservation.pages, of: reservation, in: space, site: site)
        physical.tell(.mappings, .released(reservation, space, site))
        space.remove(reservation)
        released.append(ReleasedReservation(reservation: reservation, owner: space.owner, site: site))
    }

    /// Takes what is behind whole pages of a heap away; the addresses stay reserved.
    /// - Parameter size: bytes.
    package func decommitHeap(_ address: UInt32, size: UInt32, in space: AddressSpace, site: CallSite) {
        guard let reservation = space.reservation(at: VirtualAddress(address)), reservation.purpose == .heap else {
            return
        }
        let first = reservation.page(of: VirtualAddress(address))
        let end = min(first + Int(size / Self.pageSize), reservation.pages)
        discard(first..<end, of: reservation, in: space, site: site)
    }

    /// Unmaps a run of pages: references are dropped, descriptors cleared.
    /// - Parameter site: who does it, for the history of the pages.
    func discard(_ run: Range<Int>, of reservation: Reservation, in space: AddressSpace, site: CallSite?) {
        if run != 0..<reservation.pages { splitSections(run, of: reservation, in: space) }
        let removed = reservation.cut(run)
        guard !removed.isEmpty else { return }
        for segment in removed {
            let start = address(segment.first, of: reservation)
            switch segment.content {
            case .counted:
                let releaser = site.map { pool.account(space.owner, .free, $0) } ?? 0
                for page in 0..<segment.count {
                    let word = space.tables.entry(at: start.wrappingAdding(UInt32(page) &* Self.pageSize))
                    let frame = PhysicalAddress(word & ~Self.pageMask)
                    if pool.release(frame, by: releaser) { physical.tell(.frees, .freed(frame)) }
                }
            case .physical(let first):
                dropHazardousReferences(first, pages: segment.count, space, site)
            }
            space.tables.clear(start, pages: segment.count)
        }
        markStale()
    }

    /// A mapping by physical address holds no reference, yet unmapping it drops one from pages the kernel manages: memory
    /// shared by two owners is then free while one still uses it. This is what CE does; a checker reports it.
    private func dropHazardousReferences(
        _ first: PhysicalAddress, pages: Int, _ space: AddressSpace, _ site: CallSite?
    ) {
        let range = AddressRange(base: first, clampedSize: UInt64(pages) * UInt64(Self.pageSize))
        guard pool.overlaps(range) else { return }
        let releaser = site.map { pool.account(space.owner, .free, $0) } ?? 0
        for page in 0..<pages { pool.release(first.wrappingAdding(UInt32(page) &* Self.pageSize), by: releaser) }
    }
}
