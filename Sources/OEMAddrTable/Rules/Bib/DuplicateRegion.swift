internal import Diagnostics

/// CE0412: two regions of one name.
struct DuplicateRegion: MapRule {
    static let about = RuleDocumentation(
        id: "CE0412", severity: .warning,
        title: "A region name is used twice",
        explanation: """
            romimage keeps the first region of a name and skips the others with a warning that is easily missed. Only RESERVE, a \
            hole in the image, may be repeated. One name in two branches is fine, as one branch is taken.
            """,
        source: "Windows Embedded CE documentation ee478925 (RESERVE repeats); skipping: observed.",
        badExample: [
            "oemaddrtab_cfg.inc": ExampleFiles.table,
            "config.bib": """
            MEMORY
                NK       80000000  04000000  RAMIMAGE
                RAM      84000000  04000000  RAM
                DMA      88000000  00100000  RESERVED
                DMA      88200000  00100000  RESERVED
            """,
        ],
        goodExample: [
            "oemaddrtab_cfg.inc": ExampleFiles.table,
            "config.bib": """
            MEMORY
                NK       80000000  04000000  RAMIMAGE
                RAM      84000000  04000000  RAM
                DMA      88000000  00100000  RESERVED
                DMA2     88200000  00100000  RESERVED
            """,
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        var seen: [String: BibRegion] = [:]
        for region in subject.map.regions where region.name.uppercased() != "RESERVE" {
            let key = region.location.file + "\n" + region.name.uppercased()
            if let first = seen[key] {
                emit(
                    finding(
                        at: region.location, "\(region.name) is already the name of a region; romimage skips this line",
                        notes: [.init("the first is \(first.phrase)", at: first.location)]))
            } else {
                seen[key] = region
            }
        }
    }
}
