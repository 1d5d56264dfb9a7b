internal import Diagnostics
internal import GuestAddress

/// CE0420: a boot loader's table that maps a region of the kernel's to other memory.
struct LoaderMapsElsewhere: MapRule {
    static let about = RuleDocumentation(
        id: "CE0420", severity: .warning,
        severityRemark:
            "A note where the loader's row only ends before the image region does: the image may be shorter.",
        title: "Boot loader and kernel map a region differently",
        explanation: """
            A boot loader runs with a table of its own. What it leaves for the kernel, the image and boot arguments, it \
            writes at the addresses of config.bib; where its table leads these to other physical memory the kernel \
            finds nothing there.
            """,
        source: "Loaders of board support packages have a table as the kernel has, observed; documents ee478925, "
            + "aa447340.",
        badExample: [
            "oemaddrtab_cfg.inc": ExampleFiles.table, "config.bib": ExampleFiles.bib,
            "EBOOT/loadertab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x80000000, 0xA0000000, 256
                    DCD     0, 0, 0
            """,
        ],
        goodExample: [
            "oemaddrtab_cfg.inc": ExampleFiles.table, "config.bib": ExampleFiles.bib,
            "EBOOT/loadertab_cfg.inc": ExampleFiles.table,
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        guard let table = subject.table, table.isComplete else { return }
        // What the kernel alone uses the loader may map as it likes.
        let shared = subject.kernelRegions.filter { $0.holdsImage || $0.kind == .reserved }
        for loader in subject.map.loaderTables where loader.rowsLeftOut == 0 {
            let other = TableUnderCheck(loader)
            // One mistake in a row meets every region behind it.
            if let finding = shared.lazy.compactMap({ self.difference(table, other, $0) }).first { emit(finding) }
        }
    }

    private func difference(_ kernel: TableUnderCheck, _ loader: TableUnderCheck, _ region: BibRegion) -> Finding? {
        let start = UInt64(region.start.rawValue)
        guard let mine = kernel.coverage.row(atVirtual: start).map({ kernel.rows[$0] }),
            let its = loader.coverage.row(atVirtual: start).map({ loader.rows[$0] })
        else { return nil }
        let notes: [Finding.Note] = [
            .init("the kernel's row: \(mine.phrase)", at: mine.location), .init("the region", at: region.location),
        ]
        if mine.displacement != its.displacement {
            let (here, there) = (region.start.rawValue &- its.displacement, region.start.rawValue &- mine.displacement)
            return finding(
                at: its.location,
                "the boot loader maps \(region.name) at \(region.start) to 0x\(hexadecimal(here)), the kernel to "
                    + "0x\(hexadecimal(there))", notes: notes)
        }
        guard region.kind == .ramimage, mine.virtualExtent.upperBound >= region.end,
            let gap = loader.coverage.mappedEnd(from: start), gap < region.end
        else { return nil }
        return finding(
            at: its.location,
            "the boot loader maps \(region.name) up to 0x\(hexadecimal(gap)) only, the region ends at "
                + "0x\(hexadecimal(region.end))", severity: .note, notes: notes)
    }
}
