internal import Diagnostics
internal import GuestAddress

/// CE0501: an image that is not inside a region of config.bib.
struct ImageOutsideRegion: MapRule {
    static let about = RuleDocumentation(
        id: "CE0501", severity: .warning,
        title: "The image lies outside its region",
        explanation: """
            The image starts or ends where config.bib has no image region: it was made from another config.bib, or moved by \
            ROMOFFSET. The loader copies it over what the map has there.
            """,
        source: "Windows Embedded CE documentation ee478913 (image start), ee478925 (regions).",
        badExample: [
            "config.bib": ExampleFiles.bib,
            "nk.bin": "image start 0x82000000, image length 0x03000000",
        ],
        goodExample: [
            "config.bib": ExampleFiles.bib,
            "nk.bin": "image start 0x80000000, image length 0x03000000",
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        let regions = subject.kernelRegions.filter { $0.holdsImage || $0.kind == .nandimage }
        guard !regions.isEmpty else { return }
        let joined = IntervalUnion(regions.map(\.extent))
        let grows = ["AUTOSIZE", "ROM_AUTOSIZE"].contains { subject.setting($0)?.isOn == true }
        let offset = UInt32(truncatingIfNeeded: subject.setting("ROMOFFSET")?.hexadecimalValue ?? 0)
        for image in subject.map.images where image.format != .executable {
            // An image in no row is CE0506's, one that lies in RAM CE0507's, and AUTOSIZE lets an image grow.
            if subject.unmappedPart(of: image.runExtent, in: image) != nil { continue }
            if image.coveredRAM(on: subject) != nil || (grows && image.region(on: subject) != nil) { continue }
            let place = extent(image.linkedStart?.rawValue ?? (image.start.rawValue &- offset), image.size)
            if joined.intervals.contains(where: {
                $0.lowerBound <= place.lowerBound && place.upperBound <= $0.upperBound
            }) {
                continue
            }
            if let region = image.region(on: subject), UInt64(region.start.rawValue) == place.lowerBound,
                place.upperBound > region.end
            {
                emit(
                    finding(
                        at: image.location,
                        "the image (\(extentText(place))) is \(sizeText(place.upperBound - region.end)) longer than "
                            + region.name,
                        notes: [.init("the region: \(region.phrase)", at: region.location)],
                        hint: "lengthen \(region.name), or take modules out"))
                continue
            }
            let nearest = regions.first { $0.extent.overlaps(place) } ?? regions[0]
            emit(
                finding(
                    at: image.location,
                    "the image is at \(extentText(place)), \(nearest.name) at \(extentText(nearest.extent))",
                    notes: [.init("the region", at: nearest.location)],
                    hint: "make the image again from this config.bib"))
        }
    }
}
