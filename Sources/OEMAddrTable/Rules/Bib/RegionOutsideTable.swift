internal import Diagnostics
internal import GuestAddress

/// CE0401: a region of config.bib that no row maps.
struct RegionOutsideTable: MapRule {
    static let about = RuleDocumentation(
        id: "CE0401", severity: .error,
        severityRemark: "A note for a RESERVED or NANDIMAGE region, which may lie outside the table.",
        title: "A region of config.bib is not mapped",
        explanation: """
            romimage places the image at the addresses of config.bib and never looks at the address table. A kernel or RAM region \
            whose first address no row maps is not there when the kernel jumps to it.
            """,
        source: "Windows Embedded CE documentation ee478925, ms902344 (keep both in step); no comparison: observed.",
        badExample: [
            "oemaddrtab_cfg.inc": ExampleFiles.table,
            "config.bib": """
            MEMORY
                NK       80000000  04000000  RAMIMAGE
                RAM      94000000  08000000  RAM
            """,
        ],
        goodExample: ["oemaddrtab_cfg.inc": ExampleFiles.table, "config.bib": ExampleFiles.bib])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        guard let table = subject.table, !table.rows.isEmpty, table.isComplete else { return }
        let devices = IntervalUnion(subject.deviceRows.map(\.virtualExtent))
        for region in subject.kernelRegions where region.startsInWindow && region.size > 0 {
            let start = UInt64(region.start.rawValue)
            guard table.coverage.row(atVirtual: start) == nil, devices.interval(containing: start) == nil else {
                continue
            }
            emit(
                finding(
                    at: region.location(of: \.startPlace), "no row of \(table.table.symbol) maps \(region.phrase)",
                    severity: region.isUsedByKernel ? nil : .note,
                    notes: [.init("the table starts here", at: table.table.location)]))
        }
    }
}
