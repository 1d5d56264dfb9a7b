/// What stands in front of a line program (DWARF 4 and 5, section 6.2.4).
struct LineProgramHeader {
    let minimumInstructionLength: UInt8
    let lineBase: Int8
    let lineRange: UInt8
    let opcodeBase: UInt8
    /// Operands of each standard opcode, from 1.
    let operandCounts: [UInt8]
    /// By the number that the program uses: from 1 up to version 4, from 0 in version 5.
    var files: [String]

    /// Reads the header; the reader then stands at the program.
    /// - Parameter unit: what follows the unit's length.
    init(_ unit: inout ByteReader, _ strings: DWARFStrings) throws(SymbolFileError) {
        let start = unit.offset
        let version = try unit.half("the version of a line table")
        guard (2...5).contains(version) else {
            throw SymbolFileError(offset: start, expected: "a line table of DWARF 2 to 5", found: "version \(version)")
        }
        if version == 5 { try unit.skip(2, "the size of an address") }
        let length = try unit.word("the length of a header")
        var header = try unit.part(Int(length), "a line table's header")
        minimumInstructionLength = try header.byte("the length of an instruction")
        if version >= 4 { try header.skip(1, "the operations of an instruction") }
        try header.skip(1, "whether a row is a statement")
        lineBase = Int8(bitPattern: try header.byte("the line base"))
        lineRange = try header.byte("the line range")
        opcodeBase = try header.byte("the opcode base")
        guard lineRange > 0, opcodeBase > 0 else {
            throw SymbolFileError(offset: start, expected: "a line range and an opcode base", found: "0")
        }
        var counts: [UInt8] = []
        for _ in 1..<max(opcodeBase, 1) { counts.append(try header.byte("an opcode's operands")) }
        operandCounts = counts
        files = []
        files = try version == 5 ? Self.newTables(&header, strings) : Self.oldTables(&header)
    }

    private static func oldTables(_ header: inout ByteReader) throws(SymbolFileError) -> [String] {
        while !(try header.text("a folder").isEmpty) {}
        // File 0 is none.
        var files = [""]
        while true {
            let name = try header.text("a file's name")
            if name.isEmpty { return files }
            for _ in 0..<3 { _ = try header.unsigned("a file's folder, time and size") }
            files.append(PrintableName.lastComponent(name))
        }
    }

    private static func newTables(
        _ header: inout ByteReader, _ strings: DWARFStrings
    ) throws(SymbolFileError) -> [String] {
        _ = try table(&header, strings)
        return try table(&header, strings)
    }

    /// A list of folders or files: a description of the fields, then the entries.
    private static func table(
        _ header: inout ByteReader, _ strings: DWARFStrings
    ) throws(SymbolFileError) -> [String] {
        let path: UInt64 = 1
        var fields: [(content: UInt64, form: DWARFStrings.Form)] = []
        for _ in 0..<(try header.byte("the number of fields")) {
            let content = try header.unsigned("a field's content")
            let place = header.offset
            let number = try header.unsigned("a field's form")
            guard let form = DWARFStrings.Form(rawValue: number) else {
                throw SymbolFileError(
                    offset: place, expected: "a form that line tables use", found: "0x\(String(number, radix: 16))")
            }
            fields.append((content, form))
        }
        let count = try header.unsigned("the number of entries")
        // An entry takes at least a byte.
        guard !fields.isEmpty || count == 0, count <= UInt64(header.remaining) else {
            throw SymbolFileError(offset: header.offset, expected: "entries in the header", found: "\(count) of them")
        }
        var names: [String] = []
        for _ in 0..<count {
            var name = ""
            for field in fields {
                let value = try strings.value(field.form, &header)
                if field.content == path, let text = value.text { name = PrintableName.lastComponent(text) }
            }
            names.append(name)
        }
        return names
    }
}
