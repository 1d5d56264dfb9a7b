internal import Diagnostics

/// The words that an assembler file lays down, in order, with the labels between them.
struct TableData {
    /// One 32-bit word of a DCD or dd.
    struct Word {
        var value: UInt32 = 0
        /// The position in `expressions` while the value is not known, else -1.
        var expression: Int32 = -1
        var line: Int32
        var column: Int32
        var length: Int32

        var place: FieldPlace { FieldPlace(line: line, column: column, length: length) }
    }

    /// One DCD or dd, or one brace group of a C table.
    struct Statement {
        var words: Range<Int>
        /// The position in `files`.
        var file: Int
    }

    /// What stands under one label, up to the next.
    struct Block {
        var label: String
        var aliases: [String] = []
        /// The type of the array in a C file, else empty.
        var type: String = ""
        var location: SourceLocation
        var statements: Range<Int>
        /// Whether rows of it could not be made, because a macro or loop is not known.
        var missesRows = false
        /// Whether a condition under the label asked for a symbol that nothing defines.
        var isUndecided = false
        /// Whether a conditional was opened under the label before its first word.
        var startsInConditional = false
    }

    private(set) var words: [Word] = []
    private(set) var statements: [Statement] = []
    private(set) var blocks: [Block] = []
    private(set) var files: [String] = []
    private var labels: Set<String> = []
    /// The words whose value was not known when they were read, to be computed at the end.
    private(set) var expressions: [[Token]] = []

    /// Labels that stand inside a row that is not complete yet: they name its later words and start no table.
    private var hasOpenRow: Bool {
        guard let block = blocks.last, let first = block.statements.first, TableKind(name: block.label) != nil else {
            return false
        }
        // A table of four columns is not split by labels.
        if statements[first].words.count == 4 { return false }
        return (words.count - statements[first].words.lowerBound) % 3 != 0
    }

    /// The file that the next statements come from.
    mutating func enter(_ file: String) {
        if files.last != file { files.append(file) }
    }

    /// Starts what stands under a label.
    mutating func start(_ label: String, type: String = "", at location: SourceLocation) {
        if hasOpenRow { return }
        if let last = blocks.indices.last, blocks[last].statements.isEmpty, !blocks[last].startsInConditional,
            TableKind(name: blocks[last].label) != nil, TableKind(name: label) != nil
        {
            blocks[last].aliases.append(label)
            labels.insert(label)
            return
        }
        labels.insert(label)
        let next = statements.count
        blocks.append(Block(label: label, type: type, location: location, statements: next..<next))
    }

    /// Says that a conditional opens here: labels on both sides of it are two tables, not two names of one.
    mutating func noteConditional() {
        guard let last = blocks.indices.last, blocks[last].statements.isEmpty else { return }
        blocks[last].startsInConditional = true
    }

    /// Says that rows are missing where the next would stand.
    mutating func noteMissingRows() {
        if let last = blocks.indices.last { blocks[last].missesRows = true }
    }

    /// Says that a condition here asked for a symbol that nothing defines.
    mutating func noteUndecided() {
        if let last = blocks.indices.last { blocks[last].isUndecided = true }
    }

    /// Adds one statement.
    mutating func add(_ row: [Word], at location: @autoclosure () -> SourceLocation) {
        guard !row.isEmpty else { return }
        if blocks.isEmpty {
            blocks.append(Block(label: "", location: location(), statements: 0..<0))
        }
        statements.append(Statement(words: words.count..<words.count + row.count, file: files.count - 1))
        words.append(contentsOf: row)
        let last = blocks.count - 1
        blocks[last].statements = blocks[last].statements.lowerBound..<statements.count
    }

    /// Keeps an expression for later.
    mutating func keep(_ tokens: [Token]) -> Int32 {
        expressions.append(tokens)
        return Int32(truncatingIfNeeded: expressions.count - 1)
    }

    /// Gives a word the value it has at the end of the file.
    mutating func resolve(_ index: Int, to value: UInt32) {
        words[index].value = value
        words[index].expression = -1
    }

    /// Makes a block the last statement of which is the new-style marker and the block behind it one table: x86
    /// start-up code has two labels on one table, with the marker row between them.
    mutating func joinMarkers() {
        var joined: [Block] = []
        for block in blocks {
            if let last = joined.indices.last, joined[last].statements.count == 1,
                words[statements[joined[last].statements.lowerBound].words.lowerBound].value
                    == AddressTable.newMappingTable,
                joined[last].statements.upperBound == block.statements.lowerBound,
                TableKind(name: block.label) == .address,
                TableKind(name: joined[last].label) == .address
            {
                joined[last].aliases.append(block.label)
                joined[last].missesRows = joined[last].missesRows || block.missesRows
                joined[last].isUndecided = joined[last].isUndecided || block.isUndecided
                joined[last].statements = joined[last].statements.lowerBound..<block.statements.upperBound
            } else {
                joined.append(block)
            }
        }
        blocks = joined
    }

    /// Whether `name` is a label of the file.
    func hasLabel(_ name: String) -> Bool { labels.contains(name) }
}

/// The three kinds of table.
enum TableKind: Hashable {
    case address, device, ram

    /// The kind that a name (a label or a C type) tells, or nil.
    init?(name: String) {
        let letters = name.utf8.filter { $0.isLetter }.map { $0 | 0x20 }
        guard let found = Self.parts.first(where: { Self.holds(letters, $0.part) }) else { return nil }
        self = found.kind
    }

    /// Parts of names, the telling ones first.
    private static let parts: [(part: [UInt8], kind: TableKind)] = {
        let names: [(TableKind, [String])] = [
            (.device, ["devicetable", "devicetbl", "devtable"]), (.ram, ["ramtable", "ramentr", "ramtbl"]),
            (.address, ["addresstab", "addresstbl", "addrtab", "addrtbl"]),
        ]
        return names.flatMap { kind, parts in parts.map { (Array($0.utf8), kind) } }
    }()

    private static func holds(_ text: [UInt8], _ part: [UInt8]) -> Bool {
        guard text.count >= part.count else { return false }
        return (0...(text.count - part.count)).contains { text[$0...].starts(with: part) }
    }
}
