internal import Diagnostics
internal import GuestAddress

/// CE0404: two regions of config.bib on the same addresses.
struct RegionsOverlap: MapRule {
    static let about = RuleDocumentation(
        id: "CE0404", severity: .warning,
        severityRemark:
            "An error for two image regions without ROM_AUTOSIZE, which romimage refuses; a note for two RESERVED "
            + "regions.",
        title: "Two regions of config.bib overlap",
        explanation: """
            What two regions share has two owners: the kernel hands out RAM over a frame buffer, or a loader's buffer is \
            overwritten by the image. Overlaps that are meant are not reported: a NANDIMAGE region lies in flash and may cover \
            RAM, the CHAIN region of a multi-region image may lie inside RAM, and a region named RESERVE is a hole in the image.
            """,
        source: "Windows Embedded CE documentation ee478925, ee490600; romimage's refusal: observed.",
        badExample: [
            "oemaddrtab_cfg.inc": ExampleFiles.table,
            "config.bib": """
            MEMORY
                NK       80000000  04000000  RAMIMAGE
                RAM      84000000  0C000000  RAM
                DISPLAY  8F000000  00800000  RESERVED
            """,
        ],
        goodExample: [
            "oemaddrtab_cfg.inc": ExampleFiles.table,
            "config.bib": """
            MEMORY
                NK       80000000  04000000  RAMIMAGE
                RAM      84000000  0B000000  RAM
                DISPLAY  8F000000  00800000  RESERVED
            """,
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        let regions = subject.map.regions.filter { $0.size > 0 && !isMeantToOverlap($0) }
        let movesImages = subject.setting("ROM_AUTOSIZE")?.isOn == true
        // Files are builds of their own.
        for own in Dictionary(grouping: regions, by: \.location.file).sorted(by: { $0.key < $1.key }).map(\.value) {
            checkFile(own, movesImages: movesImages, emit)
        }
    }

    /// Sweeps over the starts with the regions that are still open; every pair costs a finding, and those are bounded.
    private func checkFile(_ regions: [BibRegion], movesImages: Bool, _ emit: (Finding) -> Void) {
        let order = regions.indices.sorted { (regions[$0].start, $0) < (regions[$1].start, $1) }
        var open: [Int] = []
        var count = 0
        for index in order {
            let region = regions[index]
            open.removeAll { regions[$0].end <= UInt64(region.start.rawValue) }
            for other in open {
                let (first, later) = (regions[min(index, other)], regions[max(index, other)])
                let shared = first.extent.clamped(to: later.extent)
                guard !shared.isEmpty else { continue }
                count += 1
                guard count <= Self.limit else { return }
                emit(overlap(first, later, shared, movesImages: movesImages))
            }
            open.append(index)
        }
    }

    /// Pairs that are reported: more are one mistake in very many regions.
    private static let limit = 200

    private func isMeantToOverlap(_ region: BibRegion) -> Bool {
        region.kind == .nandimage || ["CHAIN", "RESERVE"].contains(region.name.uppercased())
    }

    private func overlap(
        _ first: BibRegion, _ later: BibRegion, _ shared: Range<UInt64>, movesImages: Bool
    ) -> Finding {
        let severity: Severity =
            if first.holdsImage && later.holdsImage {
                movesImages ? .note : .error
            } else if first.kind == .reserved && later.kind == .reserved {
                .note
            } else {
                .warning
            }
        return finding(
            at: later.location, "\(later.name) and \(first.name) share \(extentText(shared)), \(sizeText(shared))",
            severity: severity, notes: [.init("\(first.phrase), \(first.kind.rawValue)", at: first.location)])
    }
}
