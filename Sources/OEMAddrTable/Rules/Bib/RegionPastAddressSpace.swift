internal import Diagnostics
internal import GuestAddress

/// CE0411: a region without bytes, or with more than there are addresses.
struct RegionPastAddressSpace: MapRule {
    static let about = RuleDocumentation(
        id: "CE0411", severity: .error,
        severityRemark: "A note for a region of size 0, which boards use as a place holder.",
        title: "A region passes 4 GB, or is empty",
        explanation: """
            Start and size are 32-bit numbers; their sum may be 0x100000000 at most. An end beyond wraps to a small address, and \
            romimage finds the RAM ending before it starts.
            """,
        source: "romimage refuses RAM whose end is not above its start: observed.",
        badExample: [
            "oemaddrtab_cfg.inc": ExampleFiles.table,
            "config.bib": """
            MEMORY
                NK       80000000  04000000  RAMIMAGE
                RAM      84000000  8C000000  RAM
            """,
        ],
        goodExample: ["oemaddrtab_cfg.inc": ExampleFiles.table, "config.bib": ExampleFiles.bib])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        for region in subject.kernelRegions {
            if region.end > addressSpaceEnd {
                emit(
                    finding(
                        at: region.location(of: \.sizePlace),
                        "\(region.name): \(sizeText(region.size)) at \(region.start) pass 4 GB"))
            } else if region.size == 0 {
                emit(finding(at: region.location(of: \.sizePlace), "\(region.name) is empty", severity: .note))
            }
        }
    }
}
