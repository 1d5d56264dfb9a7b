extension BoardSeed {
    /// Two rows that are neighbours and whose physical memory is not.
    private static let brokenRows = [freeRow, row("0x9B100000, 0xD0000000, 1")]

    /// Mistakes in config.bib.
    static let bibSeeds: [BoardSeed] =
        regions("CE0401", "EXTRA 9B000000 00100000 RESERVED")
        + regions("CE0402", "EXTRA 9B000000 00200000 RAMIMAGE", setup: brokenRows)
        + regions("CE0404", "EXTRA 80300000 00001000 RESERVED")
        + regions("CE0407", "EXTRA 9B000000 00200000 RAMIMAGE", setup: [freeRow])
        + regions("CE0408", "EXTRA 01000000 00001000 RESERVED")
        + regions("CE0409", "EXTRA A1000000 00001000 RESERVED")
        + regions("CE0410", "EXTRA 9B000000 00000800 RAMIMAGE", setup: [freeRow])
        + regions("CE0411", "EXTRA 9B000000 C0000000 RESERVED", setup: [freeRow])
        + regions("CE0412", "NK 9B000000 00001000 RESERVED", setup: [freeRow])
        + [
            ("am33x-wec7", "02000000                  RESERVED", "IMAGE_WINCE_RAM_CA"),
            ("omap-1g", "02000000                         RESERVED", "IMAGE_WINCE_RAM_CA"),
            ("s3c2440", "02000000  RESERVED", "81000000"),
        ].map {
            BoardSeed("CE0417", $0.0, bib, $0.1, "00100000  RESERVED", at: $0.2)
        }
        + am33xSeeds + omapSeeds + s3cSeeds

    private static let am33xSeeds: [BoardSeed] = [
        BoardSeed(
            "CE0403", "am33x-wec7", bib, "CONFIG\n", "    EXTRA 96000000 00001000 RAMIMAGE\n\nCONFIG\n", at: "    EXTRA"
        ),
        BoardSeed(
            "CE0405", "am33x-wec7", bib, "$(IMAGE_WINCE_RAM_SIZE)   RAM", "$(IMAGE_WINCE_RAM_SIZE)   RESERVED",
            at: "    ARGS"),
        BoardSeed(
            "CE0406", "am33x-wec7", bib, "CONFIG\n", "    EXTRA 90000000 00100000 RAM\n\nCONFIG\n", at: "    EXTRA"),
        BoardSeed(
            "CE0413", "am33x-wec7", bib, "KERNELFIXUPS = ON", "KERNELFIXUPS = ON\n    AUTOSIZE = ON", at: "AUTOSIZE"),
        BoardSeed("CE0414", "am33x-wec7", bib, "    ROMWIDTH     = 32\n", "", at: "ROMSIZE"),
        BoardSeed("CE0415", "am33x-wec7", bib, "ROMSIZE      = $(IMAGE_WINCE_CODE_SIZE)", "ROMSIZE      = 00100000"),
        BoardSeed(
            "CE0416", "am33x-wec7", header, "RAM_CA          0x83F00000", "RAM_CA          0x9B000000",
            setup: [freeRow, Edit(header, "RAM_SIZE        0x0B100000", "RAM_SIZE        0x00100000")], foundIn: bib,
            at: "    RAM  "),
    ]

    private static let omapSeeds: [BoardSeed] = [
        BoardSeed(
            "CE0405", "omap-1g", bib, "$(IMAGE_WINCE_RAM_SIZE)          RAM",
            "$(IMAGE_WINCE_RAM_SIZE)          RESERVED", at: "    ARGS"),
        BoardSeed(
            "CE0406", "omap-1g", bib, "CONFIG\n", "    EXTRA 82F00000 01000000 RAM\n\nCONFIG\n",
            setup: [Edit(bib, "81F00000                       02000000", "81F00000                       01000000")],
            at: "    EXTRA"),
        BoardSeed(
            "CE0413", "omap-1g", bib, "KERNELFIXUPS = ON", "KERNELFIXUPS = ON\n    AUTOSIZE = ON", at: "AUTOSIZE"),
        BoardSeed(
            "CE0419", "omap-1g", bib, "CONFIG\n", "    EXTRA 95020000 00001000 RESERVED\n\nCONFIG\n", at: "    EXTRA"),
        BoardSeed("CE0414", "omap-1g", bib, "    ROMWIDTH     = 32\n", "", at: "ROMSIZE"),
        BoardSeed("CE0415", "omap-1g", bib, "ROMSIZE      = $(IMAGE_WINCE_CODE_SIZE)", "ROMSIZE      = 00100000"),
        BoardSeed(
            "CE0416", "omap-1g", header, "RAM_CA          0x84F00000", "RAM_CA          0x9B000000",
            setup: [
                freeRow, Edit(header, "RAM_SIZE        0x0B100000", "RAM_SIZE        0x00100000"),
                Edit(header, "#define IMAGE_WINCE_RAM_PA          0x84F00000\n", ""),
            ], foundIn: bib, at: "    RAM  "),
    ]

    private static let s3cSeeds: [BoardSeed] = [
        BoardSeed("CE0405", "s3c2440", bib, "00F00000  RAM", "00F00000  RESERVED", at: "    RSVD"),
        BoardSeed(
            "CE0406", "s3c2440", bib, "CONFIG\n", "    EXTRA 80100000 00010000 RAM\n\nCONFIG\n", at: "    EXTRA"),
        BoardSeed(
            "CE0413", "s3c2440", bib, "    AUTOSIZE = OFF", "    AUTOSIZE = ON",
            setup: [
                Edit(bib, "81000000  00F00000  RAM", "81100000  00E00000  RAM"),
                region("EXTRA 81000000 00100000 RESERVED"),
            ]),
        BoardSeed("CE0414", "s3c2440", bib, "    ROMWIDTH = 32\n", "", at: "ROMSIZE"),
        BoardSeed("CE0415", "s3c2440", bib, "ROMSIZE  = 00E00000", "ROMSIZE  = 00800000"),
        BoardSeed(
            "CE0416", "s3c2440", bib, "81000000  00F00000  RAM", "9B000000  00100000  RAM", setup: [freeRow]),
    ]
}
