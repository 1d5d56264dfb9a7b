internal import Diagnostics
internal import GuestAddress

/// CE0116: a row whose physical addresses pass 4 GB.
struct RowPastPhysicalSpace: MapRule {
    static let about = RuleDocumentation(
        id: "CE0116", severity: .error,
        title: "A row runs past the physical address space",
        explanation: """
            Physical addresses have 32 bits. What a row has beyond 0xffffffff wraps to physical address 0. A row may end at 4 GB \
            exactly, as boards with boot flash at the top do.
            """,
        source: "ARM section descriptors hold a 32-bit physical base; the wrap follows from it.",
        badExample: [
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x80000000, 0x80000000, 256
                    DCD     0x90000000, 0xFFF00000, 2
                    DCD     0, 0, 0
            """
        ],
        goodExample: [
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x80000000, 0x80000000, 256
                    DCD     0x90000000, 0xFFF00000, 1
                    DCD     0, 0, 0
            """
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        for table in subject.tables {
            for row in table.rows {
                let room = addressSpaceEnd - UInt64(row.physical.rawValue)
                guard row.size > room else { continue }
                emit(
                    finding(
                        at: row.location(of: \.sizePlace),
                        "\(sizeText(row.size)) at physical address \(row.physical) pass 4 GB by \(sizeText(row.size - room))",
                        hint: "at most \(room / StaticWindow.section) MB fit here"))
            }
        }
    }
}
