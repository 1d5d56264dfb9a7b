internal import Diagnostics
internal import GuestAddress

/// CE0415: ROMSTART and ROMSIZE against the image regions, ROMOFFSET against both.
struct ROMKeysDisagree: MapRule {
    static let about = RuleDocumentation(
        id: "CE0415", severity: .warning,
        severityRemark: "A note where only the end of the region is not inside: the image may be shorter.",
        title: "ROMSTART, ROMSIZE or ROMOFFSET disagree with the regions",
        explanation: """
            The flat image starts at ROMSTART and has ROMSIZE bytes. An image region that is not inside is cut off in the .nb0. \
            ROMOFFSET is added to every address of the .bin, so that a start plus ROMOFFSET past 4 GB wraps to another address.
            """,
        source: "Windows Embedded CE documentation on the CONFIG section of config.bib.",
        badExample: [
            "config.bib": """
            MEMORY
                NK       80200000  04000000  RAMIMAGE
                RAM      84200000  0B000000  RAM
            CONFIG
                ROMSTART=80000000
                ROMSIZE=02000000
                ROMWIDTH=32
            """
        ],
        goodExample: [
            "config.bib": """
            MEMORY
                NK       80200000  04000000  RAMIMAGE
                RAM      84200000  0B000000  RAM
            CONFIG
                ROMSTART=80200000
                ROMSIZE=04000000
                ROMWIDTH=32
            """
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        let images = subject.kernelRegions.filter { $0.kind == .ramimage }
        guard let image = images.min(by: { $0.start < $1.start }) else { return }
        if let start = subject.setting("ROMSTART"), let size = subject.setting("ROMSIZE"),
            let base = start.hexadecimalValue, let bytes = size.hexadecimalValue, bytes <= addressSpaceEnd,
            base < addressSpaceEnd
        {
            // An address below the kernel's half is one of the flash, and a lower start leaves room in front.
            if base >= UInt64(StaticWindow.base.rawValue), base > UInt64(image.start.rawValue) {
                emit(
                    finding(
                        at: start.location,
                        "ROMSTART is 0x\(hexadecimal(base)), \(image.name) starts at \(image.start)",
                        notes: [.init("the image region", at: image.location)]))
            }
            // The region is what the image may become, and not all of it is used. Who gives a retail build a size of
            // its own has measured the image.
            if !size.isOfOneKindOfBuild, base >= UInt64(StaticWindow.base.rawValue), base + bytes < image.end {
                emit(
                    finding(
                        at: size.location,
                        "ROMSTART and ROMSIZE end at 0x\(hexadecimal(base + bytes)), \(image.name) ends at "
                            + "0x\(hexadecimal(image.end))",
                        severity: .note,
                        notes: [.init("the image region", at: image.location)]))
            }
        }
        if let offset = subject.setting("ROMOFFSET"), let value = offset.hexadecimalValue,
            value < addressSpaceEnd, value != 0
        {
            let moved = UInt32(truncatingIfNeeded: UInt64(image.start.rawValue) + value)
            if !UInt64(moved).isMultiple(of: StaticWindow.page) {
                emit(
                    finding(
                        at: offset.location,
                        "ROMOFFSET moves \(image.name) from \(image.start) to 0x\(hexadecimal(moved)), inside a page",
                        notes: [.init("the image region", at: image.location)]))
            }
        }
    }
}
