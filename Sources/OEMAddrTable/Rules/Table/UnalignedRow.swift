internal import Diagnostics
internal import GuestAddress

/// CE0110: an address of a row that is not on a megabyte.
struct UnalignedRow: MapRule {
    static let about = RuleDocumentation(
        id: "CE0110", severity: .warning,
        title: "An address of a row is not on a megabyte",
        explanation: """
            Rows are mapped by 1 MB sections. The low 20 bits of the virtual and of the physical address are dropped without a \
            message, in the page table; OALPAtoVA and OALVAtoPA calculate with the numbers as they stand. A register at offset \
            0x8000 of its megabyte is then 0x8000 away from where the converted pointer points.
            """,
        source: "Windows Embedded CE documentation ms902344 (granularity); truncation: observed.",
        badExample: [
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x80000000, 0x30000000, 64
                    DCD     0x91300000, 0x4D408000, 1
                    DCD     0, 0, 0
            """
        ],
        goodExample: [
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x80000000, 0x30000000, 64
                    DCD     0x91300000, 0x4D400000, 1
                    DCD     0, 0, 0
            """
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        let section = UInt32(StaticWindow.section)
        for table in subject.tables {
            for row in table.rows where row.virtual.rawValue != AddressTable.newMappingTable {
                if !row.virtual.isAligned(to: section) {
                    emit(
                        finding(
                            at: row.location(of: \.virtualPlace),
                            "virtual address \(row.virtual) is not a multiple of 1 MB",
                            notes: [.init("the kernel maps \(row.virtual.roundedDown(to: section))")]))
                }
                if !row.physical.isAligned(to: section) {
                    emit(
                        finding(
                            at: row.location(of: \.physicalPlace),
                            "physical address \(row.physical) is not a multiple of 1 MB",
                            notes: [.init("the kernel maps \(row.physical.roundedDown(to: section))")]))
                }
            }
        }
    }
}
