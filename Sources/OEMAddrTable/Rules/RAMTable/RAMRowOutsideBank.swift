internal import Diagnostics
internal import GuestAddress

/// CE0303: a RAM table row where the board has no RAM.
struct RAMRowOutsideBank: MapRule {
    static let about = RuleDocumentation(
        id: "CE0303", severity: .warning,
        title: "A RAM table row lies where the board has no RAM",
        explanation: """
            RamSize is a maximum: the kernel writes and reads back to find how much RAM is really there. Where a row starts \
            outside every bank, it probes something else, which may be a device.
            """,
        source: "Windows Embedded Compact documentation gg154603 (size is a maximum); probing: observed.",
        badExample: [
            "board.yaml": """
            profile: wec2013
            ram: [ { base: 0x80000000, size: 512M } ]
            """,
            "oemaddrtab_cfg.inc": ExampleFiles.newStyleTable,
            "ramtable.c": """
            static RAMTableEntry g_ramEntries[] = {
                { 0xC0000000 >> 8, 0x10000000, 0 },
            };
            """,
        ],
        goodExample: [
            "board.yaml": """
            profile: wec2013
            ram: [ { base: 0x80000000, size: 1G } ]
            """,
            "oemaddrtab_cfg.inc": ExampleFiles.newStyleTable,
            "ramtable.c": """
            static RAMTableEntry g_ramEntries[] = {
                { 0xA0000000 >> 8, 0x20000000, 0 },
            };
            """,
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        guard !subject.banks.isEmpty else { return }
        for row in subject.ramRows where subject.banks.interval(containing: UInt64(row.physical.rawValue)) == nil {
            emit(finding(at: row.location, "physical address \(row.physical) is in no RAM bank of the board"))
        }
    }
}
