import Diagnostics
import OEMAddrTable
import Testing

/// The conditionals of assembler tables.
struct ConditionalTests {
    private func table(_ body: String) -> String { "g_oalAddressTable\n\(body)\n DCD 0,0,0\n" }

    private static let small = "80000000>30000000:64M"
    private static let large = "80000000>30000000:128M"

    @Test(arguments: [
        ("IF SYMBOL", [:], false), ("IF SYMBOL", ["SYMBOL": "{TRUE}"], true), ("IF SYMBOL", ["SYMBOL": "1"], true),
        ("IF SYMBOL", ["SYMBOL": "{FALSE}"], false), ("IF :DEF: SYMBOL", [:], false),
        ("IF :DEF:SYMBOL", ["SYMBOL": "0"], true), ("IF :LNOT: :DEF: SYMBOL", [:], true),
        ("IF !:DEF: SYMBOL", [:], true),
        ("[ SYMBOL", ["SYMBOL": "1"], true), ("[ {TRUE}", [:], true), ("[ {FALSE}", [:], false),
        ("[ SYMBOL = 128", ["SYMBOL": "128"], true), ("[ SYMBOL=128", ["SYMBOL": "64"], false),
        ("[ SYMBOL = 128", [:], false), ("IF SYMBOL = \"big\"", ["SYMBOL": "big"], true),
        ("IF SYMBOL /= 3", ["SYMBOL": "4"], true), ("IF SYMBOL <> 3", ["SYMBOL": "3"], false),
        ("IF (SYMBOL >= 2) :LAND: (SYMBOL < 5)", ["SYMBOL": "3"], true),
        ("IF SYMBOL :LOR: {TRUE}", [:], true), ("if SYMBOL", ["SYMBOL": "1"], true),
    ])
    func `conditions`(_ opening: String, _ defines: [String: String], _ isLarge: Bool) {
        let isBracket = opening.hasPrefix("[")
        let (otherwise, end) = isBracket ? (" |", " ]") : (" ELSE ;comment", " ENDIF ;comment")
        let reading = readTable(
            table(
                " \(opening)\n DCD 0x80000000, 0x30000000, 128\n\(otherwise)\n DCD 0x80000000, 0x30000000, 64\n\(end)"),
            defines: defines)
        #expect(reading.rows() == [isLarge ? Self.large : Self.small])
        #expect(reading.findings.allSatisfy { $0.severity == .note })
    }

    @Test func `ELIF takes the first branch that holds`() {
        let text = table(
            """
             IF SIZE = 64
             DCD 0x80000000, 0x30000000, 64
             ELIF SIZE = 128
             DCD 0x80000000, 0x30000000, 128
             ELSEIF SIZE >= 128
             DCD 0x80000000, 0x30000000, 256
             ENDIF
            """)
        #expect(readTable(text, defines: ["SIZE": "128"]).rows() == [Self.large])
        #expect(readTable(text, defines: ["SIZE": "512"]).rows() == ["80000000>30000000:256M"])
        #expect(readTable(text, defines: ["SIZE": "1"]).rows() == [])
    }

    @Test func `a terminator in each branch`() {
        let text = """
            g_oalAddressTable
             [ BIG
             DCD 0x80000000, 0x30000000, 128
             DCD 0, 0, 0
             |
             DCD 0x80000000, 0x30000000, 64
             DCD 0, 0, 0
             ]
            """
        for (defines, row) in [([:], Self.small), (["BIG": "{TRUE}"], Self.large)] {
            let reading = readTable(text, defines: defines)
            #expect(reading.rows() == [row])
            #expect(reading.map.tables.first?.terminators.count == 1)
        }
    }

    @Test func `a symbol with a third value leaves the table empty`() throws {
        let text =
            "g_oalAddressTable\n [ RAM = 128\n DCD 0x80000000, 0x50000000, 128\n DCD 0,0,0\n ]\n [ RAM=256\n DCD 0x80000000, 0x50000000, 256\n DCD 0,0,0\n ]\n END\n"
        let reading = readTable(text, defines: ["RAM": "512"])
        let table = try #require(reading.map.tables.first)
        #expect(table.rows.isEmpty)
        #expect(!table.isTerminated)
    }

    @Test func `an undefined symbol is named in a note, once`() {
        let reading = readTable(table(" IF BSP_BIG\n ENDIF\n IF BSP_BIG\n ENDIF\n DCD 0x80000000, 0x30000000, 64"))
        #expect(reading.marks == ["CE0006@2:5"])
        #expect(reading.findings.first?.message == "'BSP_BIG' is not defined; the condition takes it as false")
        #expect(reading.openSymbols == ["BSP_BIG"])
    }

    @Test func `a guard against double inclusion is no undefined symbol`() {
        let reading = readTable(
            " IF :LNOT: :DEF: GUARD\n GBLL GUARD\n" + table(" DCD 0x80000000, 0x30000000, 64") + " ENDIF\n")
        #expect(reading.findings.isEmpty)
        #expect(reading.rows() == [Self.small])
    }

    @Test func `variables are set and used`() {
        let reading = readTable(
            table(
                """
                 GBLA SIZE
                 GBLL BIG
                BIG SETL {TRUE}
                 IF BIG
                SIZE SETA 64 * 2
                 ENDIF
                 DCD 0x80000000, 0x30000000, SIZE
                """))
        #expect(reading.rows() == [Self.large])
        #expect(reading.findings.isEmpty)
    }

    @Test func `ELSE and ENDIF without IF, IF without ENDIF`() {
        let reading = readTable(" ELSE\n ENDIF\n" + table(" DCD 0x80000000, 0x30000000, 64\n IF {TRUE}"))
        #expect(reading.marks == ["CE0007@1:2", "CE0007@2:2", "CE0007@5:2"])
        #expect(reading.rows() == [Self.small])
    }

    @Test func `variants go through every branch once`() {
        let text =
            "g_oalAddressTable\n [ RAM = 128\n DCD 0x80000000, 0x50000000, 128\n ]\n [ RAM=256\n DCD 0x80000000, 0x50000000, 256\n ]\n IF :DEF: LCD\n DCD 0x90000000, 0x70000000, 1\n ENDIF\n DCD 0,0,0\n"
        let sources = MemorySources(["t.inc": text])
        let (variants, isComplete) = MapReader(MapInputs(tables: ["t.inc"]), sources: sources).variants()
        #expect(isComplete)
        #expect(variants.map { $0.reading.rows().count } == [0, 1, 1, 1, 2, 2])
        #expect(variants.first?.defines == [:])
        #expect(variants.contains { $0.defines == ["RAM": "256", "LCD": "1"] })
        #expect(!MapReader(MapInputs(tables: ["t.inc"]), sources: sources).variants(limit: 3).isComplete)
    }

    @Test func `symbols that a symbol is compared with are different things`() {
        let text = """
            g_oalAddressTable
             [ BOARD_RAM = RAM_SMALL
             DCD 0x80000000, 0x50000000, 128
             DCD 0, 0, 0
             ]
             [ BOARD_RAM = RAM_LARGE
             DCD 0x80000000, 0x50000000, 256
             DCD 0, 0, 0
             ]
            """
        let (variants, isComplete) = MapReader(MapInputs(tables: ["t.inc"]), sources: MemorySources(["t.inc": text]))
            .variants()
        #expect(isComplete)
        #expect(variants.first?.isUndecided == true)
        #expect(
            variants.filter { !$0.isUndecided }.map { $0.reading.rows() } == [
                ["80000000>50000000:128M"], ["80000000>50000000:256M"],
            ])
    }

    @Test func `a build is debug, retail or checked`() {
        let text = """
            MEMORY
            IF WINCEDEBUG=debug
             NK 80000000 04000000 RAMIMAGE
            ENDIF
            IF WINCEDEBUG=retail
             NK 80000000 02000000 RAMIMAGE
            ENDIF
             RAM 84000000 01000000 RAM
            """
        let reader = MapReader(MapInputs(bibs: ["config.bib"]), sources: MemorySources(["config.bib": text]))
        #expect(reader.read().findings.isEmpty)
        #expect(
            reader.variants().variants.map { $0.reading.regions.first ?? "" } == [
                "NK 80000000+2000000 RAMIMAGE", "NK 80000000+4000000 RAMIMAGE",
            ])
    }
}
