internal import Diagnostics

/// CE0112: bytes in the size column of an ARM table.
struct BytesForMegabytes: MapRule {
    static let about = RuleDocumentation(
        id: "CE0112", severity: .error,
        title: "A size is given in bytes, where megabytes belong",
        explanation: """
            On ARM the third column counts megabytes. A byte count makes the kernel write millions of descriptors, far past the \
            page table: the board dies in the first instructions of the kernel and prints nothing.
            """,
        source: "Windows Embedded CE documentation ee478612 (megabytes on ARM, bytes on x86); the effect: observed.",
        badExample: [
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x80000000, 0x80000000, 0x04000000
                    DCD     0, 0, 0
            """
        ],
        goodExample: [
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x80000000, 0x80000000, 64
                    DCD     0, 0, 0
            """
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        for table in subject.tables {
            for row in table.table.mappedRows where row.countsBytes(in: table.table.unit) {
                let written = row.size >> 20
                let megabytes = (written + (StaticWindow.section - 1)) >> 20
                emit(
                    finding(
                        at: row.location(of: \.sizePlace),
                        "a size of \(written) megabytes: the column looks like bytes (\(sizeText(written)))",
                        hint: "write \(megabytes)",
                        fix: written % StaticWindow.section == 0
                            ? .init(at: row.location(of: \.sizePlace), "\(megabytes)") : nil))
            }
        }
    }
}
