internal import Diagnostics
internal import GuestAddress

/// CE0201: an OEMDeviceTable row over an address-table row or another device row.
struct DeviceRowOverlap: MapRule {
    static let about = RuleDocumentation(
        id: "CE0201", severity: .error,
        title: "A device row overlaps another row",
        explanation: """
            The virtual addresses of an OEMDeviceTable row belong to it alone. Over a row of the address table the kernel would \
            have to replace a 1 MB section by pages; only a debug kernel notices, a retail kernel overwrites the mapping.
            """,
        source: "Public header oemglobal.h (two tables, one address space); the debug-only check: observed.",
        badExample: [
            "board.yaml": "profile: wec2013",
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x87654321, g_oalDeviceTable, 0
                    DCD     0x80000000, 0x80000000, 256
                    DCD     0, 0, 0
            g_oalDeviceTable
                    DCD     0x8FF00000, 0x00480000, 0x00100000, 0
                    DCD     0, 0, 0, 0
            """,
        ],
        goodExample: [
            "board.yaml": "profile: wec2013",
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x87654321, g_oalDeviceTable, 0
                    DCD     0x80000000, 0x80000000, 256
                    DCD     0, 0, 0
            g_oalDeviceTable
                    DCD     0x91000000, 0x00480000, 0x00100000, 0
                    DCD     0, 0, 0, 0
            """,
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        let rows = subject.deviceRows
        if let table = subject.table {
            for device in rows {
                guard let piece = table.coverage.byVirtual.pieces(overlapping: device.virtualExtent).first else {
                    continue
                }
                let row = table.rows[piece.owner]
                emit(
                    finding(
                        at: device.location,
                        "\(extentText(piece.range.clamped(to: device.virtualExtent))) is already mapped by the address table",
                        notes: [.init("mapped here: \(row.phrase)", at: row.location)],
                        hint: "give the device an address that no row has"))
            }
        }
        let order = rows.indices.filter { rows[$0].size > 0 }.sorted { (rows[$0].virtual, $0) < (rows[$1].virtual, $1) }
        var furthest: Int?
        for index in order {
            if let other = furthest, rows[other].virtualExtent.overlaps(rows[index].virtualExtent) {
                let (first, later) = (rows[min(index, other)], rows[max(index, other)])
                emit(
                    finding(
                        at: later.location,
                        "\(extentText(first.virtualExtent.clamped(to: later.virtualExtent))) is already mapped by a device row",
                        notes: [.init("mapped here", at: first.location)],
                        hint: "give each device its own addresses"))
            }
            if furthest.map({ rows[index].virtualExtent.upperBound > rows[$0].virtualExtent.upperBound }) ?? true {
                furthest = index
            }
        }
    }
}
