import Diagnostics

/// CE0305: the RamTable structure against its entries and the kernel.
struct RAMTableCount: MapRule {
    static let about = RuleDocumentation(
        id: "CE0305", severity: .error,
        severityRemark: "A warning when entries are left over, a note for the version of another CE.",
        title: "The RAM table's header disagrees with its entries",
        explanation: """
            dwNumEntries says how many entries the kernel reads. With more than there are it takes whatever lies behind them for \
            RAM and writes to it; entries beyond the number are never used. dwVersion holds the version of CE that the table was \
            written for, MAKELONG(CE_MINOR_VER, CE_MAJOR_VER).
            """,
        source: "Windows Embedded Compact documentation gg154603 (RamTable).",
        badExample: [
            "board.yaml": "profile: wec7",
            "oemaddrtab_cfg.inc": ExampleFiles.table,
            "ramtable.c": """
            static const RAMTableEntry g_entries[] = {
                { 0xA0000000 >> 8, 0x10000000, 0 },
            };
            static const RamTable g_ramTable = { MAKELONG(0, 7), 2, g_entries };
            """,
        ],
        goodExample: [
            "board.yaml": "profile: wec7",
            "oemaddrtab_cfg.inc": ExampleFiles.table,
            "ramtable.c": """
            static const RAMTableEntry g_entries[] = {
                { 0xA0000000 >> 8, 0x10000000, 0 },
            };
            static const RamTable g_ramTable = { MAKELONG(0, 7), 1, g_entries };
            """,
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        guard subject.map.readsRAMTable, let header = subject.map.ramTableHeader, let row = subject.map.ramRows.first
        else { return }
        let there = subject.map.ramRows.count
        if let count = header.count, Int(count) != there {
            emit(
                finding(
                    at: header.location,
                    "dwNumEntries is \(count), and there \(there == 1 ? "is 1 entry" : "are \(there) entries")",
                    severity: Int(count) > there ? nil : .warning,
                    notes: [.init("the first entry", at: row.location)], hint: "write \(there)"))
        }
        if let version = header.version, Int(version >> 16) != subject.map.profile.major {
            emit(
                finding(
                    at: header.location,
                    "dwVersion is of CE \(version >> 16), the profile is \(subject.map.profile.title)", severity: .note)
            )
        }
    }
}
