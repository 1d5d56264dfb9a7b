internal import Diagnostics
internal import GuestAddress

/// CE0407: a region that ends after the rows it starts in.
struct RAMRegionTooLong: MapRule {
    static let about = RuleDocumentation(
        id: "CE0407", severity: .error,
        severityRemark:
            "A warning with an x86 table, where the OAL commonly cuts the region at run time, and a note for a RESERVED "
            + "region.",
        title: "A region is longer than the rows under it",
        explanation: """
            The region starts in a row and goes on where nothing is mapped. The board boots, and stops with a data abort when the \
            kernel touches the first page past the row, minutes or days later.
            """,
        source: "Windows Embedded CE documentation ms902344 (change config.bib with the table), ms901768.",
        badExample: [
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x80000000, 0x80000000, 64
                    DCD     0, 0, 0
            """,
            "config.bib": """
            MEMORY
                NK       80000000  02000000  RAMIMAGE
                RAM      82000000  06000000  RAM
            """,
        ],
        goodExample: [
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x80000000, 0x80000000, 128
                    DCD     0, 0, 0
            """,
            "config.bib": """
            MEMORY
                NK       80000000  02000000  RAMIMAGE
                RAM      82000000  06000000  RAM
            """,
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        guard let table = subject.table, table.isComplete else { return }
        for region in subject.kernelRegions where region.kind != .nandimage && region.size > 0 {
            guard let end = table.coverage.mappedEnd(from: UInt64(region.start.rawValue)), region.end > end,
                region.end <= addressSpaceEnd
            else { continue }
            let severity: Severity =
                if !region.isUsedByKernel { .note } else { table.table.unit == .bytes ? .warning : .error }
            let row = table.coverage.row(atVirtual: end - 1).map { table.rows[$0] }
            emit(
                finding(
                    at: region.location(of: \.sizePlace),
                    "\(region.name) ends at 0x\(hexadecimal(region.end)), its rows end at 0x\(hexadecimal(end)): "
                        + "\(sizeText(region.end - end)) are not mapped",
                    severity: severity, notes: row.map { [.init("the row: \($0.phrase)", at: $0.location)] } ?? [],
                    hint: "shorten the region, or lengthen the row"))
        }
    }
}
