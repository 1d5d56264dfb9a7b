import CEMemory
import GuestAddress
import OEMAddrTable

/// With which attributes the rows of the tables themselves map physical memory. OEMAddressTable maps through the
/// cache; a row of OEMDeviceTable does when its attributes have the C bit (0x8 of a descriptor, ARM DDI 0100I, B4.7).
struct StaticAttributes {
    private static let cacheable: UInt32 = 8

    private struct Row {
        var physical: AddressRange<PhysicalAddress>
        /// `oemaddrtab_cfg.inc:12`.
        var place: String
    }

    private var cached: [Row] = []
    private var uncached: [Row] = []

    init(_ map: StaticMap) {
        cached = map.map.rows.map {
            Row(physical: AddressRange(base: $0.physical, clampedSize: $0.size), place: "\($0.location)")
        }
        for row in map.map.map.deviceRows {
            let own = Row(physical: AddressRange(base: row.physical, clampedSize: row.size), place: "\(row.location)")
            if row.attributes & Self.cacheable != 0 { cached.append(own) } else { uncached.append(own) }
        }
    }

    /// The first part of a range that one row maps with and another without the cache, in words.
    func clash(in range: AddressRange<PhysicalAddress>) -> String? {
        for row in uncached {
            guard let part = row.physical.intersection(range), !part.isEmpty else { continue }
            for other in cached {
                guard let both = other.physical.intersection(part), !both.isEmpty else { continue }
                return "\(both) is mapped cached by the row at \(other.place) and uncached by the row at \(row.place)"
            }
        }
        return nil
    }
}
