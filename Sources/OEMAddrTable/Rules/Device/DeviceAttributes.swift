internal import Diagnostics
internal import GuestAddress

/// CE0204: attribute bits that registers should not have.
struct DeviceAttributes: MapRule {
    static let about = RuleDocumentation(
        id: "CE0204", severity: .warning,
        title: "The attributes of a device row are doubtful",
        explanation: """
            The fourth column holds raw bits of a page descriptor; 0 means strongly ordered, kernel only. With the cacheable bit \
            (0x8) reads of a register come from the cache and writes reach it late or never. Bits above the low twelve are \
            address bits and cannot be attributes.
            """,
        source: "Public header oemglobal.h; the bits: ARM Architecture Reference Manual, small page descriptor.",
        badExample: [
            "board.yaml": "profile: wec2013",
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x87654321, g_oalDeviceTable, 0
                    DCD     0x80000000, 0x80000000, 256
                    DCD     0, 0, 0
            g_oalDeviceTable
                    DCD     0x91000000, 0x00480000, 0x00100000, 0xC
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

    /// The C bit of a descriptor.
    private static let cacheable: UInt32 = 0x8
    /// The bits of a small-page descriptor that are not the page's address.
    private static let attributeBits: UInt32 = 0xFFF

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        for row in subject.deviceRows {
            let foreign = row.attributes & ~Self.attributeBits
            if foreign != 0 {
                emit(
                    finding(
                        at: row.location,
                        "attribute bits 0x\(hexadecimal(foreign)) are address bits of a page descriptor"))
            } else if row.attributes & Self.cacheable != 0 {
                emit(
                    finding(
                        at: row.location,
                        "attributes 0x\(hexadecimal(row.attributes, width: 1)) make a device cacheable",
                        hint: "write 0 for registers; RAM belongs into the address table"))
            }
        }
    }
}
