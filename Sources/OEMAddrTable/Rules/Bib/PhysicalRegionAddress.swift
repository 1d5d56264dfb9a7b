internal import Diagnostics
internal import GuestAddress

/// CE0408: a physical address in config.bib.
struct PhysicalRegionAddress: MapRule {
    static let about = RuleDocumentation(
        id: "CE0408", severity: .error,
        severityRemark:
            "A warning for a RESERVED region. Bibs of boot loaders, which run without the MMU, are left alone.",
        title: "A region starts at a physical address",
        explanation: """
            Addresses of config.bib are cached virtual ones, 0x80000000 and up. romimage takes a lower address without a word, \
            and the kernel is linked to memory that its map does not have.
            """,
        source: "Windows Embedded CE documentation ee478925 (examples are virtual).",
        badExample: [
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x80000000, 0x30000000, 64
                    DCD     0, 0, 0
            """,
            "config.bib": """
            MEMORY
                NK       30000000  02000000  RAMIMAGE
                RAM      82000000  02000000  RAM
            """,
        ],
        goodExample: [
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x80000000, 0x30000000, 64
                    DCD     0, 0, 0
            """,
            "config.bib": """
            MEMORY
                NK       80000000  02000000  RAMIMAGE
                RAM      82000000  02000000  RAM
            """,
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        for region in subject.kernelRegions
        where region.start < StaticWindow.base && region.kind != .nandimage && region.size > 0 {
            let row = subject.table.flatMap { table in
                table.coverage.row(atPhysical: UInt64(region.start.rawValue)).map { table.rows[$0] }
            }
            let virtual = row.map { region.start.rawValue &+ $0.displacement }
            emit(
                finding(
                    at: region.location(of: \.startPlace),
                    "\(region.name) starts at \(region.start), below the kernel's half",
                    severity: region.isUsedByKernel ? nil : .warning,
                    notes: row.map { [.init("physical address \(region.start) is in this row", at: $0.location)] }
                        ?? [],
                    hint: virtual.map { "write \(hexadecimal($0)), its virtual address" }
                        ?? "write the virtual address, 80000000 or above",
                    fix: region.names.isEmpty
                        ? virtual.flatMap { .init(at: region.location(of: \.startPlace), hexadecimal($0)) } : nil))
        }
    }
}
