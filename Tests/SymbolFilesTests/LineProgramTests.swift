import Testing

@testable import SymbolFiles

/// Line programs put together by hand, opcode by opcode (DWARF 4, section 6.2.5).
@Suite struct LineProgramTests {
    /// A unit of version 4 with line base -5, line range 14, opcode base 13, files a.c and b.c.
    private func unit(_ program: [UInt8], version: UInt8 = 4, opcodeBase: UInt8 = 13) -> [UInt8] {
        var header: [UInt8] = [2] + (version >= 4 ? [1] : []) + [1, 0xFB, 14, opcodeBase]
        header += [0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1].prefix(Int(opcodeBase) - 1)
        header += Array("src".utf8) + [0, 0]
        header += Array("a.c".utf8) + [0, 1, 0, 0] + Array("src/b.c".utf8) + [0, 1, 0, 0, 0]
        let body = [version, 0] + word(UInt32(header.count)) + header + program
        return word(UInt32(body.count)) + body
    }

    private func word(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }

    private func setAddress(_ address: UInt32) -> [UInt8] { [0, 5, 2] + word(address) }

    private let end: [UInt8] = [0, 1, 1]

    private static let reader = LineProgramReader(
        strings: DWARFStrings(line: ByteReader([]), other: ByteReader([])))

    private func rows(_ units: [UInt8]) throws -> [String] {
        let table = try Self.reader.read(ByteReader(units[...]))
        return table.rows.map { row in
            row.file < 0 ? "\(row.address) end" : "\(row.address) \(table.files[Int(row.file)]):\(row.line)"
        }
    }

    @Test func `every standard opcode does what it says`() throws {
        let program: [UInt8] =
            setAddress(100) + [1]  // copy: 100, line 1
            + [2, 3, 3, 4, 1]  // address + 3 * 2, line + 4, copy: 106, line 5
            + [4, 2, 5, 9, 6, 7, 10, 11, 12, 1, 1]  // file 2, column, flags, copy: 106 again
            + [8, 1]  // (255 - 13) / 14 = 17: + 34, copy: 140
            + [9, 0x10, 0, 1]  // + 16, whatever the instruction's length: 156
            + [13 + 14 * 3 + 7]  // + 3 * 2, line + 2: 162, line 7
            + [3, 0x7C, 1]  // line - 4: 3
            + [2, 2] + end
        #expect(
            try rows(unit(program)) == ["100 a.c:1", "106 b.c:5", "140 b.c:5", "156 b.c:5", "162 b.c:3", "166 end"])
    }

    @Test func `sequences are put in order, and those that go down or overlap are left out`() throws {
        let high = setAddress(200) + [1, 2, 4] + end
        let low = setAddress(100) + [1, 2, 4] + end
        let down = setAddress(300) + [1] + setAddress(290) + [1] + end
        let over = setAddress(204) + [1, 2, 4] + end
        #expect(
            try rows(unit(high + low + down + over)) == ["100 a.c:1", "108 end", "200 a.c:1", "208 end"])
    }

    @Test func `a sequence that begins where another ends takes over there`() throws {
        let first = setAddress(100) + [1, 2, 4] + end
        let second = setAddress(108) + [3, 1, 1, 2, 1] + end
        #expect(try rows(unit(first) + unit(second)) == ["100 a.c:1", "108 a.c:2", "110 end"])
    }

    @Test func `opcodes of a later version are passed over`() throws {
        // With an opcode base of 10 the opcodes 10 to 12 are special ones; an unknown extended opcode has its length.
        #expect(try rows(unit(setAddress(100) + [0, 3, 0x80, 1, 2, 1] + end)) == ["100 end"])
        #expect(try rows(unit(setAddress(100) + [10 + 5] + end, opcodeBase: 10)) == ["100 end"])
        #expect(try rows(unit(setAddress(100) + [1, 2, 1] + end, version: 2)) == ["100 a.c:1", "102 end"])
    }

    @Test func `a program that contradicts itself is refused`() throws {
        for program: [UInt8] in [[2], [0, 0xFF, 2], [0, 9, 2, 1], [9, 1], [4, 0x80]] {
            #expect(throws: SymbolFileError.self) { try rows(unit(program)) }
        }
        var zeroRange = unit([1])
        zeroRange[14] = 0
        #expect(throws: SymbolFileError.self) { try rows(zeroRange) }
        #expect(throws: SymbolFileError.self) { try rows(word(0xFFFF_FFFF)) }
        #expect(throws: SymbolFileError.self) { try rows(unit([1], version: 6)) }
    }

    @Test func `a file number that no file has gives no line`() throws {
        let table = try Self.reader
            .read(ByteReader(unit(setAddress(100) + [4, 9, 1, 2, 2] + end)[...]))
        #expect(table.line(at: 100) == nil)
        let known = try Self.reader
            .read(ByteReader(unit(setAddress(100) + [4, 2, 1, 2, 2] + end)[...]))
        #expect(known.line(at: 101) == SymbolTable.SourceLine(file: "b.c", line: 1))
        #expect(known.line(at: 104) == nil)
    }
}
