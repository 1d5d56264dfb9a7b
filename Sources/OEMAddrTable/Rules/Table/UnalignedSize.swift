internal import Diagnostics

/// CE0111: a size in bytes that is not a whole number of megabytes.
struct UnalignedSize: MapRule {
    static let about = RuleDocumentation(
        id: "CE0111", severity: .warning,
        title: "A size is not a multiple of the granule",
        explanation: """
            A table for x86 counts bytes and maps pages of 4 MB, so sizes are multiples of 4 MB (0x00400000). A rest is rounded \
            without a message. A table for ARM counts megabytes and cannot break this rule.
            """,
        source: "Windows Embedded CE documentation ms902344 (4 MB on x86).",
        badExample: [
            "oemaddrtab_cfg.asm": """
            public _OEMAddressTable
            _OEMAddressTable:
                    dd      80000000h, 0, 04080000h
                    dd      0, 0, 0
            """
        ],
        goodExample: [
            "oemaddrtab_cfg.asm": """
            public _OEMAddressTable
            _OEMAddressTable:
                    dd      80000000h, 0, 04000000h
                    dd      0, 0, 0
            """
        ])

    /// The granule of an x86 table, in bytes.
    private static let granule: UInt64 = 0x40_0000

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        for table in subject.tables where table.table.unit == .bytes {
            for row in table.table.mappedRows
            where row.size % Self.granule != 0 && !row.countsMegabytes(in: .bytes) {
                emit(
                    finding(
                        at: row.location(of: \.sizePlace), "a size of \(sizeText(row.size)) is not a multiple of 4 MB"))
            }
        }
    }
}
