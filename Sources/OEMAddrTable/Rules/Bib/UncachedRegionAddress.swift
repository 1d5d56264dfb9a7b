internal import Diagnostics
internal import GuestAddress

/// CE0409: an uncached address in config.bib.
struct UncachedRegionAddress: MapRule {
    static let about = RuleDocumentation(
        id: "CE0409", severity: .warning,
        title: "A region starts above the cached window",
        explanation: """
            Regions have cached addresses, below 0xa0000000. The uncached alias of a classic table works for data that only a \
            driver touches, but overlaps with cached regions stay hidden, and a new-style table has no alias at all.
            """,
        source: "Windows Embedded CE documentation ee478925, aa447371.",
        badExample: [
            "oemaddrtab_cfg.inc": ExampleFiles.table,
            "config.bib": """
            MEMORY
                NK       80000000  04000000  RAMIMAGE
                RAM      84000000  0B000000  RAM
                DMA      AF000000  00100000  RESERVED
            """,
        ],
        goodExample: [
            "oemaddrtab_cfg.inc": ExampleFiles.table,
            "config.bib": """
            MEMORY
                NK       80000000  04000000  RAMIMAGE
                RAM      84000000  0B000000  RAM
                DMA      8F000000  00100000  RESERVED
            """,
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        let devices = IntervalUnion(subject.deviceRows.map(\.virtualExtent))
        for region in subject.kernelRegions
        where UInt64(region.start.rawValue) >= StaticWindow.end && region.kind != .nandimage {
            let start = UInt64(region.start.rawValue)
            guard devices.interval(containing: start) == nil else { continue }
            let isAlias = start < StaticWindow.uncachedEnd && subject.table?.isNewStyle != true
            emit(
                finding(
                    at: region.location(of: \.startPlace),
                    "\(region.name) starts at \(region.start), \(isAlias ? "an uncached alias" : "where no row can map it")",
                    severity: isAlias || !region.isUsedByKernel ? .warning : .error,
                    hint: isAlias ? "write \(hexadecimal(region.start.rawValue - StaticWindow.uncachedOffset))" : nil,
                    fix: isAlias && region.names.isEmpty
                        ? .init(
                            at: region.location(of: \.startPlace),
                            hexadecimal(region.start.rawValue - StaticWindow.uncachedOffset)) : nil))
        }
    }
}
