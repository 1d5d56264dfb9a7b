internal import Diagnostics
internal import GuestAddress

/// CE0602: constants of image_cfg that the address table contradicts.
struct ConstantsDisagreeWithTable: MapRule {
    static let about = RuleDocumentation(
        id: "CE0602", severity: .warning,
        title: "image_cfg and the address table disagree",
        explanation: """
            A pair of constants NAME_CA and NAME_PA is the virtual and the physical address of one place; the table has to map \
            the one to the other. NAME_UA is NAME_CA plus 0x20000000. A NAME_CA that no row maps faults at its first use.
            """,
        source: "Naming as board support packages have it, observed; OALPAtoVA documentation aa447340.",
        badExample: [
            "oemaddrtab_cfg.inc": ExampleFiles.table,
            "image_cfg.h": """
            #define IMAGE_SHARE_ARGS_CA     0x80000000
            #define IMAGE_SHARE_ARGS_PA     0xA0000000
            """,
        ],
        goodExample: [
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x80000000, 0xA0000000, 256
                    DCD     0, 0, 0
            """,
            "image_cfg.h": """
            #define IMAGE_SHARE_ARGS_CA     0x80000000
            #define IMAGE_SHARE_ARGS_PA     0xA0000000
            """,
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        guard let table = subject.table, !table.rows.isEmpty else { return }
        let others = OtherMappings(subject)
        var displaced: [Displacement: Finding] = [:]
        var order: [Displacement] = []
        for piece in ConstantPairs(subject.map.constants).pieces {
            guard let cached = piece.cached, case let address = cached.value,
                address >= UInt64(StaticWindow.base.rawValue), address < StaticWindow.end,
                cached.name.uppercased().hasSuffix("_CA") || piece.physical != nil || piece.uncached != nil
            else { continue }
            let physical = piece.physical?.value
            if others.map(address, to: physical) { continue }
            guard let index = table.coverage.row(atVirtual: address) else {
                guard table.isComplete else { continue }
                emit(
                    finding(
                        at: cached.location,
                        "\(cached.name) is 0x\(hexadecimal(address)), which no row of \(table.table.symbol) maps",
                        notes: [.init("the table starts here", at: table.table.location)]))
                continue
            }
            let row = table.rows[index]
            let mapped = UInt32(truncatingIfNeeded: address) &- row.displacement
            if let physical = piece.physical, physical.value != UInt64(mapped) {
                let fact =
                    "\(physical.name) is 0x\(hexadecimal(physical.value)), the table maps \(cached.name) to "
                    + "0x\(hexadecimal(mapped))"
                let key = Displacement(row: index, distance: physical.value &- UInt64(mapped))
                // Constants that are off by the same bytes in the same row are one mistake.
                if displaced[key] == nil {
                    order.append(key)
                    displaced[key] = finding(
                        at: physical.location, fact,
                        notes: [.init("by this row: \(row.phrase)", at: row.location)])
                } else if displaced[key]?.notes.count ?? 0 < Self.namedConstants {
                    displaced[key]?.notes.append(.init(fact, at: physical.location))
                }
            }
            if let uncached = piece.uncached, !table.isNewStyle,
                uncached.value != address + UInt64(StaticWindow.uncachedOffset)
            {
                emit(
                    finding(
                        at: uncached.location,
                        "\(uncached.name) is 0x\(hexadecimal(uncached.value)), the uncached alias of \(cached.name) is "
                            + "0x\(hexadecimal(address + UInt64(StaticWindow.uncachedOffset)))",
                        notes: [.init("the cached address", at: cached.location)]))
            }
        }
        for finding in order.compactMap({ displaced[$0] }) { emit(finding) }
    }

    /// Constants that one finding names.
    private static let namedConstants = 12
}

/// How far a constant is from what a row says.
private struct Displacement: Hashable {
    var row: Int
    var distance: UInt64
}

/// Where else than in the kernel's table an address may be mapped: in a boot loader's table, or by a device row.
private struct OtherMappings {
    /// Files with more tables than this are not a board's.
    private static let tableLimit = 8

    private let tables: ArraySlice<TableUnderCheck>
    private let deviceRows: [DeviceRow]
    private let devices: FirstMatchIndex

    init(_ subject: MapUnderCheck) {
        tables = subject.tables.dropFirst().prefix(Self.tableLimit)
        deviceRows = subject.deviceRows
        devices = FirstMatchIndex(deviceRows.map(\.virtualExtent))
    }

    /// Whether one of them maps a virtual address, to `physical` when that is given.
    func map(_ address: UInt64, to physical: UInt64?) -> Bool {
        for table in tables {
            guard let row = table.coverage.row(atVirtual: address).map({ table.rows[$0] }) else { continue }
            if physical.map({ $0 == UInt64(truncated(address) &- row.displacement) }) ?? true { return true }
        }
        guard let row = devices.owner(of: address).map({ deviceRows[$0] }) else { return false }
        let mapped = UInt64(row.physical.rawValue) + address - row.virtualExtent.lowerBound
        return physical.map { $0 == mapped } ?? true
    }
}
