internal import Diagnostics
internal import GuestAddress

/// CE0416: RAM of config.bib where the board has none.
struct RegionBeyondBank: MapRule {
    static let about = RuleDocumentation(
        id: "CE0416", severity: .error,
        title: "The RAM region lies where the board has no RAM",
        explanation: """
            The region is mapped, but to physical addresses outside every RAM bank: registers, or nothing. The kernel writes to it \
            as soon as it counts its pages.
            """,
        source: "Follows from the board's RAM banks, ms901768 and the address table.",
        badExample: [
            "board.yaml": "ram: [ { base: 0x80000000, size: 128M } ]",
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x80000000, 0x80000000, 128
                    DCD     0x88000000, 0x48000000, 128
                    DCD     0, 0, 0
            """,
            "config.bib": """
            MEMORY
                NK       80000000  04000000  RAMIMAGE
                RAM      88000000  04000000  RAM
            """,
        ],
        goodExample: [
            "board.yaml": "ram: [ { base: 0x80000000, size: 128M } ]",
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x80000000, 0x80000000, 128
                    DCD     0x88000000, 0x48000000, 128
                    DCD     0, 0, 0
            """,
            "config.bib": """
            MEMORY
                NK       80000000  04000000  RAMIMAGE
                RAM      84000000  04000000  RAM
            """,
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        guard !subject.banks.isEmpty, let table = subject.table else { return }
        for region in subject.kernelRegions where region.kind == .ram && region.size > 0 {
            let start = UInt64(region.start.rawValue)
            guard let index = table.coverage.row(atVirtual: start), let linear = table.coverage.linearEnd(from: start)
            else {
                continue
            }
            let row = table.rows[index]
            let mapped = extent(region.start.rawValue &- row.displacement, min(region.end, linear) - start)
            guard let gap = subject.banks.gaps(in: mapped).first else { continue }
            emit(
                finding(
                    at: region.location,
                    "\(region.name) reaches physical \(extentText(gap)), which is in no RAM bank",
                    notes: [.init("by this row: \(row.phrase)", at: row.location)]))
        }
    }
}
