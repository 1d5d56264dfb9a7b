extension BoardSeed {
    /// Mistakes in the kernel image.
    static let imageSeeds: [BoardSeed] = BoardFiles.names.flatMap { board in
        guard let right = SeededImage.ofBoards[board] else { return [BoardSeed]() }
        func seed(_ rule: String, _ damage: (inout SeededImage) -> Void) -> BoardSeed {
            var damaged = right
            damage(&damaged)
            return BoardSeed(rule, board, image: right.bytes, damaged: damaged.bytes)
        }
        return [
            seed("CE0501") { $0.start = 0x8200_0000 },
            seed("CE0502") { $0.checksumError = 1 },
            seed("CE0503") { $0.tableOfContents = .max },
            seed("CE0504") { $0.ramEnd &-= 0x10_0000 },
            seed("CE0505") { $0.entry = 0x8800_0000 },
            seed("CE0506") { $0.start = 0x9A80_0000 },
            seed("CE0507") { $0.ramStart = $0.start },
        ]
    }

    /// Mistakes in image_cfg.h.
    static let constantSeeds: [BoardSeed] =
        ["am33x-wec7", "omap-1g"].map { board in
            let edit = definition("IMAGE_SHARE_SHARED_SIZE 0x00001000")
            return BoardSeed("CE0601", board, edit.file, edit.old, edit.new, at: "SHARE_SHARED_SIZE")
        } + [
            BoardSeed(
                "CE0601", "s3c2440", header, "#endif", "#define IMAGE_SHARE_DISP_SIZE 0x00001000\n#endif",
                setup: headerSetup("s3c2440"))
        ]
        + definitions(
            "CE0602", "IMAGE_TEST_PA 0x12300000", setup: [definition("IMAGE_TEST_CA 0x80000000")])
        + ["am33x-wec7", "s3c2440"].map { board in
            let edit = definition("DEVICE_RAM_SIZE 0x02000000")
            return BoardSeed(
                "CE0603", board, edit.file, edit.old, edit.new,
                setup: headerSetup(board) + [definition("DEVICE_RAM_CA 0x80000000")], at: "DEVICE_RAM_SIZE")
        } + [
            BoardSeed("CE0603", "omap-1g", header, "RAM_SIZE             0x10000000", "RAM_SIZE             0x02000000")
        ]

    /// RAM that the board has against RAM that the table maps.
    static let bankSeeds: [BoardSeed] =
        rows("CE0701", "0x9B000000, 0xC8000000, 2", setup: [smallBank])
        + BoardFiles.names.map { board in
            BoardSeed("CE0702", board, boardFile, smallBank.old, smallBank.new, at: "0xC8000000")
        }
}

/// A small B000FF image as romimage writes it, with one ROMHDR.
struct SeededImage {
    var start: UInt32
    var entry: UInt32?
    /// pTOC behind the ECEC signature; nil for where the ROMHDR is.
    var tableOfContents: UInt32?
    var ramStart: UInt32
    var ramEnd: UInt32
    var checksumError: UInt32 = 0

    private static let size = 0x1000
    /// Offsets in the image, as romimage has them.
    private static let signatureOffset = 0x40
    private static let headerOffset: UInt32 = 0x80

    /// The images that the boards' config.bib files make.
    static let ofBoards = [
        "am33x-wec7": SeededImage(start: 0x8000_2000, ramStart: 0x83F0_0000, ramEnd: 0x8F00_0000),
        "omap-1g": SeededImage(start: 0x8000_1000, ramStart: 0x84F0_0000, ramEnd: 0x9000_0000),
        "s3c2440": SeededImage(start: 0x8020_0000, ramStart: 0x8100_0000, ramEnd: 0x81F0_0000),
    ]

    var bytes: [UInt8] {
        let content = memory
        let sum = content.reduce(UInt32(0)) { $0 &+ UInt32($1) }
        return Array("B000FF\n".utf8) + Self.words([start, UInt32(Self.size)])
            + Self.words([start, UInt32(content.count), sum &+ checksumError]) + content
            + Self.words([0, entry ?? start &+ 0x4, 0])
    }

    private var memory: [UInt8] {
        var memory = [UInt8](repeating: 0, count: Self.signatureOffset)
        memory += Self.words([0x4345_4345, tableOfContents ?? start &+ Self.headerOffset, Self.headerOffset])
        memory += [UInt8](repeating: 0, count: Int(Self.headerOffset) - memory.count)
        memory += Self.words([
            0x4000_0001, 0x4001_0002, start, start &+ UInt32(Self.size), 1, ramStart, ramStart &+ 0x1_0000, ramEnd, 0,
            0,
            0, 0, 0, 0, 0x8080_8080, 0, 0, 0x0002_01C2, 0, 0, 0,
        ])
        return memory + [UInt8](repeating: 0, count: Self.size - memory.count)
    }

    private static func words(_ values: [UInt32]) -> [UInt8] {
        values.flatMap { value in (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
    }
}
