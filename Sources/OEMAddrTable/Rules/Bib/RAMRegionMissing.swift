internal import Diagnostics

/// CE0405: config.bib without RAM.
struct RAMRegionMissing: MapRule {
    static let about = RuleDocumentation(
        id: "CE0405", severity: .error,
        title: "config.bib has no RAM region",
        explanation: """
            The kernel's RAM, from which every page and the object store come, is the region of type RAM; its name is free. \
            romimage refuses an image without one. A RAM line in a branch that is not taken is not there.
            """,
        source: "Windows Embedded CE documentation ee478925; the refusal: observed.",
        badExample: [
            "oemaddrtab_cfg.inc": ExampleFiles.table,
            "config.bib": """
            MEMORY
                NK       80000000  04000000  RAMIMAGE
            """,
        ],
        goodExample: ["oemaddrtab_cfg.inc": ExampleFiles.table, "config.bib": ExampleFiles.bib])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        let regions = subject.kernelRegions
        guard let first = regions.first, !regions.contains(where: { $0.kind == .ram }) else { return }
        emit(
            finding(
                at: first.location, "no region of type RAM",
                notes: [.init("the regions start here")],
                hint: "add a line NAME START SIZE RAM, or check which branch is taken"))
    }
}
