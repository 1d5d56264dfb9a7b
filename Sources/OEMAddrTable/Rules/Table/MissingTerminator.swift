internal import Diagnostics

/// CE0104: no row of size 0 ends the table.
struct MissingTerminator: MapRule {
    static let about = RuleDocumentation(
        id: "CE0104", severity: .error,
        title: "The table has no end",
        explanation: """
            The kernel reads rows until it meets one of size 0. Without it, whatever the linker put behind the table is taken for \
            rows. A terminator inside a conditional branch that is not assembled has the same effect.
            """,
        source: "Windows Embedded CE documentation ms902344, ee478351 (all-zero last entry).",
        badExample: [
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x80000000, 0x80000000, 256
                    DCD     0x90000000, 0x48000000, 16
            """
        ],
        goodExample: [
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x80000000, 0x80000000, 256
                    DCD     0x90000000, 0x48000000, 16
                    DCD     0x00000000, 0x00000000, 0
            """
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        for table in subject.tables
        where !table.table.isTerminated && !table.table.rows.isEmpty && table.rows.count == table.table.rows.count {
            emit(
                finding(
                    at: table.rows.last?.location ?? table.table.location,
                    "\(table.table.symbol) ends without an all-zero row",
                    notes: [.init("the table starts here", at: table.table.location)],
                    hint: "add \(table.table.rowDirective ?? "DCD") 0x00000000, 0x00000000, 0 after this row",
                    fix: table.table.rowDirective.flatMap { directive in
                        // masm writes no 0x.
                        let zero = directive == "dd" ? "0" : "0x00000000"
                        let text = "        \(directive)     \(zero), \(zero), 0"
                        return table.rows.last.flatMap { .line(text, behind: $0.location) }
                    }))
        }
    }
}
