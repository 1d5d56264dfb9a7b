internal import Diagnostics
internal import GuestAddress

/// CE0302: a RAM table row that is not made of pages.
struct RAMRowUnaligned: MapRule {
    static let about = RuleDocumentation(
        id: "CE0302", severity: .warning,
        title: "A RAM table row is not made of whole pages",
        explanation: """
            ShiftedRamBase is the physical address shifted right by 8 and has to be a page, RamSize a multiple of 4 KB. An address \
            that was not shifted shows here, too.
            """,
        source: "Windows Embedded Compact documentation gg154603 (page aligned, page multiple).",
        badExample: [
            "board.yaml": "profile: wec2013",
            "oemaddrtab_cfg.inc": ExampleFiles.newStyleTable,
            "ramtable.c": """
            static RAMTableEntry g_ramEntries[] = {
                { 0xA0000800 >> 8, 0x10000000, 0 },
            };
            """,
        ],
        goodExample: [
            "board.yaml": "profile: wec2013",
            "oemaddrtab_cfg.inc": ExampleFiles.newStyleTable,
            "ramtable.c": """
            static RAMTableEntry g_ramEntries[] = {
                { 0xA0000000 >> 8, 0x10000000, 0 },
            };
            """,
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        for row in subject.ramRows {
            if UInt64(row.physical.rawValue) % StaticWindow.page != 0 {
                emit(finding(at: row.location, "physical address \(row.physical) is not a multiple of 4 KB"))
            } else if row.size % StaticWindow.page != 0 || row.size == 0 {
                emit(finding(at: row.location, "a size of \(row.size) bytes is not a number of 4 KB pages"))
            }
        }
    }
}
