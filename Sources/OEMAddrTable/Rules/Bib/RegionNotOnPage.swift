internal import Diagnostics
internal import GuestAddress

/// CE0410: a kernel region that does not consist of pages.
struct RegionNotOnPage: MapRule {
    static let about = RuleDocumentation(
        id: "CE0410", severity: .note,
        severityRemark: "A warning for a NANDIMAGE region, which has to be page aligned.",
        title: "A region is not made of whole pages",
        explanation: """
            The kernel uses whole pages of 4 KB; the rest at either end of a RAM region is lost. Paged images in NAND are read \
            by pages and have to start and end on them. RESERVED regions may have any size.
            """,
        source: "Windows Embedded CE documentation ee490600 (NANDIMAGE page aligned).",
        badExample: [
            "oemaddrtab_cfg.inc": ExampleFiles.table,
            "config.bib": """
            MEMORY
                NK       80000000  04000000  RAMIMAGE
                RAM      84000000  0BFFF800  RAM
            """,
        ],
        goodExample: ["oemaddrtab_cfg.inc": ExampleFiles.table, "config.bib": ExampleFiles.bib])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        for region in subject.kernelRegions where region.isUsedByKernel || region.kind == .nandimage {
            let startIsWrong = UInt64(region.start.rawValue) % StaticWindow.page != 0
            guard startIsWrong || region.size % StaticWindow.page != 0 else { continue }
            emit(
                finding(
                    at: startIsWrong ? region.location(of: \.startPlace) : region.location(of: \.sizePlace),
                    startIsWrong
                        ? "\(region.name) starts at \(region.start), inside a page"
                        : "\(region.name) has \(sizeText(region.size)), not a number of 4 KB pages",
                    severity: region.kind == .nandimage ? .warning : nil))
        }
    }
}
