internal import Diagnostics

/// CE0304: an OEMRamTable under a kernel that does not know it.
struct RAMTableUnused: MapRule {
    static let about = RuleDocumentation(
        id: "CE0304", severity: .warning,
        title: "The kernel does not know OEMRamTable",
        explanation: """
            OEMRamTable came with Compact 7. CE 5 and CE 6 never ask for it: the RAM it lists stays unused. They have \
            OEMGetExtensionDRAM and OEMEnumExtensionDRAM, for RAM inside the static map.
            """,
        source: "Windows Embedded Compact documentation gg154603; Windows Embedded CE 6.0 documentation ee478522.",
        badExample: [
            "board.yaml": "profile: ce6",
            "oemaddrtab_cfg.inc": ExampleFiles.table,
            "ramtable.c": """
            static RAMTableEntry g_ramEntries[] = {
                { 0xA0000000 >> 8, 0x10000000, 0 },
            };
            """,
        ],
        goodExample: [
            "board.yaml": "profile: wec7",
            "oemaddrtab_cfg.inc": ExampleFiles.table,
            "ramtable.c": """
            static RAMTableEntry g_ramEntries[] = {
                { 0xA0000000 >> 8, 0x10000000, 0 },
            };
            """,
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        guard !subject.map.readsRAMTable, let row = subject.map.ramRows.first else { return }
        emit(finding(at: row.location, "\(subject.map.profile.title) does not read OEMRamTable"))
    }
}
