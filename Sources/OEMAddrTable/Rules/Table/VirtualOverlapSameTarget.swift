internal import Diagnostics
internal import GuestAddress

/// CE0106: two rows map the same addresses to the same memory.
struct VirtualOverlapSameTarget: MapRule {
    static let about = RuleDocumentation(
        id: "CE0106", severity: .warning,
        title: "Two rows map the same addresses to the same memory",
        explanation: """
            A row repeats what another row already maps. The board works, because both agree; the next change of only one of them \
            gives one virtual address two physical ones. Boards have shipped with such rows.
            """,
        source: "Windows Embedded CE documentation ms902344 (rows must not overlap).",
        badExample: [
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x80000000, 0x50000000, 128
                    DCD     0x91800000, 0x7C000000, 5
                    DCD     0x91A00000, 0x7C200000, 1
                    DCD     0, 0, 0
            """
        ],
        goodExample: [
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x80000000, 0x50000000, 128
                    DCD     0x91800000, 0x7C000000, 5
                    DCD     0, 0, 0
            """
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        for table in subject.tables {
            RowOverlap.each(in: table.rows) { overlap in
                guard overlap.isConsistent else { return }
                let (first, later) = (table.rows[overlap.first], table.rows[overlap.later])
                emit(
                    finding(
                        at: later.location,
                        "\(extentText(overlap.range)) is already mapped, to the same physical memory",
                        notes: [.init("first mapped here: \(first.phrase)", at: first.location)],
                        hint: "remove the row, or shorten one of the two"))
            }
        }
    }
}
