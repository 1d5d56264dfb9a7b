internal import Diagnostics
internal import GuestAddress

/// CE0203: megabytes in the size column of OEMDeviceTable.
struct DeviceSizeInMegabytes: MapRule {
    static let about = RuleDocumentation(
        id: "CE0203", severity: .warning,
        title: "The size of a device row looks like megabytes",
        explanation: """
            OEMDeviceTable counts bytes, unlike the address table above it. One page of the documentation says megabytes, against \
            the public header and the kernel; a size of 1 maps one byte, which is nothing or one page.
            """,
        source: "Public header oemglobal.h (bytes) against documentation gg155720 (megabytes, wrong).",
        badExample: [
            "board.yaml": "profile: wec2013",
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x87654321, g_oalDeviceTable, 0
                    DCD     0x80000000, 0x80000000, 256
                    DCD     0, 0, 0
            g_oalDeviceTable
                    DCD     0x91000000, 0x00480000, 4, 0
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
                    DCD     0x91000000, 0x00480000, 0x00400000, 0
                    DCD     0, 0, 0, 0
            """,
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        for row in subject.deviceRows where row.size > 0 && row.size < StaticWindow.page {
            emit(
                finding(
                    at: row.location, "a size of \(row.size) bytes is less than a page",
                    hint: row.size <= 512 ? "for \(row.size) MB write 0x\(hexadecimal(row.size << 20))" : nil))
        }
    }
}
