internal import Diagnostics
internal import GuestAddress

/// CE0702: RAM that neither the static map nor OEMRamTable has.
struct UnreachableRAM: MapRule {
    static let about = RuleDocumentation(
        id: "CE0702", severity: .note,
        title: "RAM is outside the static map and declared nowhere",
        explanation: """
            No row maps this RAM and OEMRamTable does not list it: the kernel will never use it. A driver reaches it with \
            VirtualAllocEx(MEM_RESERVE) and VirtualCopyEx with PAGE_PHYSICAL, the source being the physical address shifted \
            right by 8. Compact 7 and later use it as ordinary RAM when OEMRamTable lists it.
            """,
        source:
            "Windows Embedded CE documentation ms892492, ms891349 (PAGE_PHYSICAL, divided by 256), gg154603 (OEMRamTable).",
        badExample: [
            "board.yaml": "ram: [ { base: 0x80000000, size: 1G } ]",
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x80000000, 0x80000000, 496
                    DCD     0x9F000000, 0x48000000, 16
                    DCD     0, 0, 0
            """,
        ],
        goodExample: [
            "board.yaml": "ram: [ { base: 0x80000000, size: 256M } ]",
            "oemaddrtab_cfg.inc": ExampleFiles.table,
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        guard let table = subject.table, !table.rows.isEmpty, table.isComplete else { return }
        for bank in subject.banks.intervals {
            for gap in subject.reachable.gaps(in: bank) {
                let source = subject.map.banks.first { $0.range.contains(PhysicalAddress(truncated(gap.lowerBound))) }
                emit(
                    finding(
                        at: source?.location ?? table.table.location,
                        "\(sizeText(gap)) of RAM at physical \(extentText(gap)) are in no row",
                        notes: [
                            .init(DynamicAccess(physical: gap.lowerBound, size: gap.upperBound - gap.lowerBound).call)
                        ],
                        hint: subject.map.profile.knowsNewStyleTable
                            ? "list it in OEMRamTable, or map it where a driver needs it"
                            : "map it where a driver needs it"))
            }
        }
    }
}
