internal import Diagnostics
internal import GuestAddress

/// CE0103: two rows give one virtual address two different physical ones.
struct VirtualOverlap: MapRule {
    static let about = RuleDocumentation(
        id: "CE0103", severity: .error,
        title: "Two rows map one virtual address to different physical addresses",
        explanation: """
            The kernel writes a descriptor for each megabyte of each row in order, so the later row wins in the page table. \
            OALPAtoVA and OALVAtoPA search the table from its start, so the first row wins there. Code that converts an address \
            and code that uses it then touch different memory.
            """,
        source:
            "Windows Embedded CE documentation ms902344 (rows must not overlap); last against first match: observed.",
        badExample: [
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x80000000, 0x80000000, 256
                    DCD     0x8F000000, 0x48000000, 16
                    DCD     0, 0, 0
            """
        ],
        goodExample: [
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x80000000, 0x80000000, 240
                    DCD     0x8F000000, 0x48000000, 16
                    DCD     0, 0, 0
            """
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        for table in subject.tables {
            let overlaps = Self.overlaps(table)
            let long = Self.longRows(table)
            for (index, covered) in long.sorted(by: { $0.key < $1.key }) {
                emit(tooLong(table.rows[index], covered.map { table.rows[$0.later] }))
            }
            for overlap in overlaps where long[overlap.first] == nil {
                let (first, later) = (table.rows[overlap.first], table.rows[overlap.later])
                emit(
                    finding(
                        at: later.location,
                        "\(extentText(overlap.range)) is already mapped to other physical memory",
                        notes: [
                            .init("first mapped here: \(first.phrase)", at: first.location),
                            .init("the page table has \(later.phrase); OALPAtoVA and OALVAtoPA find the first row"),
                        ],
                        hint: "move or shorten one of the rows"))
            }
        }
    }

    /// From so many rows on it is the one under them that is too long.
    private static let manyRows = 3
    private static let namedRows = 8

    private static func overlaps(_ table: TableUnderCheck) -> [RowOverlap] {
        var overlaps: [RowOverlap] = []
        RowOverlap.each(in: table.rows) { if !$0.isConsistent { overlaps.append($0) } }
        return overlaps
    }

    /// The rows that cover many later ones: one row is too long then, and not each of those wrong.
    static func longRows(_ table: TableUnderCheck) -> [Int: [RowOverlap]] {
        Dictionary(grouping: overlaps(table), by: \.first).filter { $0.value.count >= manyRows }
    }

    private func tooLong(_ row: StaticRow, _ covered: [StaticRow]) -> Finding {
        finding(
            at: row.location(of: \.sizePlace),
            "\(extentText(row.virtualExtent)) covers \(covered.count) later rows that map other physical memory",
            notes: covered.prefix(Self.namedRows).map { .init("covered: \($0.phrase)", at: $0.location) },
            hint: "shorten this row")
    }
}
