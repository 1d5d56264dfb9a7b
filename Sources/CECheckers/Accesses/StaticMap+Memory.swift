import CEMemory
import GuestAddress
import OEMAddrTable

extension StaticMap {
    /// The addresses at which rows show RAM, cached and uncached.
    var ramWindows: [AddressRange<VirtualAddress>] {
        var windows: [AddressRange<VirtualAddress>] = []
        for row in map.rows {
            windows.append(AddressRange(base: row.virtual, clampedSize: row.size))
            if map.table.style == .classic {
                let mirror = row.virtual.wrappingAdding(StaticWindow.uncachedOffset)
                windows.append(AddressRange(base: mirror, clampedSize: row.size))
            }
        }
        return windows
    }

    /// The physical ranges that the image's regions of config.bib take: the boot loader fills them.
    var imageRanges: [AddressRange<PhysicalAddress>] {
        map.map.regions.filter { $0.kind != .ram && $0.kind != .reserved }.compactMap { region in
            for row in map.rows {
                let window = AddressRange(base: row.virtual, clampedSize: row.size)
                guard let offset = window.offset(of: region.start) else { continue }
                return AddressRange(
                    base: row.physical.wrappingAdding(UInt32(truncatingIfNeeded: offset)), clampedSize: region.size)
            }
            return nil
        }
    }
}
