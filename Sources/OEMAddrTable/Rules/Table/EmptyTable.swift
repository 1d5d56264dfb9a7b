internal import Diagnostics

/// CE0105: a table without a single row.
struct EmptyTable: MapRule {
    static let about = RuleDocumentation(
        id: "CE0105", severity: .error,
        title: "The table is empty",
        explanation: """
            At least one row is needed, the one that maps the RAM the kernel runs from. A table is also empty when none of its \
            conditional branches is assembled, or when its first row has size 0.
            """,
        source: "Windows Embedded CE documentation ms902344 (at least one non-zero entry).",
        badExample: [
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
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
        for table in subject.tables where table.rows.isEmpty && table.isComplete {
            // A row of size 0 ends the table as an all-zero row does.
            let first = table.table.rows.first?.location ?? table.table.terminators.first
            let unread = table.table.rows.count + table.table.rowsAfterTerminator.count
            emit(
                finding(
                    at: table.table.location, "\(table.table.symbol) maps nothing",
                    notes: (first.map { [.init("the table ends here", at: $0)] } ?? [])
                        + (unread > 0 ? [.init("\(unread) row\(unread == 1 ? " is" : "s are") not mapped")] : []),
                    hint: "check which conditional branch is assembled, and give its symbol with --define"))
        }
    }
}
