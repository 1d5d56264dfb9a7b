internal import Diagnostics
internal import GuestAddress

/// CE0118: a classic table under a kernel that knows the new style.
struct ClassicTableOnNewKernel: MapRule {
    static let about = RuleDocumentation(
        id: "CE0118", severity: .note,
        title: "A classic table under a kernel that knows the new style",
        explanation: """
            Without the CE_NEW_MAPPING_TABLE row, Compact 7 and 2013 map each row twice, cached and uncached, as CE 6 did. It \
            works and boards have shipped so. An ARMv7 core does not promise anything for memory that is mapped with two kinds of \
            attributes, and the mirror takes 512 MB of kernel addresses.
            """,
        source: "Windows Embedded Compact documentation jj823235 (device mappings single and uncached on ARMv7).",
        badExample: [
            "board.yaml": "profile: wec2013",
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x80000000, 0x80000000, 256
                    DCD     0, 0, 0
            """,
        ],
        goodExample: [
            "board.yaml": "profile: wec2013",
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x87654321, 0, 0
                    DCD     0x80000000, 0x80000000, 256
                    DCD     0, 0, 0
            """,
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        guard subject.map.profile.knowsNewStyleTable, let table = subject.table, !table.isNewStyle, !table.rows.isEmpty,
            table.table.unit == .megabytes, !table.table.rows.contains(where: \.isMarker),
            // CE0205 says it of a table with a device table.
            subject.map.deviceRows.isEmpty
        else { return }
        emit(
            finding(
                at: table.table.location, "\(table.table.symbol) has no CE_NEW_MAPPING_TABLE row",
                notes: [.init("the kernel maps every row twice, cached and 0x20000000 higher uncached")]))
    }
}

extension StaticRow {
    /// Whether the row is the marker of a new-style table, misplaced.
    fileprivate var isMarker: Bool { virtual.rawValue == AddressTable.newMappingTable }
}
