internal import Diagnostics
internal import GuestAddress

/// CE0301: RAM that OEMRamTable gives to the kernel a second time.
struct RAMRowOverlap: MapRule {
    static let about = RuleDocumentation(
        id: "CE0301", severity: .error,
        title: "A RAM table row overlaps memory that is in use",
        explanation: """
            The kernel takes everything in OEMRamTable for free RAM and hands it out. What the address table, the device table or \
            another row of OEMRamTable also covers then has two owners, and contents are destroyed at random.
            """,
        source: "Windows Embedded Compact documentation gg154603 (must not overlap).",
        badExample: [
            "board.yaml": "profile: wec2013",
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x87654321, 0, 0
                    DCD     0x80000000, 0x80000000, 512
                    DCD     0, 0, 0
            """,
            "ramtable.c": """
            static RAMTableEntry g_ramEntries[] = {
                { 0x9F000000 >> 8, 0x21000000, 0 },
            };
            """,
        ],
        goodExample: [
            "board.yaml": "profile: wec2013",
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x87654321, 0, 0
                    DCD     0x80000000, 0x80000000, 512
                    DCD     0, 0, 0
            """,
            "ramtable.c": """
            static RAMTableEntry g_ramEntries[] = {
                { 0xA0000000 >> 8, 0x20000000, 0 },
            };
            """,
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        let (rows, deviceRows) = (subject.ramRows, subject.deviceRows)
        let devices = FirstMatchIndex(deviceRows.map(\.physicalExtent))
        for row in rows {
            if let table = subject.table,
                let piece = table.coverage.byPhysical.pieces(overlapping: row.physicalExtent).first
            {
                emit(overlap(row, piece, "the address table", table.rows[piece.owner].location))
            }
            if let piece = devices.pieces(overlapping: row.physicalExtent).first {
                emit(overlap(row, piece, "the device table", deviceRows[piece.owner].location))
            }
        }
        let order = rows.indices.sorted { (rows[$0].physical, $0) < (rows[$1].physical, $1) }
        var furthest: Int?
        for index in order {
            let row = rows[index]
            if let other = furthest, rows[other].physicalExtent.overlaps(row.physicalExtent) {
                let (first, later) = (rows[min(index, other)], rows[max(index, other)])
                let shared = first.physicalExtent.clamped(to: later.physicalExtent)
                emit(overlap(later, .init(range: shared, owner: 0), "another RAM table row", first.location))
            }
            if furthest.map({ row.physicalExtent.upperBound > rows[$0].physicalExtent.upperBound }) ?? true {
                furthest = index
            }
        }
    }

    private func overlap(
        _ row: RAMRow, _ piece: FirstMatchIndex.Piece, _ owner: String, _ location: SourceLocation
    ) -> Finding {
        finding(
            at: row.location,
            "\(extentText(piece.range.clamped(to: row.physicalExtent))) (physical) is already in \(owner)",
            notes: [.init("in use here", at: location)], hint: "list only RAM that nothing else maps")
    }
}
