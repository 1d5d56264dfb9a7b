internal import Diagnostics
internal import GuestAddress

/// CE0108: rows that the kernel never reads.
struct RowAfterTerminator: MapRule {
    static let about = RuleDocumentation(
        id: "CE0108", severity: .warning,
        title: "Rows stand after the end of the table",
        explanation: """
            The kernel stops at the first row of size 0, whatever its other columns say. Rows after it look alive in the file and \
            are not mapped: drivers get a null pointer from OALPAtoVA and fault at a small address.
            """,
        source: "The walk ends at size 0: observed. The documented end is an all-zero row (ms902344).",
        badExample: [
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x80000000, 0x80000000, 256
                    DCD     0, 0, 0
                    DCD     0x90000000, 0x48000000, 16
            """
        ],
        goodExample: [
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x80000000, 0x80000000, 256
                    DCD     0x90000000, 0x48000000, 16
                    DCD     0, 0, 0
            """
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        for table in subject.tables.map(\.table) {
            let mapped = table.mappedRows.count
            // A table that ends at once is CE0105's.
            guard mapped > 0 else { continue }
            if mapped < table.rows.count {
                let end = table.rows[mapped]
                // CE0117 says it of a marker row.
                guard end.virtual.rawValue != AddressTable.newMappingTable else { continue }
                emit(
                    finding(
                        at: end.location(of: \.sizePlace),
                        "a row of size 0 ends the table here, \(end.virtual) is not mapped",
                        notes: unread(table.rows.count - mapped - 1 + table.rowsAfterTerminator.count),
                        hint: "give the row a size, or remove it"))
            } else if let row = table.rowsAfterTerminator.first, let end = table.terminators.first {
                emit(
                    finding(
                        at: row.location, "the table has ended before this row, \(row.virtual) is not mapped",
                        notes: [.init("it ends here", at: end)] + unread(table.rowsAfterTerminator.count - 1),
                        hint: "move the row before the all-zero row"))
            }
        }
    }

    private func unread(_ count: Int) -> [Finding.Note] {
        count > 0
            ? [.init("\(count) more row\(count == 1 ? "" : "s") after it \(count == 1 ? "is" : "are") not mapped")] : []
    }
}
