internal import Diagnostics
internal import GuestAddress

/// CE0507: an image that covers RAM which the kernel hands out.
struct ImageOverRAM: MapRule {
    static let about = RuleDocumentation(
        id: "CE0507", severity: .error,
        title: "The image covers its own RAM",
        explanation: """
            The image has outgrown its region and lies in the RAM that the kernel will hand out, page by page: programs and drivers \
            overwrite the kernel's modules. makeimg of CE 6 says "RAM start overlaps rom binary" and fails, earlier ones only warn, \
            and an nk.bin is there in both cases.
            """,
        source:
            "Windows Embedded CE documentation ms901768 (RAM is a region of its own), ee478925; romimage's message: observed.",
        badExample: [
            "config.bib": ExampleFiles.bib,
            "nk.bin": "image 0x80000000-0x84216fff, ulRAMStart 0x84000000, ulRAMEnd 0x90000000",
        ],
        goodExample: [
            "config.bib": ExampleFiles.bib,
            "nk.bin": "image 0x80000000-0x83ffffff, ulRAMStart 0x84000000, ulRAMEnd 0x90000000",
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        for image in subject.map.images {
            guard let (shared, ram) = image.coveredRAM(on: subject) else { continue }
            let place = image.placedExtent
            let end = place.upperBound.roundedUpToPage
            if let region = image.region(on: subject), place.upperBound > region.end {
                emit(
                    finding(
                        at: image.location,
                        "the image (\(extentText(place))) is \(sizeText(place.upperBound - region.end)) longer than "
                            + "\(region.name) and covers \(extentText(shared)) of RAM",
                        notes: [.init("the region: \(region.phrase)", at: region.location)]
                            + (ram.map { [.init("the RAM region: \($0.phrase)", at: $0.location)] } ?? []),
                        hint:
                            "lengthen \(region.name) and move RAM to 0x\(hexadecimal(end)) or later, or take modules out"
                    ))
            } else {
                emit(
                    finding(
                        at: image.location,
                        "the image (\(extentText(place))) covers \(extentText(shared)) of "
                            + (ram.map { "\($0.phrase), the RAM region" } ?? "its RAM, which ROMHDR has"),
                        notes: ram.map { [.init("the RAM region", at: $0.location)] } ?? [],
                        hint: "give image and RAM addresses of their own in config.bib"))
            }
        }
    }
}

extension ImageFacts {
    /// The addresses that the image occupies: what ROMHDR says, which is longer than the records where zeros are left
    /// out.
    var placedExtent: Range<UInt64> {
        guard let header, header.imageExtent.lowerBound == runExtent.lowerBound, !header.imageExtent.isEmpty else {
            return runExtent
        }
        return runExtent.lowerBound..<max(runExtent.upperBound, header.imageExtent.upperBound)
    }

    /// The image region of config.bib in which the image starts.
    func region(on subject: MapUnderCheck) -> BibRegion? {
        subject.kernelRegions.first { $0.holdsImage && $0.extent.contains(runExtent.lowerBound) }
    }

    /// What of the kernel's RAM the image covers, with the region of config.bib when it is that one's RAM.
    ///
    /// A paged region may share addresses with RAM, and AUTOSIZE moves the RAM of config.bib behind the image.
    func coveredRAM(on subject: MapUnderCheck) -> (shared: Range<UInt64>, region: BibRegion?)? {
        guard format != .executable else { return nil }
        let isKernel = header?.hasKernel ?? false
        let movesRAM = ["AUTOSIZE", "RAM_AUTOSIZE"].contains { subject.setting($0)?.isOn == true }
        // An image that starts elsewhere is of another config.bib, and the RAM of that one is in its ROMHDR.
        if let region = region(on: subject), UInt64(region.start.rawValue) == runExtent.lowerBound, !movesRAM,
            let ram = subject.kernelRegions.first(where: { $0.kind == .ram }),
            case let shared = ram.extent.clamped(to: placedExtent), !shared.isEmpty
        {
            return (shared, ram)
        }
        guard isKernel, let header, case let shared = header.ramExtent.clamped(to: placedExtent), !shared.isEmpty else {
            return nil
        }
        return (shared, nil)
    }
}

extension UInt64 {
    /// The next address at the start of a page, or this one.
    fileprivate var roundedUpToPage: UInt64 { (self + StaticWindow.page - 1) & ~(StaticWindow.page - 1) }
}
