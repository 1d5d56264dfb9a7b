internal import Diagnostics

/// CE0109: more than one all-zero row.
struct DoubledTerminator: MapRule {
    static let about = RuleDocumentation(
        id: "CE0109", severity: .note,
        title: "The table ends twice",
        explanation: """
            Only the first all-zero row is read. A second one is harmless, but usually the rest of a branch or of a merge: rows \
            added before the second one are not mapped.
            """,
        source: "Windows Embedded CE documentation ms902344 (one all-zero last entry).",
        badExample: [
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x80000000, 0x80000000, 256
                    DCD     0, 0, 0
                    DCD     0, 0, 0
            """
        ],
        goodExample: [
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x80000000, 0x80000000, 256
                    DCD     0, 0, 0
            """
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        for table in subject.tables.map(\.table) {
            guard let first = table.terminators.first, table.terminators.count > 1 else { continue }
            emit(
                finding(
                    at: table.terminators[1], "a second all-zero row",
                    notes: [.init("the table ends here", at: first)], hint: "remove it"))
        }
    }
}
