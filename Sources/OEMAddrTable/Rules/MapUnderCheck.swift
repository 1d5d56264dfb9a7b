internal import GuestAddress

/// A map as the rules see it: the map itself and what several rules need of it, computed once.
public struct MapUnderCheck: Sendable {
    public let map: MemoryMap
    /// The rows of OEMDeviceTable, none when no kernel of the profile reads such a table. A table that only lacks its
    /// marker row is taken as meant: one mistake is one finding.
    let deviceRows: [DeviceRow]
    /// The rows of OEMRamTable, none when the kernel does not read it.
    let ramRows: [RAMRow]
    /// The tables of the map, in its order.
    let tables: [TableUnderCheck]
    /// Physical memory that some row of the first table, device row or RAM row covers.
    let reachable: IntervalUnion
    /// Physical memory that some row of the first table or device row maps.
    let mapped: IntervalUnion
    /// The regions of config.bib, without those of boot loaders.
    let kernelRegions: [BibRegion]
    /// The physical RAM banks, joined.
    let banks: IntervalUnion

    public init(_ map: MemoryMap) {
        self.map = map
        deviceRows = map.profile.knowsNewStyleTable ? map.deviceRows : []
        ramRows = map.asRead.ramRows
        kernelRegions = map.regions.filter { !$0.isOfBootLoader }
        tables = map.tables.map(TableUnderCheck.init)
        var ranges = tables.first?.rows.map(\.physicalExtent) ?? []
        ranges += deviceRows.map(\.physicalExtent)
        mapped = IntervalUnion(ranges)
        ranges += ramRows.map(\.physicalExtent)
        reachable = IntervalUnion(ranges)
        banks = IntervalUnion(map.banks.map { UInt64($0.range.base.rawValue)..<$0.range.end })
    }

    /// The table the kernel gets.
    var table: TableUnderCheck? { tables.first }
}

/// An address table as the rules see it.
public struct TableUnderCheck: Sendable {
    let table: AddressTable
    /// The rows that the kernel maps, each with the size its author meant: a size in the wrong unit is taken in the
    /// right one, so that one mistake gives one finding.
    let rows: [StaticRow]
    /// Which row an address belongs to by CE's rule, the first that covers it.
    let coverage: StaticCoverage

    init(_ table: AddressTable) {
        self.table = table
        rows = table.mappedRows.map { row in
            var row = row
            row.size = row.intendedSize(in: table.unit)
            return row
        }
        coverage = StaticCoverage(rows)
    }

    /// Whether every row of the file was read. Where one is missing nothing can be said of addresses that no row maps.
    var isComplete: Bool { table.rowsLeftOut == 0 }

    /// Whether the marker row of a new-style table was read.
    var isNewStyle: Bool { table.style == .new }
}
