internal import Diagnostics
internal import GuestAddress

/// CE0206: a device row outside the kernel's addresses.
struct DeviceRowOutsideKernel: MapRule {
    static let about = RuleDocumentation(
        id: "CE0206", severity: .error,
        title: "A device row lies outside the kernel's static addresses",
        explanation: """
            Device rows are static kernel mappings: from 0x80000000 up, below the CPU's own area at 0xf0000000. Lower addresses \
            belong to each process and change with every switch.
            """,
        source: "Public header vmlayout.h (kernel half, CPU-specific area from 0xf0000000).",
        badExample: [
            "board.yaml": "profile: wec2013",
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x87654321, g_oalDeviceTable, 0
                    DCD     0x80000000, 0x80000000, 256
                    DCD     0, 0, 0
            g_oalDeviceTable
                    DCD     0x48000000, 0x00480000, 0x00100000, 0
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
                    DCD     0xA8000000, 0x00480000, 0x00100000, 0
                    DCD     0, 0, 0, 0
            """,
        ])

    /// One past the last address for static mappings, where the CPU-specific area starts.
    private static let end: UInt64 = 0xF000_0000

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        for row in subject.deviceRows
        where row.virtual < StaticWindow.base || UInt64(row.virtual.rawValue) &+ row.size > Self.end {
            emit(
                finding(
                    at: row.location,
                    "\(extentText(row.virtualExtent)) is not inside 0x80000000-0xefffffff, where device rows may lie"))
        }
    }
}
