internal import Diagnostics

/// CE0205: an OEMDeviceTable that no marker row points to.
struct DeviceTableUnused: MapRule {
    static let about = RuleDocumentation(
        id: "CE0205", severity: .warning,
        title: "The kernel does not read the device table",
        explanation: """
            The kernel finds OEMDeviceTable through the second word of the CE_NEW_MAPPING_TABLE row. Without that row, or with 0 \
            in it, or under CE 5 and CE 6, the device rows are not mapped.
            """,
        source: "Windows Embedded Compact documentation jj823235; public header oemglobal.h.",
        badExample: [
            "board.yaml": "profile: wec7",
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x80000000, 0x80000000, 256
                    DCD     0, 0, 0
            g_oalDeviceTable
                    DCD     0x91000000, 0x00480000, 0x00100000, 0
                    DCD     0, 0, 0, 0
            """,
        ],
        goodExample: [
            "board.yaml": "profile: wec7",
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
        guard let device = subject.map.deviceRows.first, let table = subject.table?.table else { return }
        if let marker = table.marker {
            guard marker.deviceTable == nil, marker.deviceTableAddress == 0 else { return }
            emit(
                finding(
                    at: device.location, "the marker row of \(table.symbol) names no device table",
                    notes: [.init("the marker row", at: marker.location)],
                    hint: "write the label of the device table into its second word"))
        } else {
            emit(
                finding(
                    at: device.location,
                    "\(table.symbol) has no CE_NEW_MAPPING_TABLE row that points to the device table",
                    notes: [.init("the table starts here", at: table.location)],
                    hint: "start the table with 0x87654321, the label of the device table, 0"))
        }
    }
}
