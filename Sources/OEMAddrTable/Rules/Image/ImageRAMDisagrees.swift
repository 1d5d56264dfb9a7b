internal import Diagnostics
internal import GuestAddress

/// CE0504: ROMHDR's RAM against config.bib's.
struct ImageRAMDisagrees: MapRule {
    static let about = RuleDocumentation(
        id: "CE0504", severity: .warning,
        title: "The image's RAM is not config.bib's",
        explanation: """
            ROMHDR holds the RAM the kernel will use: ulRAMStart to ulRAMEnd. When it does not lie in config.bib's RAM region, \
            image and config.bib are from different builds. AUTOSIZE moves the start, never the end.
            """,
        source: "Windows Embedded CE documentation ms901768; public header romldr.h.",
        badExample: [
            "config.bib": ExampleFiles.bib,
            "nk.bin": "ulRAMStart 0x84000000, ulRAMFree 0x84020000, ulRAMEnd 0x94000000",
        ],
        goodExample: [
            "config.bib": ExampleFiles.bib,
            "nk.bin": "ulRAMStart 0x84000000, ulRAMFree 0x84020000, ulRAMEnd 0x90000000",
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        let autosizes = ["AUTOSIZE", "RAM_AUTOSIZE"].contains { subject.setting($0)?.isOn == true }
        guard let ram = subject.kernelRegions.first(where: { $0.kind == .ram }) else { return }
        for image in subject.map.images {
            guard let header = image.header else { continue }
            let place = image.location
            let note = Finding.Note("the RAM region: \(ram.phrase)", at: ram.location)
            if UInt64(header.ramEnd.rawValue) != ram.end,
                subject.unmappedPart(of: header.ramExtent, in: image) == nil
            {
                emit(
                    finding(
                        at: place,
                        "ulRAMEnd is \(header.ramEnd), \(ram.name) ends at 0x\(hexadecimal(ram.end))",
                        notes: [note]))
            }
            // Where the image has grown into RAM, romimage moved the start: CE0507 says it.
            let isMoved = autosizes || image.coveredRAM(on: subject) != nil
            if header.ramStart != ram.start && !(isMoved && UInt64(header.ramStart.rawValue) < ram.end) {
                emit(
                    finding(
                        at: place,
                        "ulRAMStart is \(header.ramStart), \(ram.name) starts at \(ram.start)",
                        notes: [note]))
            }
            if header.ramStart > header.ramFree || header.ramFree > header.ramEnd {
                emit(
                    finding(
                        at: place,
                        "ulRAMStart \(header.ramStart), ulRAMFree \(header.ramFree) and ulRAMEnd "
                            + "\(header.ramEnd) are not in order",
                        severity: .error))
            }
        }
    }
}
