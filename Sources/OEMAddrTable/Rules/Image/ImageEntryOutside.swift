internal import Diagnostics
internal import GuestAddress

/// CE0505: an entry point outside the image.
struct ImageEntryOutside: MapRule {
    static let about = RuleDocumentation(
        id: "CE0505", severity: .error,
        title: "The image starts executing outside itself",
        explanation: """
            The last record of a .bin holds the address to jump to. Outside the image there is nothing of the kernel to run. An \
            entry of 0 means that the loader is not to jump, as in images of several regions.
            """,
        source: "Windows Embedded CE documentation ee478913 (last record).",
        badExample: ["nk.bin": "image 0x80000000-0x81ffffff, entry 0x00001000"],
        goodExample: ["nk.bin": "image 0x80000000-0x81ffffff, entry 0x80001000"])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        for image in subject.map.images {
            guard let entry = image.entry, entry.rawValue != 0 else { continue }
            let place = extent(image.start.rawValue, image.size)
            // With ROMOFFSET the entry may be where the image runs.
            let address = UInt64(entry.rawValue)
            guard !place.contains(address), !image.runExtent.contains(address) else { continue }
            emit(
                finding(
                    at: image.location, "the entry \(entry) is outside the image \(extentText(place))"))
        }
    }
}
