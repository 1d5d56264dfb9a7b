import Diagnostics
import OEMAddrTable
import Testing

/// Files that would make a careless reader hang, crash or fill memory.
struct HostileInputTests {
    @Test func `a file that includes itself`() {
        let table = readTable("g_oalAddressTable\n INCLUDE t.inc\n DCD 0x80000000,0,1\n DCD 0,0,0\n", name: "t.inc")
        #expect(table.marks == ["CE0017@2:10"])
        #expect(table.rows() == ["80000000>00000000:1M"])
        let bib = readBib(
            "#include \"a.bib\"\nMEMORY\n A 80000000 1000 RAM\n", files: ["a.bib": "#include \"config.bib\"\n"])
        #expect(bib.marks == ["CE0017@1:1"])
        #expect(bib.regions.count == 1)
    }

    @Test func `files that include the next twice`() {
        var files: [String: String] = [:]
        for level in 0..<40 { files["l\(level).inc"] = " INCLUDE l\(level + 1).inc\n INCLUDE l\(level + 1).inc\n" }
        let reading = readTable(" INCLUDE l0.inc\ng_oalAddressTable\n DCD 0x80000000,0,1\n DCD 0,0,0\n", files: files)
        #expect(reading.rows() == ["80000000>00000000:1M"])
        #expect(Set(reading.findings.map(\.id)) == ["CE0002", "CE0003"])
    }

    @Test func `macros that double`() {
        var text = "#define A0 1\n"
        for level in 1..<60 { text += "#define A\(level) (A\(level - 1) + A\(level - 1))\n" }
        let reading = readConstants(text)
        #expect(reading.constants["A10"] == 1024)
        #expect(reading.constants["A59"] == nil)
        #expect(reading.findings.contains { $0.id == "CE0002" })
        var calls = "#define F0(x) x x\n"
        for level in 1..<60 { calls += "#define F\(level)(x) F\(level - 1)(F\(level - 1)(x))\n" }
        #expect(readConstants(calls + "#define V F59(1)\n").constants["V"] == nil)
        #expect(readConstants("#define X X + Y\n#define Y X\n").constants == [:])
    }

    @Test func `deep nesting of parentheses, conditionals and unary signs`() {
        let deep = String(repeating: "(", count: 50_000)
        #expect(readTable("t_AddressTable\n DCD 0x80000000, \(deep)1, 1\n DCD 0,0,0\n").marks.first == "CE0005@2:68")
        let signs = String(repeating: "- ", count: 50_000)
        #expect(readConstants("#define A \(signs)1\n").constants == [:])
        let opened = String(repeating: "[ {TRUE}\n", count: 3_000)
        let closed = String(repeating: "]\n", count: 3_000)
        let reading = readTable("g_oalAddressTable\n\(opened)\(closed) DCD 0x80000000,0,1\n DCD 0,0,0\n")
        #expect(reading.rows() == ["80000000>00000000:1M"])
        #expect(reading.findings.contains { $0.id == "CE0007" })
        let conditions = String(repeating: "#if " + deep.prefix(2_000) + "\n#endif\n", count: 3)
        #expect(readBib(conditions).findings.count == 3)
        #expect(readBib("IF " + String(repeating: "(", count: 50_000) + "\nENDIF\n").marks == ["CE0005@1:103"])
    }

    @Test func `ten thousand bad lines give a bounded number of findings`() {
        let reading = readTable("g_oalAddressTable\n" + String(repeating: " DCD 1,2,3,4,5\n", count: 10_000))
        #expect(reading.findings.count == 1_001)
        #expect(reading.findings.last?.id == "CE0018")
    }

    @Test func `text that is none`() {
        let sources = MemorySources([
            SourceFile(path: "utf16.inc", bytes: [0xFF, 0xFE] + "DCD 1\n".utf8.flatMap { [$0, 0] }),
            SourceFile(path: "zero.bib", bytes: Array(repeating: 0, count: 100_000)),
            SourceFile(path: "one.h", bytes: Array(repeating: 0xFF, count: 100_000)),
        ])
        let inputs = MapInputs(tables: ["utf16.inc"], bibs: ["zero.bib"], imageConfigurations: ["one.h"])
        let reading = MapReader(inputs, sources: sources).read()
        #expect(
            reading.findings.filter { $0.id == "CE0012" }.map { "\($0.location.file) \($0.severity)" }
                == ["utf16.inc note", "zero.bib error"])
    }

    @Test func `a file past the bounds is refused`() {
        var limits = ReadingLimits()
        limits.fileBytes = 10
        let reading = MapReader(
            MapInputs(tables: ["t.inc"], bibs: ["gone.bib"]), sources: MemorySources(["t.inc": "g_oalAddressTable"]),
            limits: limits
        ).read()
        #expect(reading.marks == ["CE0002@0:0", "CE0001@0:0"])
    }

    @Test func `comments, strings and calls that do not end`() {
        #expect(readBib("MEMORY\n A 80000000 1000 RAM /* \n B 80000000 1000 RAM\n").regions == ["A 80000000+1000 RAM"])
        #expect(readConstants("#define A 1 /* no end\n#define B 2\n").constants == ["A": 1])
        #expect(readTable("OAL_ADDRESS_TABLE a[] = { { 1, F(2,", name: "t.c").findings.contains { $0.id == "CE0004" })
        _ = readTable("#define F(x) x\nOAL_ADDRESS_TABLE a[] = { F(1\n 2\n", name: "t.c")
        _ = readTable("t_AddressTable DCD \"abc\n DCD 'a', 'b\n DCD :OR\n DCD {TRUE\n DCD |a b\n")
    }

    @Test func `many labels inside rows, many calls that stay open, a very long line`() {
        let labels = String(repeating: "x DCD 1\n", count: 3_000)
        #expect(readTable("g_oalAddressTable\n" + labels).map.tables.count == 1)
        let calls = "#define F(x) x\nOAL_ADDRESS_TABLE a[] = {" + String(repeating: " F(1,\n", count: 5_000)
        #expect(readTable(calls, name: "t.c").findings.contains { $0.id == "CE0002" })
        let wide = "g_oalAddressTable DCD " + String(repeating: "1,", count: 20_000)
        #expect(readTable(wide).findings.map(\.id) == ["CE0004", "CE0008"])
        #expect(readBib("MEMORY\n" + String(repeating: "A ", count: 20_000)).findings.map(\.id) == ["CE0015"])
    }

    /// Each call doubles its argument, so that few lines are many bytes.
    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            ("t.s", "\t.macro m a\n\tm \\a\\a\n\tm \\a\\a\n\t.endm\n\tm xxxxxxxx\n"),
            ("t.s", "\t.macro m a\n\tm \\a\\a+\\a\n\tm \\a\\a\n\t.endm\n\tm (1+1),xxxxxxxx\n"),
            ("t.inc", "\tMACRO\n\tM $a\n\tM $a$a\n\tM $a$a\n\tMEND\n\tM xxxxxxxx\n"),
            ("t.s", "\t.rept 20000\n\t.word " + String(repeating: "1,", count: 5_000) + "1\n\t.endr\n"),
        ]) func `macros whose arguments grow end at a number of bytes`(_ name: String, _ text: String)
    {
        let reading = readTable(text, name: name)
        #expect(reading.findings.contains { $0.message.contains("or 2000000 bytes") })
    }
}
