internal import ARMCore
internal import Diagnostics
internal import GuestAddress

/// CE0107: one physical range in two rows.
struct PhysicalAlias: MapRule {
    static let about = RuleDocumentation(
        id: "CE0107", severity: .note,
        severityRemark:
            "A warning when the attributes differ, which ARMv7 does not allow: an OEMDeviceTable row over memory that the "
            + "address table maps cached, or two device rows with different attributes. On a core that the board file says is "
            + "older, a note.",
        title: "Physical memory is mapped twice",
        explanation: """
            Two virtual addresses stand for the same physical memory. That is legal, and OALPAtoVA answers with the first row. \
            The cache does not keep two aliases in step on cores with a virtually tagged cache, and an ARMv7 core leaves open \
            what happens when one alias is cached and the other is not.
            """,
        source: "Windows Embedded CE documentation jj823235 (conflicting attributes on ARMv7); first match: observed.",
        badExample: [
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x80000000, 0xC0000000, 64
                    DCD     0x84000000, 0x00000000, 16
                    DCD     0x90000000, 0x00000000, 16      ; the same flash again
                    DCD     0, 0, 0
            """
        ],
        goodExample: [
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x80000000, 0xC0000000, 64
                    DCD     0x84000000, 0x00000000, 16
                    DCD     0, 0, 0
            """
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        for table in subject.tables { checkRows(table, emit) }
        checkDevices(subject, emit)
        guard let table = subject.table else { return }
        for device in subject.deviceRows {
            guard let piece = table.coverage.byPhysical.pieces(overlapping: device.physicalExtent).first else {
                continue
            }
            let row = table.rows[piece.owner]
            emit(
                finding(
                    at: device.location,
                    "\(extentText(piece.range.clamped(to: device.physicalExtent))) (physical) is also mapped by the address "
                        + "table, cached",
                    severity: mismatchSeverity(subject.map),
                    notes: [.init("mapped cached here: \(row.phrase)", at: row.location)],
                    hint: "take the range out of the address table"))
        }
    }

    /// How bad two kinds of attributes for one address are. Compact 7 and 2013 run on ARMv7 unless the board file says
    /// otherwise.
    private func mismatchSeverity(_ map: MemoryMap) -> Severity {
        let isUndefined = map.architecture.map { $0 >= .armv7 } ?? map.profile.knowsNewStyleTable
        return isUndefined ? .warning : .note
    }

    private func checkDevices(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        let rows = subject.deviceRows
        let order = rows.indices.filter { rows[$0].size > 0 }.sorted {
            (rows[$0].physical, $0) < (rows[$1].physical, $1)
        }
        var furthest: Int?
        for index in order {
            let extent = rows[index].physicalExtent
            if let other = furthest, case let shared = rows[other].physicalExtent.clamped(to: extent), !shared.isEmpty {
                let (first, later) = (rows[min(index, other)], rows[max(index, other)])
                let differ = first.attributes != later.attributes
                emit(
                    finding(
                        at: later.location,
                        "\(extentText(shared)) (physical) is mapped by two device rows"
                            + (differ ? " with different attributes" : ""),
                        severity: differ ? mismatchSeverity(subject.map) : .note,
                        notes: [.init("first mapped here", at: first.location)],
                        hint: differ ? "give both rows the same attributes" : nil))
            }
            if furthest.map({ extent.upperBound > rows[$0].physicalExtent.upperBound }) ?? true { furthest = index }
        }
    }

    private func checkRows(_ table: TableUnderCheck, _ emit: (Finding) -> Void) {
        let rows = table.rows
        let order = rows.indices.filter { rows[$0].size > 0 }.sorted {
            (rows[$0].physical, $0) < (rows[$1].physical, $1)
        }
        var furthest: Int?
        var found: [(later: Int, first: Int, range: Range<UInt64>)] = []
        for index in order {
            let extent = rows[index].physicalExtent
            guard let other = furthest else {
                furthest = index
                continue
            }
            let shared = rows[other].physicalExtent.clamped(to: extent)
            // Rows that repeat the same addresses are CE0106's.
            if !shared.isEmpty, rows[other].displacement != rows[index].displacement {
                found.append((max(index, other), min(index, other), shared))
            }
            if extent.upperBound > rows[other].physicalExtent.upperBound { furthest = index }
        }
        for (later, first, range) in found.sorted(by: { ($0.later, $0.first) < ($1.later, $1.first) }) {
            emit(
                finding(
                    at: rows[later].location, "\(extentText(range)) (physical) is mapped twice",
                    notes: [
                        .init(
                            "first mapped here: \(rows[first].phrase); OALPAtoVA answers with it",
                            at: rows[first].location)
                    ]))
        }
    }
}
