import GuestAddress

/// A 32-bit little-endian ELF file for ARM: the parts that name code.
struct ELFFile {
    static let magic: [UInt8] = [0x7F, 0x45, 0x4C, 0x46]

    private struct Section {
        let name: String
        let type: UInt32
        let flags: UInt32
        let offset: UInt32
        let size: UInt32
        let link: UInt32
    }

    private let file: ByteReader
    private let sections: [Section]

    private static let machineARM: UInt16 = 40
    private static let symbolTable: UInt32 = 2
    private static let noBits: UInt32 = 8
    private static let compressed: UInt32 = 0x800
    private static let executable: UInt32 = 4
    private static let sectionHeaderSize = 40
    private static let symbolSize = 16

    init(_ bytes: [UInt8]) throws(SymbolFileError) {
        let file = ByteReader(bytes[...])
        self.file = file
        var header = file
        try header.skip(4, "the ELF header")
        guard try header.byte("the class") == 1, try header.byte("the byte order") == 1 else {
            throw SymbolFileError(offset: 4, expected: "a 32-bit little-endian ELF file", found: "another kind")
        }
        try header.skip(12, "the ELF header")
        let machine = try header.half("the machine")
        guard machine == Self.machineARM else {
            throw SymbolFileError(offset: 18, expected: "an ELF file for ARM (40)", found: "machine \(machine)")
        }
        try header.skip(12, "the ELF header")
        let tableOffset = try header.word("the place of the section table")
        try header.skip(10, "the ELF header")
        let entrySize = try header.half("the size of a section header")
        let count = try header.half("the number of sections")
        let namesIndex = try header.half("the section of names")
        guard count == 0 || Int(entrySize) == Self.sectionHeaderSize else {
            throw SymbolFileError(offset: 46, expected: "section headers of 40 bytes", found: "\(entrySize)")
        }
        var table = file
        try table.skip(Int(tableOffset), "the file before the section table")
        var found: [(name: UInt32, section: Section)] = []
        for _ in 0..<count {
            var entry = try table.part(Self.sectionHeaderSize, "a section header")
            let name = try entry.word("a section's name")
            let type = try entry.word("a section's type")
            let flags = try entry.word("a section's flags")
            try entry.skip(4, "a section's address")
            let offset = try entry.word("a section's place")
            let size = try entry.word("a section's size")
            let link = try entry.word("a section's link")
            found.append((name, Section(name: "", type: type, flags: flags, offset: offset, size: size, link: link)))
        }
        let names = found.indices.contains(Int(namesIndex)) ? found[Int(namesIndex)].section : nil
        var sections: [Section] = []
        for (name, section) in found {
            let text = try names.map { names throws(SymbolFileError) in
                try Self.text(at: name, in: Self.data(of: names, file), "a section's name")
            }
            sections.append(
                Section(
                    name: text ?? "", type: section.type, flags: section.flags, offset: section.offset,
                    size: section.size, link: section.link))
        }
        self.sections = sections
    }

    func symbolTable() throws(SymbolFileError) -> SymbolTable {
        let lines = try data(named: ".debug_line").map { lines throws(SymbolFileError) in
            let strings = DWARFStrings(
                line: try data(named: ".debug_line_str") ?? ByteReader([]),
                other: try data(named: ".debug_str") ?? ByteReader([]))
            return try LineProgramReader(strings: strings).read(lines)
        }
        return SymbolTable(
            symbols: try symbols(ofVariables: false), variables: try symbols(ofVariables: true), lines: lines ?? .none)
    }

    // MARK: Sections

    private static func data(of section: Section, _ file: ByteReader) throws(SymbolFileError) -> ByteReader {
        if section.type == noBits { return ByteReader([]) }
        return try file.part(at: section.offset, count: section.size, "a section")
    }

    private func data(named name: String) throws(SymbolFileError) -> ByteReader? {
        guard let section = sections.first(where: { $0.name == name }) else { return nil }
        guard section.flags & Self.compressed == 0 else {
            throw SymbolFileError(
                offset: Int(section.offset), expected: "\(name) as it is (objcopy --decompress-debug-sections)",
                found: "a compressed section")
        }
        return try Self.data(of: section, file)
    }

    private static func text(
        at offset: UInt32, in table: ByteReader, _ what: String
    ) throws(SymbolFileError) -> String {
        var reader = table
        try reader.skip(Int(offset), what)
        return try reader.text(what)
    }

    // MARK: Symbols

    private func symbols(ofVariables: Bool) throws(SymbolFileError) -> [SymbolTable.Symbol] {
        guard let table = sections.first(where: { $0.type == Self.symbolTable }) else { return [] }
        let data = try Self.data(of: table, file)
        guard data.remaining / Self.symbolSize <= SymbolFile.maximumEntries else {
            throw SymbolFileError(
                offset: Int(table.offset), expected: "at most \(SymbolFile.maximumEntries) symbols",
                found: "\(data.remaining / Self.symbolSize)")
        }
        guard sections.indices.contains(Int(table.link)) else {
            throw SymbolFileError(
                offset: Int(table.offset), expected: "a table of names", found: "section \(table.link)")
        }
        let names = try Self.data(of: sections[Int(table.link)], file)
        var builder = SymbolListBuilder()
        var reader = data
        while reader.remaining >= Self.symbolSize {
            let name = try reader.word("a symbol's name")
            let value = try reader.word("a symbol's value")
            let size = try reader.word("a symbol's size")
            let info = try reader.byte("a symbol's kind")
            try reader.skip(1, "a symbol")
            let section = try reader.half("a symbol's section")
            // Functions, and labels of assembler sources in sections with code; variables anywhere else.
            let isFunction = info & 15 == 2
            let isWanted = ofVariables ? info & 15 == 1 && size > 0 : isFunction || info & 15 == 0
            guard isWanted, section > 0, sections.indices.contains(Int(section)),
                sections[Int(section)].flags & Self.executable == 0 ? ofVariables : !ofVariables
            else { continue }
            let text = try Self.text(at: name, in: names, "a symbol's name")
            // `$a`, `$t` and `$d` say what the bytes are; `.L` begins labels of the compiler.
            guard !text.isEmpty, !text.hasPrefix("$"), !text.hasPrefix(".L") else { continue }
            builder.add(
                SymbolTable.Symbol(name: text, address: isFunction ? value & ~1 : value, size: size),
                rank: (isFunction ? 2 : 0) + (info >> 4 == 1 ? 1 : 0))
        }
        return builder.list()
    }
}
