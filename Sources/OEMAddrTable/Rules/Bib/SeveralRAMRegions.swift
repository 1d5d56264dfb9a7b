internal import Diagnostics

/// CE0406: more than one region of type RAM.
struct SeveralRAMRegions: MapRule {
    static let about = RuleDocumentation(
        id: "CE0406", severity: .warning,
        title: "config.bib has several RAM regions",
        explanation: """
            RAM is one contiguous region: ROMHDR holds one start and one end. A second RAM region is not used. Further RAM is \
            reported to the kernel at run time, by OEMGetExtensionDRAM or OEMRamTable.
            """,
        source: "Windows Embedded CE documentation ms901768, ee478925 (one contiguous region).",
        badExample: [
            "oemaddrtab_cfg.inc": ExampleFiles.table,
            "config.bib": """
            MEMORY
                NK       80000000  04000000  RAMIMAGE
                RAM      84000000  04000000  RAM
                RAM2     88000000  04000000  RAM
            """,
        ],
        goodExample: ["oemaddrtab_cfg.inc": ExampleFiles.table, "config.bib": ExampleFiles.bib])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        let ram = subject.kernelRegions.filter { $0.kind == .ram }
        guard let first = ram.first else { return }
        for region in ram.dropFirst() where region.location.file == first.location.file {
            emit(
                finding(
                    at: region.location, "\(region.name) is a second region of type RAM",
                    notes: [.init("the first is \(first.phrase)", at: first.location)],
                    hint: "make it RESERVED and report it at run time"))
        }
    }
}
