/// Runs the line programs of a .debug_line section (DWARF 4 and 5, section 6.2.5).
struct LineProgramReader {
    let strings: DWARFStrings

    private var builder = LineTableBuilder()

    init(strings: DWARFStrings) { self.strings = strings }

    func read(_ section: ByteReader) throws(SymbolFileError) -> LineTable {
        var reader = self
        return try reader.table(of: section)
    }

    private mutating func table(of section: ByteReader) throws(SymbolFileError) -> LineTable {
        var rest = section
        while !rest.isAtEnd {
            let place = rest.offset
            let length = try rest.word("the length of a line table")
            guard length < 0xFFFF_FFF0 else {
                throw SymbolFileError(offset: place, expected: "DWARF of 32 bits", found: "64 bits")
            }
            var unit = try rest.part(Int(length), "a line table")
            let header = try LineProgramHeader(&unit, strings)
            try run(&unit, header)
        }
        return builder.table()
    }

    private enum Standard: UInt8 {
        case copy = 1
        case advancePC, advanceLine, setFile, setColumn, negateStatement, setBasicBlock, constAddPC, fixedAdvancePC,
            setPrologueEnd, setEpilogueBegin, setISA
    }

    private enum Extended: UInt8 {
        case endSequence = 1
        case setAddress = 2
        case defineFile = 3
    }

    /// The registers of the line machine that a row shows.
    private struct State {
        var address: UInt32 = 0
        var file: UInt64 = 1
        var line: Int64 = 1
    }

    private mutating func run(_ program: inout ByteReader, _ unitHeader: LineProgramHeader) throws(SymbolFileError) {
        var header = unitHeader
        var state = State()
        var rows: [LineTable.Row] = []
        let step = UInt32(header.minimumInstructionLength)
        while !program.isAtEnd {
            let opcode = try program.byte("an opcode")
            if opcode >= header.opcodeBase {
                let adjusted = opcode - header.opcodeBase
                state.address &+= UInt32(adjusted / header.lineRange) &* step
                state.line &+= Int64(header.lineBase) + Int64(adjusted % header.lineRange)
                try append(state, header, &rows, at: program.offset)
                continue
            }
            if opcode == 0 {
                let length = try program.unsigned("the length of an opcode")
                var operand = try program.part(Int(clamping: length), "an opcode")
                guard !operand.isAtEnd else { continue }
                switch Extended(rawValue: try operand.byte("an opcode")) {
                case .endSequence:
                    rows.append(LineTable.Row(address: state.address, file: -1, line: 0))
                    builder.add(rows)
                    rows = []
                    state = State()
                case .setAddress: state.address = try operand.word("an address")
                case .defineFile: header.files.append(PrintableName.lastComponent(try operand.text("a file's name")))
                case nil: break
                }
                continue
            }
            try standard(opcode, &program, header, step, &state, &rows)
        }
        // A program that does not say where its code ends.
        builder.add(rows)
    }

    private mutating func standard(
        _ opcode: UInt8, _ program: inout ByteReader, _ header: LineProgramHeader, _ step: UInt32,
        _ state: inout State, _ rows: inout [LineTable.Row]
    ) throws(SymbolFileError) {
        let what = "an opcode's operand"
        switch Standard(rawValue: opcode) {
        case .copy: try append(state, header, &rows, at: program.offset)
        case .advancePC: state.address &+= UInt32(truncatingIfNeeded: try program.unsigned(what)) &* step
        case .advanceLine: state.line &+= try program.signed(what)
        case .setFile: state.file = try program.unsigned(what)
        case .constAddPC: state.address &+= UInt32((255 - header.opcodeBase) / header.lineRange) &* step
        case .fixedAdvancePC: state.address &+= UInt32(try program.half(what))
        case .setColumn, .setISA: _ = try program.unsigned(what)
        case .negateStatement, .setBasicBlock, .setPrologueEnd, .setEpilogueBegin: break
        case nil:
            // Of a later version: the header says how much to pass over.
            guard header.operandCounts.indices.contains(Int(opcode) - 1) else { return }
            for _ in 0..<header.operandCounts[Int(opcode) - 1] { _ = try program.unsigned(what) }
        }
    }

    private mutating func append(
        _ state: State, _ header: LineProgramHeader, _ rows: inout [LineTable.Row], at offset: Int
    ) throws(SymbolFileError) {
        guard builder.count + rows.count < SymbolFile.maximumEntries else {
            throw SymbolFileError(
                offset: offset, expected: "at most \(SymbolFile.maximumEntries) rows in the line table", found: "more")
        }
        let index = Int(clamping: state.file)
        let name = header.files.indices.contains(index) ? header.files[index] : ""
        rows.append(
            LineTable.Row(
                address: state.address, file: builder.number(of: name),
                line: name.isEmpty ? 0 : UInt32(clamping: state.line)))
    }
}
