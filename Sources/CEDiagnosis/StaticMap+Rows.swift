package import CEMemory
package import Diagnostics
import GuestAddress
import OEMAddrTable

extension StaticMap {
    /// The addresses that the rows map, with the rows' names.
    var windows: [(AddressRange<VirtualAddress>, String)] {
        var windows: [(AddressRange<VirtualAddress>, String)] = []
        for row in map.rows {
            let name = "the row in \(Self.place(row.location))"
            windows.append((AddressRange(base: row.virtual, clampedSize: row.size), name))
            if map.table.style == .classic {
                let mirror = row.virtual.wrappingAdding(StaticWindow.uncachedOffset)
                windows.append((AddressRange(base: mirror, clampedSize: row.size), "the uncached mirror of \(name)"))
            }
        }
        for row in map.map.deviceRows {
            windows.append(
                (
                    AddressRange(base: row.virtual, clampedSize: row.size),
                    "the device row in \(Self.place(row.location))"
                ))
        }
        return windows
    }

    /// `the row in oemaddrtab_cfg.inc:12, 0x80000000-0x8fffffff`.
    func row(of address: VirtualAddress) -> String? {
        windows.first { $0.0.contains(address) }.map { "\($0.1), \($0.0)" }
    }

    /// Whether a row maps any part of a physical range.
    func reaches(_ range: AddressRange<PhysicalAddress>) -> Bool {
        map.rows.contains { AddressRange(base: $0.physical, clampedSize: $0.size).overlaps(range) }
    }

    /// A file by its last name: reports read the same wherever the board's files lie.
    package static func place(_ location: SourceLocation) -> String {
        let name = location.file.split(separator: "/").last.map(String.init) ?? location.file
        return "\(name):\(location.line)"
    }
}
