internal import Diagnostics
internal import GuestAddress

/// CE0202: a device row that is not made of pages.
struct DeviceRowUnaligned: MapRule {
    static let about = RuleDocumentation(
        id: "CE0202", severity: .warning,
        title: "A device row is not made of whole pages",
        explanation: """
            OEMDeviceTable maps pages of 4 KB (and sections where address and size are megabytes). The rest of an address or of a \
            size is lost, so that registers at the end of the block may be missing. The physical column holds PA >> 8: its last \
            digit is 0 for every page.
            """,
        source: "Public header oemglobal.h (size in bytes, shifted physical address); pages: observed.",
        badExample: [
            "board.yaml": "profile: wec2013",
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x87654321, g_oalDeviceTable, 0
                    DCD     0x80000000, 0x80000000, 256
                    DCD     0, 0, 0
            g_oalDeviceTable
                    DCD     0x91000000, 0x00480002, 0x00010000, 0
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
                    DCD     0x91000000, 0x00480000, 0x00010000, 0
                    DCD     0, 0, 0, 0
            """,
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        let page = StaticWindow.page
        for row in subject.deviceRows {
            let wrong = [
                ("virtual address \(row.virtual)", UInt64(row.virtual.rawValue)),
                ("physical address \(row.physical)", UInt64(row.physical.rawValue)),
                ("size of \(row.size) bytes", row.size < page ? 0 : row.size),
            ].filter { $0.1 % page != 0 }
            guard let first = wrong.first else { continue }
            emit(
                finding(
                    at: row.location, "the \(first.0) is not a multiple of 4 KB",
                    notes: wrong.dropFirst().map { .init("nor is the \($0.0)") }))
        }
    }
}
