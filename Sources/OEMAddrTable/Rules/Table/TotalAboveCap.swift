internal import Diagnostics

/// CE0102: the rows of a table hold more than the window.
struct TotalAboveCap: MapRule {
    static let about = RuleDocumentation(
        id: "CE0102", severity: .error,
        title: "The rows hold more than 512 MB",
        explanation: """
            The static window holds 512 MB, RAM and device registers together. Rows beyond that cannot all be mapped: addresses \
            past 0x9fffffff wrap to 0x80000000 and overwrite RAM. RAM that does not fit is left out of the table; drivers map it \
            dynamically, and Compact 7 and later manage it when OEMRamTable lists it.
            """,
        source: "Windows Embedded CE documentation ms902344 (512 MB), gg154603 (OEMRamTable).",
        badExample: [
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x80000000, 0x80000000, 512
                    DCD     0x90000000, 0x90000000, 16
                    DCD     0, 0, 0
            """
        ],
        goodExample: [
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x80000000, 0x80000000, 496
                    DCD     0x9F000000, 0x48000000, 16
                    DCD     0, 0, 0
            """
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        for table in subject.tables {
            // One row that is far too long is CE0103's.
            if !VirtualOverlap.longRows(table).isEmpty { continue }
            var total: UInt64 = 0
            for row in table.rows {
                let (sum, overflow) = total.addingReportingOverflow(row.size)
                let before = total
                total = overflow ? .max : sum
                guard before <= StaticWindow.capacity, total > StaticWindow.capacity else { continue }
                let all = table.rows.reduce(UInt64(0)) { $0.addingReportingOverflow($1.size).partialValue }
                emit(
                    finding(
                        at: row.location(of: \.sizePlace),
                        "the rows hold \(sizeText(all)), the static window holds \(sizeText(StaticWindow.capacity))",
                        notes: [.init("the rows before this one hold \(sizeText(before))", at: table.table.location)],
                        hint:
                            "leave out the RAM that does not fit and map it with VirtualCopyEx and PAGE_PHYSICAL where a "
                            + "driver needs it"))
            }
        }
    }
}
