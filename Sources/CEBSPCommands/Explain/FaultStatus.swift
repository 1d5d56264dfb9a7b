/// The fault status codes of ARM's short-descriptor MMU, in plain words (ARM Architecture Reference Manual).
struct FaultStatus: Sendable {
    let code: UInt32
    let name: String
    let explanation: String

    private static let prefixes = ["FSR:", "DFSR:", "IFSR:", "FAULT:", "FSR=", "DFSR=", "IFSR="]

    /// The status called `name`: `fsr:0x5` or a name such as `section-translation`. Bits that are not the status are
    /// ignored.
    init?(named name: String) {
        let upper = name.uppercased()
        let prefix = Self.prefixes.first { upper.hasPrefix($0) }
        let body = upper.dropFirst(prefix?.count ?? 0)
        // As reports have it, DFSR=00000807 is hexadecimal.
        let isPrinted = prefix?.hasSuffix("=") ?? false
        let digits = body.hasPrefix("0X") ? body.dropFirst(2) : body
        let number = UInt32(digits, radix: isPrinted || body.hasPrefix("0X") ? 16 : 10)
        // Bit 10 is the fifth bit of the status; bits 4 to 9 are domain and format.
        let status = number.map { ($0 & 0xF) | ($0 & 0x400) >> 6 }
        let found = Self.all.first { fault in
            prefix != nil ? fault.code == status : fault.name.uppercased() == upper
        }
        guard let found else { return nil }
        self = found
    }

    private init(_ code: UInt32, _ name: String, _ explanation: String) {
        self.code = code
        self.name = name
        self.explanation = explanation
    }

    static let all: [FaultStatus] = [
        FaultStatus(
            0x1, "alignment",
            "The address is not a multiple of what the instruction needs. CE raises STATUS_DATATYPE_MISALIGNMENT."),
        FaultStatus(0x2, "debug", "A breakpoint or watchpoint of the debug unit."),
        FaultStatus(
            0x3, "section-access-flag",
            "The descriptor of a section has its access flag clear; CE does not use the flag."),
        FaultStatus(0x4, "cache-maintenance", "A cache operation by address met an address that is not mapped."),
        FaultStatus(
            0x5, "section-translation",
            "The first-level descriptor is invalid: nothing maps this megabyte. For a static address, no row has it."),
        FaultStatus(0x6, "page-access-flag", "The descriptor of a page has its access flag clear."),
        FaultStatus(
            0x7, "page-translation",
            "The second-level descriptor is invalid: the page is reserved or free, not committed, or was decommitted."),
        FaultStatus(
            0x8, "external-abort",
            "The bus answered with an error: the address is mapped, but no memory or device is there, or its clock is off."
        ),
        FaultStatus(0x9, "section-domain", "The domain of the section gives no access."),
        FaultStatus(0xB, "page-domain", "The domain of the page gives no access."),
        FaultStatus(0xC, "walk-external-abort-1", "The bus failed while the first-level descriptor was read."),
        FaultStatus(
            0xD, "section-permission",
            "The section is mapped and the access is not allowed: user mode on kernel memory, or a write to read-only."),
        FaultStatus(0xE, "walk-external-abort-2", "The bus failed while the second-level descriptor was read."),
        FaultStatus(
            0xF, "page-permission",
            "The page is mapped and the access is not allowed: a write to a read-only or guard page, or user mode on a kernel "
                + "page. Pages that are read-only are so for the kernel as well."),
        FaultStatus(
            0x16, "asynchronous-external-abort", "An earlier write failed on the bus; the address is not known."),
    ]
}
