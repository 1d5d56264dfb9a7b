/// The string sections that line tables of DWARF 5 refer to.
struct DWARFStrings {
    /// .debug_line_str and .debug_str.
    let line: ByteReader
    let other: ByteReader

    /// The forms that a file name, a folder or what goes with them may have (DWARF 5, section 7.5.6).
    enum Form: UInt64 {
        case data2 = 0x05
        case data4 = 0x06
        case data8 = 0x07
        case string = 0x08
        case block = 0x09
        case data1 = 0x0B
        case strp = 0x0E
        case udata = 0x0F
        case data16 = 0x1E
        case lineStrp = 0x1F
    }

    /// Reads a value of a form.
    /// - Returns: its text or its number; neither of what is passed over, such as a checksum.
    func value(_ form: Form, _ reader: inout ByteReader) throws(SymbolFileError) -> (text: String?, number: UInt64?) {
        let what = "a field of the line table"
        switch form {
        case .string: return (try reader.text(what), nil)
        case .lineStrp: return (try text(at: try reader.word(what), in: line), nil)
        case .strp: return (try text(at: try reader.word(what), in: other), nil)
        case .data1: return (nil, UInt64(try reader.byte(what)))
        case .data2: return (nil, UInt64(try reader.half(what)))
        case .data4: return (nil, UInt64(try reader.word(what)))
        case .udata: return (nil, try reader.unsigned(what))
        case .data8: try reader.skip(8, what)
        case .data16: try reader.skip(16, what)
        case .block: try reader.skip(Int(clamping: try reader.unsigned(what)), what)
        }
        return (nil, nil)
    }

    private func text(at offset: UInt32, in section: ByteReader) throws(SymbolFileError) -> String {
        var reader = section
        try reader.skip(Int(offset), "a string section")
        return try reader.text("a string")
    }
}
