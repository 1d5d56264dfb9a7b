internal import Diagnostics
internal import GuestAddress

/// CE0117: CE_NEW_MAPPING_TABLE where the kernel does not look for it, or does not know it.
struct MarkerMisplaced: MapRule {
    static let about = RuleDocumentation(
        id: "CE0117", severity: .error,
        title: "The marker of a new-style table is misplaced",
        explanation: """
            CE_NEW_MAPPING_TABLE (0x87654321) is the first row of a new-style table; its second word points to OEMDeviceTable or \
            is 0, its third word is 0. Anywhere else it is read as an ordinary row: a size of 0 ends the table there. CE 5 and \
            CE 6 do not know the marker; they see a table that ends at once.
            """,
        source: "Windows Embedded Compact documentation jj823235; the layout of the row: public header oemglobal.h.",
        badExample: [
            "board.yaml": "profile: wec7",
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x80000000, 0x80000000, 256
                    DCD     0x87654321, 0, 0
                    DCD     0x90000000, 0x48000000, 16
                    DCD     0, 0, 0
            """,
        ],
        goodExample: [
            "board.yaml": "profile: wec7",
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x87654321, 0, 0
                    DCD     0x80000000, 0x80000000, 256
                    DCD     0x90000000, 0x48000000, 16
                    DCD     0, 0, 0
            """,
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        for table in subject.tables.map(\.table) {
            if let marker = table.marker {
                if !subject.map.profile.knowsNewStyleTable {
                    emit(
                        finding(
                            at: marker.location, "\(subject.map.profile.title) does not know CE_NEW_MAPPING_TABLE",
                            notes: [.init("the row has size 0, so the kernel sees an empty table")],
                            hint: "remove the row, or choose the profile wec7 or wec2013"))
                }
                if marker.third != 0 {
                    emit(
                        finding(
                            at: marker.location, "the third word of CE_NEW_MAPPING_TABLE is \(marker.third), not 0",
                            severity: .warning))
                }
            }
            for row in table.rows + table.rowsAfterTerminator
            where row.virtual.rawValue == AddressTable.newMappingTable {
                emit(
                    finding(
                        at: row.location, "CE_NEW_MAPPING_TABLE is not the first row",
                        notes: [.init("the table starts here", at: table.location)],
                        hint: "move the row to the start of the table"))
            }
        }
    }
}
