internal import Diagnostics
internal import GuestAddress

/// CE0502: a record whose checksum is wrong.
struct ImageChecksum: MapRule {
    static let about = RuleDocumentation(
        id: "CE0502", severity: .error,
        title: "A record of the image has a wrong checksum",
        explanation: """
            Each record of a .bin holds the 32-bit sum of its bytes. A boot loader refuses the image at a record whose sum \
            differs: the file is damaged or was patched.
            """,
        source: "Windows Embedded CE documentation ee478913 (record: address, length, checksum).",
        badExample: ["nk.bin": "record 0x80001000, 64 bytes: checksum 0x00001234, sum of the bytes 0x00001235"],
        goodExample: ["nk.bin": "record 0x80001000, 64 bytes: checksum 0x00001235, sum of the bytes 0x00001235"])

    /// How many records are named one by one.
    private static let limit = 10

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        for image in subject.map.images {
            let damaged = image.badRecords
            for record in damaged.prefix(Self.limit) {
                let rest = damaged.count - Self.limit
                emit(
                    finding(
                        at: image.location,
                        "the record at \(record.start) has checksum 0x\(hexadecimal(record.stored)), its bytes give "
                            + "0x\(hexadecimal(record.computed))",
                        notes: [.init("file offset 0x\(hexadecimal(UInt64(clamping: record.fileOffset)))")]
                            + (rest > 0 && record == damaged[Self.limit - 1]
                                ? [.init("\(rest) more records are damaged")] : [])))
            }
        }
    }
}
