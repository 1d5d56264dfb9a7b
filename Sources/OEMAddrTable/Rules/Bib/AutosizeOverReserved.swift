internal import Diagnostics
internal import GuestAddress

/// CE0413: AUTOSIZE with something between image and RAM.
struct AutosizeOverReserved: MapRule {
    static let about = RuleDocumentation(
        id: "CE0413", severity: .warning,
        title: "AUTOSIZE has no room between image and RAM",
        explanation: """
            AUTOSIZE=ON joins the image region and the RAM region and moves the border to the real end of the image. Both have to \
            be neighbours, the image first: a RESERVED region between them ends up inside RAM or inside the image.
            """,
        source: "Windows Embedded CE documentation ee478925 (AUTOSIZE); the result of joining: observed.",
        badExample: [
            "oemaddrtab_cfg.inc": ExampleFiles.table,
            "config.bib": """
            MEMORY
                NK       80000000  04000000  RAMIMAGE
                DISPLAY  84000000  00800000  RESERVED
                RAM      84800000  0B800000  RAM
            CONFIG
                AUTOSIZE=ON
            """,
        ],
        goodExample: [
            "oemaddrtab_cfg.inc": ExampleFiles.table,
            "config.bib": """
            MEMORY
                NK       80000000  04000000  RAMIMAGE
                RAM      84000000  0B800000  RAM
                DISPLAY  8F800000  00800000  RESERVED
            CONFIG
                AUTOSIZE=ON
            """,
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        guard let setting = subject.setting("AUTOSIZE"), setting.isOn == true,
            let ram = subject.kernelRegions.first(where: { $0.kind == .ram })
        else { return }
        let images = subject.kernelRegions.filter { $0.kind == .ramimage && $0.start < ram.start }
        guard let image = images.max(by: { $0.start < $1.start }), image.end < UInt64(ram.start.rawValue) else {
            return
        }
        let gap = image.end..<UInt64(ram.start.rawValue)
        let between = subject.kernelRegions.first {
            $0.kind == .reserved && $0.extent.overlaps(gap)
        }
        guard let between else { return }
        emit(
            finding(
                at: setting.location,
                "AUTOSIZE joins \(image.name) and \(ram.name), and \(between.name) lies between them",
                notes: [
                    .init(between.phrase, at: between.location), .init(image.phrase, at: image.location),
                    .init(ram.phrase, at: ram.location),
                ],
                hint: "move \(between.name) before the image or after RAM"))
    }
}
