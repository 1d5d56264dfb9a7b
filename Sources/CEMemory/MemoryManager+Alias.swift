package import GuestAddress

extension MemoryManager {
    /// VirtualAllocCopyEx: reserves and shows the pages behind another address in one. The low 16 bits of the address stay.
    /// - Returns: the reservation, and the address of the first byte in it.
    /// - Throws: ERROR_INVALID_PARAMETER, or ERROR_NOT_ENOUGH_MEMORY without room.
    package func alias(
        _ source: UInt32, _ size: UInt32, of sourceSpace: AddressSpace, in space: AddressSpace, protection: UInt32,
        purpose: Reservation.Purpose = .virtual, releasedBy: ReleaseCall = .virtualFree, site: CallSite
    ) throws(CEError) -> (reservation: Reservation, address: UInt32) {
        let offset = source & 0xFFFF
        let (bytes, overflow) = offset.addingReportingOverflow(size)
        guard !overflow, bytes < 0x8000_0000 else { throw refuse(.size(size)) }
        physical.hostWork.look(at: Int(bytes / UInt32(Self.pageSize)), each: 32)
        let reservation = try reserve(
            in: space, at: 0, size: bytes, purpose: purpose, releasedBy: releasedBy, site: site)
        do throws(CEError) {
            try copyMap(
                in: space, at: reservation.base.rawValue + offset, from: .memory(source, sourceSpace), size: size,
                protection: protection, site: site)
        } catch {
            release(reservation, in: space, site: site)
            throw error
        }
        return (reservation, reservation.base.rawValue + offset)
    }

    /// Maps a physical range uncached at new addresses, for ever.
    /// - Parameter range: whole pages.
    /// - Throws: ERROR_NOT_ENOUGH_MEMORY without room or page tables.
    package func mapStatically(
        _ range: AddressRange<PhysicalAddress>, in space: AddressSpace, purpose: Reservation.Purpose, site: CallSite
    ) throws(CEError) -> StaticMapping {
        let reservation = try reserve(
            in: space, at: 0, size: UInt32(truncatingIfNeeded: range.size), purpose: purpose, site: site)
        let pages = Int(range.size / UInt64(Self.pageSize))
        guard space.tables.prepare(reservation.base, pages: pages, site: site) else {
            space.remove(reservation)
            throw refuse(.noPageTables, .notEnoughMemory)
        }
        map(reservation.base, pages: pages, at: range.base, .uncachedPages, in: space)
        reservation.insert(.init(first: 0, count: pages, content: .physical(range.base), protection: .uncachedPages))
        physical.tell(.mappings, .mappedStatically(reservation, space))
        return StaticMapping(physical: range, virtual: reservation.base)
    }
}
