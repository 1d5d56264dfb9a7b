internal import Diagnostics
internal import GuestAddress

/// CE0402: a region that begins in one row and goes on in another.
struct RegionCrossesRows: MapRule {
    static let about = RuleDocumentation(
        id: "CE0402", severity: .warning,
        title: "A region crosses rows whose physical memory is not contiguous",
        explanation: """
            Each row places its addresses by itself. Where a region goes from one row into the next and the physical addresses do \
            not go on with it, DMA buffers and physical addresses that were calculated from the region's start are wrong behind \
            the border. The kernel also wants each image region inside one row and prints a warning when it is not.
            """,
        source:
            "Windows Embedded CE documentation ms901768 (RAM is one contiguous region); the kernel's warning: observed.",
        badExample: [
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x80000000, 0x80000000, 64
                    DCD     0x84000000, 0xC0000000, 64
                    DCD     0, 0, 0
            """,
            "config.bib": """
            MEMORY
                NK       80000000  02000000  RAMIMAGE
                RAM      82000000  04000000  RAM
            """,
        ],
        goodExample: [
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x80000000, 0x80000000, 64
                    DCD     0x84000000, 0xC0000000, 64
                    DCD     0, 0, 0
            """,
            "config.bib": """
            MEMORY
                NK       80000000  02000000  RAMIMAGE
                RAM      82000000  02000000  RAM
            """,
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        guard let table = subject.table else { return }
        for region in subject.kernelRegions where region.isUsedByKernel && region.size > 0 {
            let start = UInt64(region.start.rawValue)
            guard let linear = table.coverage.linearEnd(from: start), region.end > linear,
                let next = table.coverage.row(atVirtual: linear)
            else { continue }
            emit(
                finding(
                    at: region.location,
                    "\(region.phrase) crosses 0x\(hexadecimal(linear)), where its physical memory jumps",
                    notes: [.init("it goes on in this row: \(table.rows[next].phrase)", at: table.rows[next].location)])
            )
        }
    }
}
