extension BoardSeed {
    /// The first row of each board.
    private static let firstRows = [
        "am33x-wec7": "        DCD     0x80000000, 0x80000000, 240",
        "omap-1g": "        DCD     0x80000000, 0x80000000, 256",
        "s3c2440": "        DCD     0x80000000, 0x30000000,         64",
    ]
    private static let lastRows = [
        "am33x-wec7": "0x90000000, 0x90000000,  96", "omap-1g": "0x96500000, 0x40200000,   1",
        "s3c2440": "0x92000000, 0x00000000,         32",
    ]
    private static let ends = [
        "am33x-wec7": "        DCD     0x00000000, 0x00000000,   0             ; end of the table\n",
        "omap-1g": "        DCD     0x00000000, 0x00000000,   0     ; end of the table\n",
        "s3c2440": "        DCD     0x00000000, 0x00000000,          0      ; end of the table\n",
    ]
    /// The physical address of each board's RAM.
    private static let memories = ["am33x-wec7": "0x80000000", "omap-1g": "0x80000000", "s3c2440": "0x30000000"]
    private static let sections = [
        "am33x-wec7": "0x80000000, 0x80000000, 240", "omap-1g": "0x80000000, 0x80000000, 256",
        "s3c2440": "0x80000000, 0x30000000,         64",
    ]

    /// Mistakes in the rows of the address table.
    static let tableSeeds: [BoardSeed] =
        rows("CE0101", "0xA8000000, 0xC0000000, 1") + rows("CE0102", "0x9B000000, 0xC0000000, 513")
        + rows("CE0103", "0x80000000, 0xC0000000, 1") + rows("CE0108", "0x9B000000, 0xC0000000, 0")
        + rows("CE0110", "0x9B000000, 0xC0008000, 1") + rows("CE0112", "0x9B000000, 0xC0000000, 0x00100000")
        + rows("CE0115", "0x9FF00000, 0xC0000000, 2") + rows("CE0116", "0x9B000000, 0xFFF00000, 2")
        + rows("CE0117", "0x87654321, 0, 0")
        + BoardFiles.names.flatMap(ownSeeds)
        + [
            BoardSeed("CE0118", "omap-1g", boardFile, "profile: ce6", "profile: wec7", foundIn: table, at: label),
            BoardSeed("CE0118", "s3c2440", boardFile, "profile: ce6", "profile: wec7", foundIn: table, at: label),
            BoardSeed("CE0111", "x86", "startup.asm", "00400000h", "00500000h"),
            BoardSeed("CE0113", "x86", "startup.asm", "0D0000000h, 00400000h", "0D0000000h, 4"),
        ]

    private static let label = "\ng_oalAddressTable\n"

    private static func ownSeeds(_ board: String) -> [BoardSeed] {
        guard let first = firstRows[board], let last = lastRows[board], let end = ends[board],
            let memory = memories[board], let section = sections[board], let comma = section.lastIndex(of: ",")
        else { return [] }
        let again = row("0x80000000, \(memory), 1")
        let alias = row("0x9B000000, \(memory), 1")
        let doubled = row("0, 0, 0")
        return [
            BoardSeed("CE0104", board, table, end, "", at: last),
            BoardSeed("CE0105", board, table, section, section[...comma] + " 0", at: label),
            BoardSeed("CE0106", board, again.file, again.old, again.new, at: "0x80000000, \(memory), 1"),
            BoardSeed("CE0107", board, alias.file, alias.old, alias.new, at: "0x9B000000, \(memory), 1"),
            BoardSeed("CE0109", board, doubled.file, doubled.old, doubled.new, at: "; end of the table"),
            BoardSeed("CE0114", board, table, first, "        DCD     0x9B000000, 0xC0000000, 1\n" + first),
        ]
    }

    /// Mistakes in what Compact 7 added: device table and RAM table.
    static let newStyleSeeds: [BoardSeed] =
        [
            BoardSeed("CE0107", newStyle, table, "0x403000, 0x00010000", "0x800000, 0x00010000"),
            BoardSeed("CE0201", newStyle, table, "DCD     0x99200000", "DCD     0x92000000"),
            BoardSeed(
                "CE0201", newStyle, table, "DCD     0x96400000", "DCD     0x96300000", at: "0x480000, 0x01000000"),
            BoardSeed("CE0202", newStyle, table, "0x403000, 0x00010000", "0x403004, 0x00010000"),
            BoardSeed("CE0203", newStyle, table, "0x403000, 0x00010000", "0x403000, 1"),
            BoardSeed("CE0204", newStyle, table, "0x00010000, 0 ", "0x00010000, 0xC "),
            BoardSeed(
                "CE0205", newStyle, table, "g_oalCE7DeviceTable, 0\n", "0, 0\n", at: "16 MB of SDRAM for DMA"),
            BoardSeed("CE0206", newStyle, table, "DCD     0x99200000", "DCD     0x49200000"),
            BoardSeed("CE0301", newStyle, table, "0x960000, 0x2A000000", "0x950000, 0x2B000000"),
            BoardSeed("CE0302", newStyle, table, "0x2A000000, 0 ", "0x2A000800, 0 "),
            BoardSeed(
                "CE0303", newStyle, table, "DCD     0x000000, 0x00000000, 0 ",
                "DCD     0xC00000, 0x00100000, 0\n        DCD     0x000000, 0x00000000, 0 ", at: "0xC00000"),
            BoardSeed(
                "CE0604", newStyle, header, "#endif", "#define IMAGE_SHARE_BUFFER_UA 0xA0001000\n\n#endif",
                at: "0xA0001000"),
        ]
        + ["omap-1g", "s3c2440"].flatMap { board in
            [
                BoardSeed(
                    "CE0205", board, table, "        END",
                    "g_oalDeviceTable\n        DCD 0x9B000000, 0xC00000, 0x00100000, 0\n        DCD 0, 0, 0, 0\n        END",
                    at: "0xC00000"),
                BoardSeed(
                    "CE0304", board, table, "        END",
                    "g_oalRamTable\n        DCD 0xC00000, 0x00100000, 0\n        DCD 0, 0, 0\n        END",
                    at: "0xC00000"),
            ]
        }

    private static let newStyle = "am33x-wec7"
}
