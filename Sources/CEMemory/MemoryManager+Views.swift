package import GuestAddress
import MachineTerms

extension MemoryManager {
    /// Views begin at multiples of this in their file, as at the allocation granularity that GetSystemInfo gives.
    static let viewGranularity: UInt32 = 0x1_0000

    /// Makes a file mapping.
    /// - Parameter file: what it shows, or nil for pages of RAM, which get a place of their own while there is room for one.
    package func makeMapping(_ name: String?, size: UInt32, isWritable: Bool, file: (any MappedFile)?) -> FileMapping {
        physical.hostWork.look(at: mappedFilePlaces.count)
        return FileMapping(
            name: name, size: size, isWritable: isWritable, file: file,
            place: file == nil ? mappedFilePlaces.take(UInt64(size)) : nil, pool: pool, memory: physical,
            places: mappedFilePlaces)
    }

    /// Reserves room for a part of a mapping. No page is taken before one is touched.
    /// - Throws: ERROR_INVALID_PARAMETER for a part that the mapping does not have, ERROR_NOT_ENOUGH_MEMORY without room.
    package func mapView(
        of mapping: FileMapping, offset: UInt32, size: UInt32, isWritable: Bool, in space: AddressSpace, site: CallSite
    ) throws(CEError) -> VirtualAddress {
        guard offset < mapping.size, offset % Self.viewGranularity == 0, size <= mapping.size - offset else {
            throw refuse(.view(offset: offset, size: size, of: mapping.size))
        }
        let bytes = size == 0 ? mapping.size - offset : size
        guard bytes < 0x8000_0000 else {
            throw refuse(.noAddresses(UInt64(bytes), owner: space.owner), .notEnoughMemory)
        }
        let reservation = try reserveView(of: mapping, offset: offset, size: bytes, in: space, site: site)
        let protection: Protection = isWritable ? .readWritePages : .readOnlyPages
        reservation.view = FileView(
            mapping: mapping, firstPage: Int(offset / Self.pageSize), protection: protection)
        hasViews = true
        physical.tell(
            NewMapping(
                reservation: reservation, space: space, kind: .view, address: reservation.base.rawValue, size: bytes,
                range: reservation.range, physical: nil, protection: protection.rawValue, site: site))
        return reservation.base
    }

    private func reserveView(
        of mapping: FileMapping, offset: UInt32, size: UInt32, in space: AddressSpace, site: CallSite
    ) throws(CEError) -> Reservation {
        if let place = mapping.place, !space.isKernel {
            let base = place.base.wrappingAdding(offset)
            let range = AddressRange(base: base, clampedSize: UInt64(size))
            if space.isFree(range) {
                return try reserve(
                    in: space, at: base.rawValue, size: size, window: place, purpose: .view, releasedBy: .unmapView,
                    site: site)
            }
        }
        return try reserve(in: space, at: 0, size: size, purpose: .view, releasedBy: .unmapView, site: site)
    }

    /// Whether any page may come because it is touched.
    package var hasPagesToCome: Bool { hasViews || hasGrowingStacks }

    /// Puts the page of a view or of a growing stack behind an address that was touched.
    /// - Returns: false when the address is neither's, has its page already, or none is left.
    package func pageIn(_ address: VirtualAddress, in space: AddressSpace) -> Bool {
        guard hasPagesToCome, let reservation = space.reservation(at: address) else { return false }
        guard let view = reservation.view else { return growStack(reservation, to: address, in: space) }
        return pageIn(Int((address.rawValue - reservation.base.rawValue) / Self.pageSize), of: reservation, view, space)
    }

    private func pageIn(_ page: Int, of reservation: Reservation, _ view: FileView, _ space: AddressSpace) -> Bool {
        let virtual = address(page, of: reservation)
        guard reservation.segment(containing: page) == nil,
            space.tables.prepare(virtual, pages: 1, site: reservation.creator),
            let frame = view.mapping.frame(view.firstPage + page, owner: space.owner, site: reservation.creator),
            pool.retain(frame)
        else { return false }
        let template = template(view.protection, kernel: space.isKernel)
        space.tables.fill(virtual, pages: 1, first: frame.rawValue | template)
        reservation.insert(.init(first: page, count: 1, content: .counted, protection: view.protection))
        return true
    }

    /// Puts pages behind a run of a view, as locking it does. Other reservations are left as they are.
    package func pageIn(_ run: Range<Int>, of reservation: Reservation, in space: AddressSpace) {
        guard let view = reservation.view else { return }
        for gap in reservation.gaps(in: run) {
            for page in gap { guard pageIn(page, of: reservation, view, space) else { return } }
        }
    }
}
