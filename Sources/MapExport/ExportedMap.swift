internal import GuestAddress
internal import OEMAddrTable

/// A map as other tools want it: named stretches of virtual addresses with what is behind them, banks, and registers.
struct ExportedMap {
    enum Kind { case ram, registers, other }

    /// A row of a table, or its uncached alias.
    struct Window {
        var name: String
        /// Virtual addresses.
        var range: Range<UInt64>
        var physical: UInt32
        var kind: Kind
        var isCached: Bool
        var remark: String

        /// Physical addresses.
        var physicalRange: Range<UInt64> { extent(physical, range.upperBound - range.lowerBound) }
    }

    /// A region of config.bib.
    struct Region {
        var name: String
        var range: Range<UInt64>
        var kind: BibRegion.Kind
        /// Where its start lies in physical memory; nil when no row maps it.
        var physical: UInt32?
    }

    /// A block of registers.
    struct Registers {
        var name: String
        var range: Range<UInt64>
        var remark: String
    }

    let title: String
    var windows: [Window] = []
    var regions: [Region] = []
    /// Physical RAM: the board's banks and the RAM table, or without banks the rows that are RAM.
    var banks: [Range<UInt64>] = []
    /// Devices of the board; where a row of registers has none, the row.
    var registers: [Registers] = []

    init(_ map: MemoryMap, title: String) {
        self.title = title
        let map = map.asRead
        var names = UniqueNames()
        let translation = StaticTranslation(map)
        let classifier = RowClassifier(map)
        for row in map.tables.first.map({ Array($0.mappedRows) }) ?? [] where row.size > 0 {
            let kind = classifier.kind(of: row)
            let name = names.name(for: row.comment ?? classifier.devices(in: row).first ?? kind.noun)
            let range = extent(row.virtual.rawValue, row.size)
            let remark = row.comment ?? ""
            windows.append(
                Window(
                    name: name, range: range, physical: row.physical.rawValue, kind: kind, isCached: true,
                    remark: remark))
            guard translation.hasUncachedMirror, row.virtual >= StaticWindow.base, range.upperBound <= StaticWindow.end
            else { continue }
            let offset = UInt64(StaticWindow.uncachedOffset)
            windows.append(
                Window(
                    name: names.name(for: "uc_" + name),
                    range: range.lowerBound + offset..<range.upperBound + offset, physical: row.physical.rawValue,
                    kind: kind, isCached: false, remark: remark))
        }
        for row in map.deviceRows where row.size > 0 {
            windows.append(
                Window(
                    name: names.name(for: "registers"), range: extent(row.virtual.rawValue, row.size),
                    physical: row.physical.rawValue, kind: .registers, isCached: false, remark: "OEMDeviceTable"))
        }
        regions = map.regions.filter { $0.size > 0 }.map { region in
            Region(
                name: names.name(for: region.name), range: extent(region.start.rawValue, region.size),
                kind: region.kind,
                physical: translation.physical(of: region.start)?.rawValue)
        }
        addMemory(map)
        addRegisters(map.devices, &names)
    }

    private mutating func addMemory(_ map: MemoryMap) {
        var ranges = map.banks.map { UInt64($0.range.base.rawValue)..<$0.range.end }
        if ranges.isEmpty { ranges = windows.filter { $0.kind == .ram && $0.isCached }.map(\.physicalRange) }
        ranges += map.ramRows.map { extent($0.physical.rawValue, $0.size) }
        banks = IntervalUnion(ranges).intervals
    }

    private mutating func addRegisters(_ devices: [BoardDevice], _ names: inout UniqueNames) {
        registers = devices.map {
            Registers(
                name: names.name(for: $0.name), range: extent($0.base.rawValue, StaticWindow.page),
                remark: "of the board")
        }
        let named = IntervalUnion(registers.map(\.range))
        var end: UInt64 = 0
        let rows = windows.filter { $0.kind != .ram && !named.overlaps($0.physicalRange) }
        for window in rows.sorted(by: { $0.physicalRange.lowerBound < $1.physicalRange.lowerBound }) {
            let range = window.physicalRange
            // The uncached alias of a row, or another row over the same registers.
            guard range.lowerBound >= end else { continue }
            end = range.upperBound
            registers.append(Registers(name: window.name, range: range, remark: window.remark))
        }
    }
}
