import Testing

/// One mistake in the files of a board, and the rule that has to find it, alone.
struct BoardSeed: Sendable, CustomTestStringConvertible {
    /// A text replaced by another at its first place; an empty one stands for the end of the file, which may be new.
    struct Edit: Sendable {
        var file: String
        var old: String
        var new: String

        init(_ file: String, _ old: String, _ new: String) {
            self.file = file
            self.old = old
            self.new = new
        }
    }

    static let table = "oemaddrtab_cfg.inc"
    static let bib = "config.bib"
    static let header = "image_cfg.h"
    static let boardFile = "board.yaml"

    var board: String
    var rule: String
    /// Changes that are no mistake and make room for one.
    var setup: [Edit] = []
    var mistakes: [Edit] = []
    /// The file of the finding.
    var file: String
    /// A text in the line of the finding.
    var mark: String
    /// The image of the board, right and with the mistake.
    var image: [UInt8]?
    var damagedImage: [UInt8]?

    var testDescription: String { "\(rule) \(board)" }

    static let all = tableSeeds + newStyleSeeds + bibSeeds + imageSeeds + constantSeeds + bankSeeds

    /// A replaced text that is itself the place of the finding, unless another is given.
    init(
        _ rule: String, _ board: String, _ file: String, _ old: String, _ new: String, setup: [Edit] = [],
        foundIn other: String? = nil, at mark: String? = nil
    ) {
        self.board = board
        self.rule = rule
        self.setup = setup
        mistakes = [Edit(file, old, new)]
        self.file = other ?? file
        self.mark = mark ?? new
    }

    /// A damaged image.
    init(_ rule: String, _ board: String, image: [UInt8], damaged: [UInt8]) {
        self.board = board
        self.rule = rule
        self.image = image
        damagedImage = damaged
        file = "nk.bin"
        mark = ""
    }

    // MARK: Edits that fit every board

    /// The start of the row that ends the address table.
    private static let tableEnd = "        DCD     0x00000000, 0x00000000, "
    /// A megabyte that no board has in its map, at the virtual address 0x9B000000.
    static let freeRow = row("0x9B000000, 0xC0000000, 1")
    /// A bank of one megabyte that no board has.
    static let smallBank = Edit(boardFile, "ram:\n", "ram:\n  - { base: 0xC8000000, size: 1M }\n")

    /// A further row at the end of the address table.
    static func row(_ words: String) -> Edit { Edit(table, tableEnd, "        DCD     \(words)\n" + tableEnd) }

    /// A further region at the end of config.bib's MEMORY section.
    static func region(_ fields: String) -> Edit { Edit(bib, "CONFIG\n", "    \(fields)\n\nCONFIG\n") }

    /// A further line in image_cfg.h.
    static func definition(_ text: String) -> Edit { Edit(header, "#endif", "#define \(text)\n\n#endif") }

    /// An image_cfg.h for the board that has none.
    static func headerSetup(_ board: String) -> [Edit] {
        board == "s3c2440"
            ? [
                Edit(boardFile, "", "imageConfig: [image_cfg.h]\n"),
                Edit(header, "", "#ifndef IMAGE_CFG_H\n#define IMAGE_CFG_H\n\n#endif\n"),
            ] : []
    }

    /// A further row on each board.
    static func rows(_ rule: String, _ words: String, setup: [Edit] = []) -> [BoardSeed] {
        BoardFiles.names.map { board in
            let edit = row(words)
            return BoardSeed(rule, board, edit.file, edit.old, edit.new, setup: setup, at: words)
        }
    }

    /// A further region on each board.
    static func regions(_ rule: String, _ fields: String, setup: [Edit] = []) -> [BoardSeed] {
        BoardFiles.names.map { board in
            let edit = region(fields)
            return BoardSeed(rule, board, edit.file, edit.old, edit.new, setup: setup, at: fields)
        }
    }

    /// A further constant on each board.
    static func definitions(_ rule: String, _ text: String, setup: [Edit] = []) -> [BoardSeed] {
        BoardFiles.names.map { board in
            let edit = definition(text)
            return BoardSeed(
                rule, board, edit.file, edit.old, edit.new, setup: headerSetup(board) + setup, at: text)
        }
    }
}
