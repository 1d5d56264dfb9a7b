package import GuestAddress
package import OEMAddrTable

/// The static map as the kernel looks things up in it: row by row, first match.
package struct StaticMap: Sendable {
    package let map: ValidatedMap

    package init(map: ValidatedMap) {
        self.map = map
    }

    /// Where a region of config.bib lies; nil when no single row maps it.
    package func physicalRange(of region: BibRegion) -> AddressRange<PhysicalAddress>? {
        for row in map.rows {
            guard let whole = AddressRange(base: row.virtual, size: row.size), whole.contains(region.start) else {
                continue
            }
            let base = row.physical.wrappingAdding(region.start.rawValue - row.virtual.rawValue)
            let room = whole.end - UInt64(region.start.rawValue)
            return AddressRange(base: base, size: min(region.size, room))
        }
        return nil
    }

    /// The address at which a physical range is mapped uncached, or nil when no single row holds it.
    package func uncachedAddress(of range: AddressRange<PhysicalAddress>) -> VirtualAddress? {
        switch map.table.style {
        case .new:
            for row in map.map.deviceRows {
                guard let whole = AddressRange(base: row.physical, size: row.size), whole.contains(range) else {
                    continue
                }
                return row.virtual.wrappingAdding(range.base.rawValue - whole.base.rawValue)
            }
            return nil
        case .classic:
            for row in map.rows {
                guard let whole = AddressRange(base: row.physical, size: row.size), whole.contains(range) else {
                    continue
                }
                return row.virtual.wrappingAdding(
                    range.base.rawValue - whole.base.rawValue &+ StaticWindow.uncachedOffset)
            }
            return nil
        }
    }
}
