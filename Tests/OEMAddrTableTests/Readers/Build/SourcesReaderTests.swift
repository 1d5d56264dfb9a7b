import Diagnostics
import OEMAddrTable
import Testing

/// What `sources` files hand to assembler and compiler.
struct SourcesReaderTests {
    private func settings(_ text: String, batch: String = "", files: [String: String] = [:]) -> BuildSettings {
        var sources = MemorySources(files)
        sources.add(SourceFile(path: "sources.cmn", text: text))
        sources.add(SourceFile(path: "board.bat", text: batch))
        var inputs = MapInputs()
        inputs.batchFiles = ["board.bat"]
        inputs.sourcesFiles = ["sources.cmn"]
        let reading = MapReader(inputs, sources: sources).read()
        #expect(reading.findings.isEmpty, "\(reading.findings)")
        return reading.settings
    }

    @Test func `ADEFINES and CDEFINES become symbols and macros`() {
        let found = settings(
            #"""
            !if 0
            prose that isn't a macro = at all
            !endif
            ADEFINES=$(ADEFINES) -arch 7 -pd "RAM_MB SETA $(BSP_RAM)" \
                -predefine "BIG SETL {TRUE}"   # a comment
            ADEFINES=-pd "NAME SETS \"evm\"" $(ADEFINES)
            CDEFINES=$(CDEFINES) -DFLAG /DCOUNT=3 -D SPACED -DPATH=$(_PLATFORM:a=b)
            """#, batch: "set BSP_RAM=256\nset _PLATFORM=xay\n")
        #expect(found.symbols == ["RAM_MB": "256", "BIG": "{TRUE}", "NAME": "evm"])
        #expect(found.macros == ["FLAG": "1", "COUNT": "3", "SPACED": "1", "PATH": "xby"])
        #expect(found.files == ["board.bat", "sources.cmn"])
    }

    @Test func `conditions and includes`() {
        let found = settings(
            """
            !IF "$(BSP_NAND)" == "1"
            CDEFINES=$(CDEFINES) -DNAND
            !ELSEIF "$(BSP_NOR)" == "1"
            CDEFINES=$(CDEFINES) -DNOR
            !ELSE
            CDEFINES=$(CDEFINES) -DNEITHER
            !ENDIF
            !IFDEF BSP_NOR
            CDEFINES=$(CDEFINES) -DDEFINED
            !ENDIF
            !IFNDEF BSP_NOR
            CDEFINES=$(CDEFINES) -DWRONG
            !ENDIF
            !IF defined(BSP_NOR) && "$(BSP_NOR)" != "2"
            CDEFINES=$(CDEFINES) -DBOTH
            !ENDIF
            !INCLUDE $(_TARGETPLATROOT)\\more.mak
            !INCLUDE nowhere.mak
            """, batch: "set BSP_NOR=1\n", files: ["more.mak": "CDEFINES=$(CDEFINES) -DMORE\n"])
        #expect(Set(found.macros.keys) == ["NOR", "DEFINED", "BOTH", "MORE"])
    }

    @Test func `symbols decide a table, and reach it as numbers`() {
        let table = """
            g_oalAddressTable
                [ BOARD_RAM = RAM_SMALL
                    DCD     0x80000000, 0x50000000, 128
                    DCD     0, 0, 0
                ]
                [ BOARD_RAM = RAM_LARGE
                    DCD     0x80000000, 0x50000000, 256
                    DCD     0, 0, 0
                ]
            """
        let sources = MemorySources([
            "t.inc": table, "board.bat": "set RAM_SMALL=1\nset RAM_LARGE=2\nset BOARD_RAM=%RAM_LARGE%\n",
            "sources.cmn": """
            ADEFINES=$(ADEFINES) -pd "RAM_SMALL SETA $(RAM_SMALL)"
            ADEFINES=$(ADEFINES) -pd "RAM_LARGE SETA $(RAM_LARGE)"
            ADEFINES=$(ADEFINES) -pd "BOARD_RAM SETA $(BOARD_RAM)"
            """,
        ])
        var inputs = MapInputs(tables: ["t.inc"])
        inputs.batchFiles = ["board.bat"]
        inputs.sourcesFiles = ["sources.cmn"]
        let reading = MapReader(inputs, sources: sources).read()
        #expect(reading.findings.isEmpty)
        #expect(reading.rows() == ["80000000>50000000:256M"])
        // The environment alone is nothing that the assembler sees.
        inputs.sourcesFiles = []
        #expect(MapReader(inputs, sources: sources).read().rows() == [])
    }

    @Test func `variables of the environment decide a bib file`() {
        let bib = """
            MEMORY
            IF IMGFLASH
                NK   90000000 02000000 RAMIMAGE
            ELSE
                NK   80200000 02000000 RAMIMAGE
            ENDIF
                RAM  82200000 01000000 RAM
            CONFIG
                OUTPUT=$(_FlatReleaseDir)
            IF WINCEDEBUG=debug
                ROMFLAGS=1
            ENDIF
            """
        let sources = MemorySources([
            "config.bib": bib, "board.bat": "set IMGFLASH=\n", "other.bat": "set IMGFLASH=1\n",
        ])
        var inputs = MapInputs(bibs: ["config.bib"])
        inputs.batchFiles = ["board.bat"]
        let cleared = MapReader(inputs, sources: sources).read()
        #expect(cleared.findings.isEmpty, "\(cleared.findings)")
        #expect(cleared.regions.first == "NK 80200000+2000000 RAMIMAGE")
        #expect(cleared.map.settings.map(\.key) == ["OUTPUT"])
        inputs.batchFiles = ["other.bat"]
        #expect(MapReader(inputs, sources: sources).read().regions.first == "NK 90000000+2000000 RAMIMAGE")
    }

    @Test(arguments: [
        "A=x\n" + String(repeating: "A=$(A)$(A)\n", count: 200), "!INCLUDE sources.cmn\n",
        "!ELSE\n!ENDIF\n!IF\n!IF (((\n",
        String(repeating: "A=\\\n", count: 100_000), (0..<20_000).map { "V\($0)=1\n" }.joined(), "A=$(\n$\n=x\n!\n",
    ])
    func `sources files without end or sense come to an end`(_ text: String) {
        let sources = MemorySources(["sources.cmn": text])
        var inputs = MapInputs()
        inputs.sourcesFiles = ["sources.cmn"]
        let findings = MapReader(inputs, sources: sources).read().findings
        #expect(findings.allSatisfy { ["CE0002", "CE0007"].contains($0.id) && $0.severity == .warning })
    }
}
