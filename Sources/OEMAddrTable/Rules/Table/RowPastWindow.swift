internal import Diagnostics
internal import GuestAddress

/// CE0115: a row that starts inside the window and ends outside.
struct RowPastWindow: MapRule {
    static let about = RuleDocumentation(
        id: "CE0115", severity: .error,
        title: "A row runs past the end of the static window",
        explanation: """
            What a row has beyond 0x9fffffff wraps: the descriptors are written from 0x80000000 on, over the RAM the kernel runs \
            from. A row may end at 0xa0000000 exactly.
            """,
        source: "Windows Embedded CE documentation ms902344 (window); wrapping: observed.",
        badExample: [
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x80000000, 0x80000000, 256
                    DCD     0x9F000000, 0x48000000, 32
                    DCD     0, 0, 0
            """
        ],
        goodExample: [
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x80000000, 0x80000000, 256
                    DCD     0x9E000000, 0x48000000, 32
                    DCD     0, 0, 0
            """
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        for table in subject.tables {
            for row in table.rows where StaticWindow.range.contains(row.virtual) {
                let room = StaticWindow.end - UInt64(row.virtual.rawValue)
                // A row larger than the whole window is CE0102's.
                guard row.size > room, row.size <= StaticWindow.capacity else { continue }
                emit(
                    finding(
                        at: row.location(of: \.sizePlace),
                        "\(sizeText(row.size)) at \(row.virtual) pass the end of the static window by "
                            + sizeText(row.size - room),
                        notes: [.init("the rest is mapped from 0x80000000 on, over what is there")],
                        hint: "at most \(room / StaticWindow.section) MB fit here"))
            }
        }
    }
}
