internal import Diagnostics
internal import GuestAddress

/// CE0114: the first row is not the RAM at 0x80000000.
struct FirstRow: MapRule {
    static let about = RuleDocumentation(
        id: "CE0114", severity: .note,
        severityRemark: "An error in an x86 table, whose first row has to be RAM at 0x80000000 and physical address 0.",
        title: "The first row is not RAM at 0x80000000",
        explanation: """
            OALPAtoVA searches the table from its start, and RAM is asked for most often; the documentation recommends RAM first. \
            On x86 it is a condition: the kernel takes the first row for the RAM it runs from. When the board's RAM banks are \
            known, the first row has to lie in one of them.
            """,
        source: "Windows Embedded CE documentation ms902344, ee478351 (order of entries).",
        badExample: [
            "startup.asm": """
            public _OEMAddressTable
            _OEMAddressTable:
                    dd      90000000h, 0D0000000h, 00400000h
                    dd      80000000h, 0, 04000000h
                    dd      0, 0, 0
            """
        ],
        goodExample: [
            "startup.asm": """
            public _OEMAddressTable
            _OEMAddressTable:
                    dd      80000000h, 0, 04000000h
                    dd      90000000h, 0D0000000h, 00400000h
                    dd      0, 0, 0
            """
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        for table in subject.tables where table.isComplete {
            guard let row = table.rows.first, StaticWindow.range.contains(row.virtual) else { continue }
            if table.table.unit == .bytes {
                guard row.virtual != StaticWindow.base || row.physical.rawValue != 0 else { continue }
                emit(
                    finding(
                        at: row.location, "the first row maps \(row.phrase), not 0x80000000 to physical address 0",
                        severity: .error, hint: "put the row that maps 0x80000000 to 0 first"))
            } else if row.virtual != StaticWindow.base {
                emit(
                    finding(
                        at: row.location(of: \.virtualPlace), "the first row maps \(row.virtual), not 0x80000000",
                        hint: "put the row that maps RAM at 0x80000000 first"))
            } else if !subject.banks.isEmpty, !subject.banks.overlaps(row.physicalExtent) {
                emit(
                    finding(
                        at: row.location(of: \.physicalPlace),
                        "the first row maps \(row.physical), which is in no RAM bank",
                        hint: "put the row that maps RAM first"))
            }
        }
    }
}
