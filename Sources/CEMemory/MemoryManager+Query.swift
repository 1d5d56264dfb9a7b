package import GuestAddress
import OEMAddrTable

/// MEMORY_BASIC_INFORMATION, 28 bytes.
package struct MemoryBasicInformation: Hashable, Sendable {
    package static let size: UInt32 = 28

    package var baseAddress: UInt32
    package var allocationBase: UInt32
    package var allocationProtect: UInt32 = Protection.noAccess
    package var regionSize: UInt32
    package var state: UInt32
    package var protect: UInt32
    package var type: UInt32

    /// The words in the order of the structure.
    package var words: [UInt32] {
        [baseAddress, allocationBase, allocationProtect, regionSize, state, protect, type]
    }
}

extension MemoryManager {
    /// VirtualQueryEx: the run of pages from `address` on that are in the same state.
    /// - Throws: ERROR_INVALID_PARAMETER below 64 KB and outside the space.
    package func query(_ address: UInt32, in space: AddressSpace) throws(CEError) -> MemoryBasicInformation {
        let virtual = VirtualAddress(address & ~Self.pageMask)
        guard address >= 0x1_0000, space.covers(virtual) else {
            throw refuse(.nothingReserved(VirtualAddress(address), owner: space.owner))
        }
        guard let reservation = space.reservation(at: virtual) else { return freeRegion(virtual, space) }
        let page = Int((virtual.rawValue - reservation.base.rawValue) / Self.pageSize)
        var information = MemoryBasicInformation(
            baseAddress: virtual.rawValue, allocationBase: reservation.base.rawValue, regionSize: 0,
            state: MemoryFlags.reserve,
            protect: Protection.noAccess,
            type: reservation.view == nil ? MemoryFlags.privateMemory : MemoryFlags.mapped)
        let end: Int
        if let segment = reservation.segment(containing: page) {
            information.state = MemoryFlags.commit
            information.protect = segment.protection.rawValue
            end = segment.end
        } else {
            physical.hostWork.look(at: reservation.segments.count)
            end = reservation.segments.first { $0.first > page }?.first ?? reservation.pages
        }
        information.regionSize = UInt32(truncatingIfNeeded: (end - page) * 4096)
        return information
    }

    private func freeRegion(_ virtual: VirtualAddress, _ space: AddressSpace) -> MemoryBasicInformation {
        physical.hostWork.look(at: space.count, each: 8)
        let halfEnd: UInt64 = space.isKernel ? 0x1_0000_0000 : layout.userEnd
        let next = space.reservations.first { $0.base > virtual }.map { UInt64($0.base.rawValue) } ?? halfEnd
        return MemoryBasicInformation(
            baseAddress: virtual.rawValue, allocationBase: 0,
            regionSize: UInt32(truncatingIfNeeded: next - UInt64(virtual.rawValue)), state: MemoryFlags.free,
            protect: Protection.noAccess, type: 0)
    }

    /// VirtualProtectEx: changes the protection of committed pages of one allocation.
    /// - Returns: the protection the first page had.
    /// - Throws: ERROR_INVALID_PARAMETER, or ERROR_SHARING_VIOLATION when pages are locked.
    package func protect(
        _ address: UInt32, size: UInt32, _ flags: UInt32, in space: AddressSpace, site: CallSite? = nil
    ) throws(CEError) -> UInt32 {
        let protection = try checkedProtection(flags)
        let (reservation, run) = try run(address, size, in: space)
        // What the reflector shows a driver read-only stays so, and a view has the protection that MapViewOfFile gave it: more would
        // let a reader write.
        guard reservation.view == nil, reservation.purpose != .reflected else {
            throw refuse(.otherUse(VirtualAddress(address), reservation, owner: space.owner))
        }
        guard reservation.isAllCommitted(run) else {
            throw refuse(.notCommitted(firstGap(run, of: reservation), reservation))
        }
        guard reservation.lockedPages == 0 else { throw refuse(.locked(reservation), .sharingViolation) }
        let old = reservation.segment(containing: run.lowerBound)?.protection.rawValue ?? Protection.noAccess
        let template = template(protection, kernel: space.isKernel)
        splitSections(run, of: reservation, in: space)
        for var segment in reservation.cut(run) {
            segment.protection = protection
            rewrite(segment, of: reservation, template, in: space)
            reservation.insert(segment)
        }
        if let site { reservation.note(PageChange(run, site)) }
        markStale()
        return old
    }

    /// VirtualSetAttributes: replaces the masked low 12 bits of the descriptors of committed pages.
    /// - Returns: the masked bits the first descriptor had.
    package func setAttributes(
        _ address: UInt32, size: UInt32, _ newFlags: UInt32, mask: UInt32, in space: AddressSpace
    ) throws(CEError) -> UInt32 {
        let (reservation, run) = try run(address, size, in: space)
        guard mask & ~Self.pageMask == 0 else { throw refuse(.attributeMask(mask)) }
        guard reservation.isAllCommitted(run) else {
            throw refuse(.notCommitted(firstGap(run, of: reservation), reservation))
        }
        physical.hostWork.look(at: run.count, each: 4)
        splitSections(run, of: reservation, in: space)
        let old = space.tables.entry(at: self.address(run.lowerBound, of: reservation)) & Self.pageMask
        // The type bits stay: an attribute cannot make a page invalid.
        let changed = mask & ~3
        for page in run {
            rewrite(page, of: reservation, in: space) { $0 & ~changed | newFlags & changed }
        }
        markStale()
        return old
    }

    private func rewrite(
        _ page: Int, of reservation: Reservation, in space: AddressSpace, _ change: (UInt32) -> UInt32
    ) {
        let virtual = address(page, of: reservation)
        var word = change(space.tables.entry(at: virtual))
        if !physical.answers(PhysicalAddress(word & ~Self.pageMask)) { word &= ~3 }
        space.tables.replace(word, at: virtual)
    }

    /// A guard page was touched: it becomes an ordinary page.
    package func disarmGuard(at address: VirtualAddress, in space: AddressSpace) -> Bool {
        guard let reservation = space.reservation(at: address) else { return false }
        let page = Int((address.rawValue - reservation.base.rawValue) / Self.pageSize)
        guard var segment = reservation.segment(containing: page), segment.protection.isGuard else { return false }
        _ = reservation.cut(page..<page + 1)
        segment = segment.part(page..<page + 1)
        segment.protection = segment.protection.withoutGuard
        let template = template(segment.protection, kernel: space.isKernel)
        rewrite(page, of: reservation, in: space) { $0 & ~Self.pageMask | template }
        reservation.insert(segment)
        return true
    }
}
