internal import Diagnostics
internal import GuestAddress

/// CE0701: a row that maps more than the RAM bank has.
struct RowLargerThanBank: MapRule {
    static let about = RuleDocumentation(
        id: "CE0701", severity: .warning,
        title: "A row is larger than the RAM bank behind it",
        explanation: """
            The row starts in a RAM bank and goes on past its end. What is there depends on the memory controller: often the bank \
            again, so that two addresses are one byte. It harms nothing as long as config.bib does not use it.
            """,
        source: "Follows from the board's RAM banks and the address table.",
        badExample: [
            "board.yaml": "ram: [ { base: 0x80000000, size: 128M } ]",
            "oemaddrtab_cfg.inc": ExampleFiles.table,
        ],
        goodExample: [
            "board.yaml": "ram: [ { base: 0x80000000, size: 256M } ]",
            "oemaddrtab_cfg.inc": ExampleFiles.table,
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        guard !subject.banks.isEmpty, let table = subject.table else { return }
        for row in table.rows {
            guard let bank = subject.banks.interval(containing: UInt64(row.physical.rawValue)),
                row.physicalExtent.upperBound > bank.upperBound
            else { continue }
            let excess = row.physicalExtent.upperBound - bank.upperBound
            let source = subject.map.banks.first { $0.range.contains(row.physical) }?.location
            emit(
                finding(
                    at: row.location(of: \.sizePlace),
                    "the row passes the end of RAM (0x\(hexadecimal(bank.upperBound - 1))) by \(sizeText(excess))",
                    notes: source.map { [.init("the RAM bank", at: $0)] } ?? []))
        }
    }
}
