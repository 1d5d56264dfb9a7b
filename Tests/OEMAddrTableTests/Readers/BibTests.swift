import Diagnostics
import GuestAddress
import OEMAddrTable
import Testing

/// Every form of config.bib that shipped BSPs use.
struct BibTests {
    @Test func `regions of every type, with and without $()`() throws {
        let reading = readBib(
            """
            ; comment
            MEMORY
                ARGS        80000000  00001000  RESERVED     ; boot arguments
            \tNK\t\t80001000  03FFF000  RAMIMAGE
                RAM         84000000  0B000000  RAM
            XIP         0x8F000000 $(XIP_SIZE) NANDIMAGE
                $(LAST)     8F800000  00100000  reserved
                EXT         8F900000  00100000  EXTENSION  NK
                OLD         8FA00000  1000      ROMx8
                nk.exe:dwBootFlag       00000000 00000001 FIXUPVAR
                kernel.dll:g_pValue     0        0x5      FIXUPVAR
                cbNKPagingPoolSize      00000000 00300000 FIXUPVAR
                RESERVE     8FB00000  00001000
            """, defines: ["XIP_SIZE": "00800000", "LAST": "DISPLAY"])
        #expect(reading.findings.isEmpty)
        #expect(
            reading.regions == [
                "ARGS 80000000+1000 RESERVED", "NK 80001000+3fff000 RAMIMAGE", "RAM 84000000+b000000 RAM",
                "XIP 8f000000+800000 NANDIMAGE", "DISPLAY 8f800000+100000 RESERVED", "EXT 8f900000+100000 EXTENSION",
                "OLD 8fa00000+1000 ROMx8", "RESERVE 8fb00000+1000 RESERVED",
            ])
        #expect(reading.map.regions[5].extended == "NK")
        #expect(reading.map.fixups.map(\.module) == ["nk.exe", "kernel.dll", nil])
        #expect(reading.map.fixups.map(\.variable) == ["dwBootFlag", "g_pValue", "cbNKPagingPoolSize"])
        #expect(reading.map.fixups.map(\.value) == [1, 5, 0x30_0000])
        let region = try #require(reading.map.regions.first)
        #expect(region.location == SourceLocation(file: "config.bib", line: 3, column: 5, length: 40))
        #expect(region.location(of: \.sizePlace).description == "config.bib:3:27")
    }

    @Test func `CONFIG keys`() {
        let reading = readBib(
            """
            CONFIG
               AUTOSIZE=ON
            ROMSTART = 80000000
               ROMSIZE =00040000
               ROMWIDTH= 32
               ROMOFFSET=0x17DD0000 ; moved
               FSRAMPERCENT=0x10101010 (2 Mb 12.5%)
               AUTOSIZE_CHAIN NK ON
               COMPRESSION=$(PACK)
               OUTPUT = $(NOWHERE)
            """, defines: ["PACK": "OFF"])
        #expect(
            reading.map.settings.map { "\($0.key)=\($0.value)" } == [
                "AUTOSIZE=ON", "ROMSTART=80000000", "ROMSIZE=00040000", "ROMWIDTH=32", "ROMOFFSET=0x17DD0000",
                "FSRAMPERCENT=0x10101010", "AUTOSIZE_CHAIN=ON", "COMPRESSION=OFF", "OUTPUT=$(NOWHERE)",
            ])
        #expect(reading.map.settings[6].region == "NK")
        #expect(reading.map.settings[1].hexadecimalValue == 0x8000_0000)
        #expect(reading.map.settings[3].decimalValue == 32)
        #expect(reading.map.settings[0].isOn == true)
        #expect(reading.map.settings[4].location.description == "config.bib:6:4")
        #expect(reading.marks == ["CE0009@10:13"])
        #expect(reading.findings.first?.severity == .warning)
    }

    @Test(arguments: [
        ("IF VAR", ["VAR": "1"], true), ("IF VAR", [:], false), ("IF VAR !", [:], true),
        ("IF VAR!", ["VAR": "1"], false),
        ("IF VAR;", ["VAR": "1"], true), ("IF VAR=debug", ["VAR": "debug"], true),
        ("IF VAR=debug", ["VAR": "retail"], false),
        ("IF VAR == 3", ["VAR": "3"], true), ("IF $(VAR)==$(OTHER)", ["VAR": "a", "OTHER": "a"], true),
        ("IF $(VAR)==$()", [:], true), ("IF (VAR || OTHER) && !(NONE)", ["OTHER": "1"], true),
        ("if VAR", ["VAR": "1"], true), ("#if defined VAR", ["VAR": "1"], true), ("#if defined(VAR)", [:], false),
        ("#if (defined(VAR) || defined(OTHER))", ["OTHER": "1"], true), ("#if ! defined (VAR)", [:], true),
        ("\t#if VAR == 2", ["VAR": "2"], true), ("#if $(VAR)==$()", [:], true),
        ("#if $(VAR)==$()", ["VAR": "5"], false),
        ("#ifdef VAR", ["VAR": "1"], true), ("#ifndef VAR", ["VAR": "1"], false),
        ("#if VAR > 1 && defined VAR", ["VAR": "2"], true),
    ])
    func `conditions`(_ opening: String, _ defines: [String: String], _ isTrue: Bool) {
        let isBib = !opening.contains("#")
        let (otherwise, end) = isBib ? ("ELSE", "ENDIF VAR=value ; end") : ("#else", "#endif ; end")
        let reading = readBib(
            "MEMORY\n\(opening)\n A 80000000 1000 RAM\n\(otherwise)\n B 80000000 1000 RAM\n\(end)\n", defines: defines)
        #expect(reading.map.regions.map(\.name) == [isTrue ? "A" : "B"])
        #expect(reading.findings.allSatisfy { $0.severity == .note })
    }

    @Test func `IF inside #else inside IF, each closed by its own`() {
        let text = """
            MEMORY
            IF OUTER
            #if defined INNER
              A 80000000 1000 RAM
            #elif (defined THIRD)
              D 80000000 1000 RAM
            #else
              IF DEEP
                B 80000000 1000 RAM
              ELSE
                C 80000000 1000 RAM
              ENDIF DEEP
            #endif
            ELSE
              E 80000000 1000 RAM
            ENDIF OUTER !
            """
        func names(_ defines: [String]) -> [String] {
            readBib(text, defines: Dictionary(uniqueKeysWithValues: defines.map { ($0, "1") })).map.regions.map(\.name)
        }
        #expect(names([]) == ["E"])
        #expect(names(["OUTER"]) == ["C"])
        #expect(names(["OUTER", "DEEP"]) == ["B"])
        #expect(names(["OUTER", "THIRD"]) == ["D"])
        #expect(names(["OUTER", "INNER", "DEEP"]) == ["A"])
        let crossed = readBib("MEMORY\nIF X\n#if 1\nENDIF\n A 80000000 1000 RAM\n#endif\n", defines: ["X": "1"])
        #expect(crossed.marks == ["CE0007@4:1"])
        #expect(crossed.map.regions.map(\.name) == ["A"])
    }

    @Test func `defines in conditionals, names and values through $()`() {
        let text = """
            #if defined IMGRAM64
            #define NKNAME  XIPKERNEL ; the kernel alone
            #define NKSTART 80200000  ; start
            #else
            #define NKNAME  NK
            #define NKSTART 0x80100000
            #endif
            #define NKLEN   02000000
            MEMORY
              $(NKNAME)  $(NKSTART)  $(NKLEN)  RAMIMAGE
            """
        #expect(readBib(text).regions == ["NK 80100000+2000000 RAMIMAGE"])
        #expect(readBib(text, defines: ["IMGRAM64": "1"]).regions == ["XIPKERNEL 80200000+2000000 RAMIMAGE"])
    }

    @Test func `a header with C comments, another bib, and an include that is missing`() {
        let reading = readBib(
            """
            #include "$(_TARGETPLATROOT)\\SRC\\INC\\Image_Cfg.h"
            #include "nowhere.h"
            MEMORY
             NK  $(IMAGE_NK_START) $(IMAGE_NK_SIZE) RAMIMAGE
            CONFIG
             AUTOSIZE=ON
            #include "$(_FLATRELEASEDIR)\\more.bib"
            """,
            files: [
                "inc/image_cfg.h":
                    "#ifndef IMAGE_CFG_H\n#define IMAGE_CFG_H\n/* the image\n starts here */\n#define BASE 0x80000000 // RAM\n#define IMAGE_NK_START (BASE + 0x1000)\n#define IMAGE_NK_SIZE (32*1024*1024) /* 32 MB */\n#endif\n",
                "rel/more.bib": "MEMORY\n RAM 84000000 1000 RAM\n",
            ])
        #expect(reading.regions == ["NK 80001000+2000000 RAMIMAGE", "RAM 84000000+1000 RAM"])
        #expect(reading.marks == ["CE0011@2:1"])
        #expect(reading.map.regions.last?.location.file == "rel/more.bib")
        #expect(reading.constants["IMAGE_NK_SIZE"] == 0x200_0000)
    }

    @Test func `comments of every kind, other sections, @CESYSGEN`() {
        let reading = readBib(
            """
            /*++
               RAM 80000000 1000 RAM
            --*/
            MEMORY   // the memory
            ; @CESYSGEN IF CE_MODULES_NK
              NK 80000000 00100000 RAMIMAGE // kernel
            ; @CESYSGEN ENDIF
            MODULES
              nk.exe  $(_FLATRELEASEDIR)\\nk.exe  NK SH
            FILES
              a b c d e f g h
            CONFIG
              COMPRESSION=ON ; @CESYSGEN
            """)
        #expect(reading.findings.isEmpty)
        #expect(reading.regions == ["NK 80000000+100000 RAMIMAGE"])
        #expect(reading.map.settings.count == 1)
    }

    @Test func `reading goes on behind bad lines`() {
        let reading = readBib(
            """
              STRAY 80000000 1000 RAM
            MEMORY
              A 80000000 1000
              B 8000000G 1000 RAM
              C 80000000 1000 WHATEVER
              D 180000000 1000 RAM
              E $(NONE) 1000 RAM
              OK 80000000 1000 RAM
            CONFIG
              NONSENSE
            #error no such board
            ENDIF
            """)
        #expect(reading.regions == ["OK 80000000+1000 RAM"])
        #expect(
            reading.marks == [
                "CE0004@1:3", "CE0008@3:3", "CE0005@4:5", "CE0015@5:19", "CE0010@6:5", "CE0009@7:5", "CE0004@10:3",
                "CE0019@11:1", "CE0007@12:1",
            ])
    }

    @Test func `an empty bib and one without a final newline`() {
        #expect(readBib("\r\n\r\n#include \"gone.h\"").marks == ["CE0011@3:1", "CE0026@0:0"])
        #expect(readBib("MEMORY\r\n\tNK\t80000000\t1000\tRAMIMAGE").regions == ["NK 80000000+1000 RAMIMAGE"])
    }

    @Test func `variants of a bib`() {
        let sources = MemorySources([
            "config.bib":
                "MEMORY\nIF MODE=small\n A 80000000 1000 RAM\nENDIF\nIF MODE=large\n B 80000000 2000 RAM\nENDIF\n"
        ])
        let (variants, _) = MapReader(MapInputs(bibs: ["config.bib"]), sources: sources).variants()
        #expect(variants.map { $0.reading.map.regions.map(\.name) } == [[], ["A"], ["B"]])
    }
}
