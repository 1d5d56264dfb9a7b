internal import GuestAddress
internal import OEMAddrTable

/// What a row maps, as far as banks, regions and devices say so.
struct RowClassifier {
    private let banks: IntervalUnion
    private let used: IntervalUnion
    private let devices: [BoardDevice]

    init(_ map: MemoryMap) {
        banks = IntervalUnion(map.banks.map { UInt64($0.range.base.rawValue)..<$0.range.end })
        let kernel = map.regions.filter { [.ram, .ramimage].contains($0.kind) && !$0.isOfBootLoader }
        used = IntervalUnion(kernel.map { extent($0.start.rawValue, $0.size) })
        devices = map.devices.sorted { $0.base < $1.base }
    }

    func kind(of row: StaticRow) -> ExportedMap.Kind {
        if !banks.isEmpty { return banks.overlaps(extent(row.physical.rawValue, row.size)) ? .ram : .registers }
        if used.overlaps(extent(row.virtual.rawValue, row.size)) { return .ram }
        return devices(in: row).isEmpty ? .other : .registers
    }

    /// The names of the first devices in a row.
    func devices(in row: StaticRow) -> [String] {
        let range = extent(row.physical.rawValue, row.size)
        var low = 0
        var high = devices.count
        while low < high {
            let middle = (low + high) / 2
            if UInt64(devices[middle].base.rawValue) < range.lowerBound { low = middle + 1 } else { high = middle }
        }
        return devices[low...].prefix(4).prefix { range.contains(UInt64($0.base.rawValue)) }.map(\.name)
    }
}

extension ExportedMap.Kind {
    /// What a row is called that nothing names.
    var noun: String {
        switch self {
        case .ram: "ram"
        case .registers: "registers"
        case .other: "row"
        }
    }
}
