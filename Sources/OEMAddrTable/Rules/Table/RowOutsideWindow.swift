internal import Diagnostics
internal import GuestAddress

/// CE0101: a row whose virtual address is not a cached static address.
struct RowOutsideWindow: MapRule {
    static let about = RuleDocumentation(
        id: "CE0101", severity: .error,
        title: "A row lies outside the static window",
        explanation: """
            The first column of a row is a cached virtual address from 0x80000000 to 0x9fffffff. The kernel keeps only the bits \
            that count inside these 512 MB, so an address from elsewhere lands, without any message, on an address inside the \
            window: a row at the uncached 0xa0000000 overwrites what 0x80000000 maps. Uncached addresses never stand in the \
            table; the kernel makes them by itself, 0x20000000 higher.
            """,
        source: "Windows Embedded CE documentation ms902344 and ee478351 (legal addresses); the masking: observed.",
        badExample: [
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x80000000, 0x80000000, 256
                    DCD     0xA0000000, 0x48000000, 16      ; registers
                    DCD     0, 0, 0
            """
        ],
        goodExample: [
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x80000000, 0x80000000, 256
                    DCD     0x90000000, 0x48000000, 16      ; registers
                    DCD     0, 0, 0
            """
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        for table in subject.tables {
            for row in table.rows
            where !StaticWindow.range.contains(row.virtual) && row.virtual.rawValue != AddressTable.newMappingTable {
                let landing = row.virtual.rawValue & (StaticWindow.mask) | StaticWindow.base.rawValue
                emit(
                    finding(
                        at: row.location(of: \.virtualPlace),
                        "\(row.virtual) is outside the static window \(StaticWindow.range)",
                        notes: [
                            .init(
                                "the kernel drops the bits above the window and maps the row at 0x\(hexadecimal(landing))"
                            )
                        ],
                        hint: hint(row), fix: fix(row)))
            }
        }
    }

    private func cachedAddress(_ row: StaticRow) -> String? {
        let address = UInt64(row.virtual.rawValue)
        guard address >= StaticWindow.end, address < StaticWindow.uncachedEnd else { return nil }
        return "0x" + hexadecimal(row.virtual.rawValue - StaticWindow.uncachedOffset)
    }

    private func hint(_ row: StaticRow) -> String {
        cachedAddress(row).map { "write the cached address \($0); the kernel makes the uncached alias itself" }
            ?? "give the row a virtual address in \(StaticWindow.range)"
    }

    private func fix(_ row: StaticRow) -> Finding.Fix? {
        cachedAddress(row).flatMap { Finding.Fix(at: row.location(of: \.virtualPlace), $0) }
    }
}
