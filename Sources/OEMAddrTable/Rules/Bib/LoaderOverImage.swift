import Diagnostics
internal import GuestAddress

/// CE0418: a boot loader that lies where it puts the kernel's image.
struct LoaderOverImage: MapRule {
    static let about = RuleDocumentation(
        id: "CE0418", severity: .note,
        title: "A boot loader lies where the image goes",
        explanation: """
            A region of the boot loader's bib shares addresses with the image region of config.bib. While the loader runs it copies             the image there, over itself, as soon as the image is long enough. Boards ship so as long as it is not.
            """,
        source: "Windows Embedded CE documentation ee478925 (regions); the loader's copy: observed.",
        badExample: [
            "config.bib": ExampleFiles.bib,
            "eboot.bib": """
            MEMORY
                EBOOT    83F00000  00080000  RAMIMAGE
                RAM      88000000  00100000  RAM
            """,
        ],
        goodExample: [
            "config.bib": ExampleFiles.bib,
            "eboot.bib": """
            MEMORY
                EBOOT    88100000  00080000  RAMIMAGE
                RAM      88000000  00100000  RAM
            """,
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        let images = subject.kernelRegions.filter(\.holdsImage)
        let index = FirstMatchIndex(images.map(\.extent))
        for region in subject.map.regions where region.isOfBootLoader && region.isUsedByKernel && region.startsInWindow
        {
            guard let piece = index.pieces(overlapping: region.extent).first else { continue }
            let image = images[piece.owner]
            let shared = image.extent.clamped(to: region.extent)
            emit(
                finding(
                    at: region.location,
                    "\(region.phrase) shares \(extentText(shared)) with the image region \(image.name)",
                    notes: [.init("\(image.phrase), the image", at: image.location)]))
        }
    }
}
