import Diagnostics
internal import GuestAddress

/// CE0417: mapped RAM that config.bib gives to nothing.
struct UnusedRAM: MapRule {
    static let about = RuleDocumentation(
        id: "CE0417", severity: .note,
        title: "Mapped RAM belongs to no region",
        explanation: """
            The row that holds the kernel's RAM goes on behind the last region of config.bib, or begins long before the first. The             kernel uses what the RAM region has and nothing else: the rest is there, mapped and idle. Boards ship so when a             config.bib was made for less memory.
            """,
        source: "Windows Embedded CE documentation ms901768 (RAM is what the RAM region has), ms902344.",
        badExample: [
            "oemaddrtab_cfg.inc": ExampleFiles.table,
            "config.bib": """
            MEMORY
                NK       80000000  04000000  RAMIMAGE
                RAM      84000000  04000000  RAM
            """,
        ],
        goodExample: ["oemaddrtab_cfg.inc": ExampleFiles.table, "config.bib": ExampleFiles.bib])

    /// Bytes that are worth a word, and the part of the row.
    private static let least: UInt64 = 8 << 20
    private static let part: UInt64 = 16

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        guard let table = subject.table, table.isComplete,
            let ram = subject.kernelRegions.first(where: { $0.kind == .ram }),
            let index = table.coverage.row(atVirtual: UInt64(ram.start.rawValue))
        else { return }
        // A region that no row maps is another rule's, and leaves its memory idle by itself.
        let isMapped = subject.kernelRegions.filter { $0.isUsedByKernel && $0.size > 0 }.allSatisfy { region in
            (table.coverage.mappedEnd(from: UInt64(region.start.rawValue)) ?? 0) >= region.end
        }
        guard isMapped else { return }
        let row = table.rows[index]
        let used = IntervalUnion(subject.map.regions.map(\.extent))
        let mapped =
            subject.banks.isEmpty
            ? [row.virtualExtent]
            : subject.banks.intersection(row.physicalExtent).map { range in
                let shift = row.virtualExtent.lowerBound &- row.physicalExtent.lowerBound
                return (range.lowerBound &+ shift)..<(range.upperBound &+ shift)
            }
        for gap in mapped.flatMap(used.gaps(in:)) {
            let size = gap.upperBound - gap.lowerBound
            guard size >= Self.least, size >= row.size / Self.part else { continue }
            emit(
                finding(
                    at: ram.location, "\(sizeText(gap)) of RAM at \(extentText(gap)) belong to no region",
                    notes: [.init("mapped by this row: \(row.phrase)", at: row.location)],
                    hint: "lengthen \(ram.name), or name the memory in a RESERVED region"))
        }
    }
}
