import Diagnostics
import OEMAddrTable
import Testing

/// image_cfg.h and image_cfg.inc.
struct ImageConstantTests {
    @Test func `the forms of a header`() {
        let reading = readConstants(
            """
            #pragma once
            #ifndef __IMAGE_CFG_H
            #define __IMAGE_CFG_H
            #define HEX 0x80001000
            #define PAREN (0x1000)
            #define PRODUCT (64*1024*1024)
            #define CHAIN (HEX + PAREN)
            #define CHAIN2 (CHAIN + \\
                            PAREN)
            #define GLUED 0x83F00000//0x83D00000
            #define BOTH 0x10 // a ; b
            #define SEMI 0x20 ; bib comment
            #define CAST ((DWORD)0x30)
            #define SUFFIX 1U
            #define LONG 0x40UL
            #define CALL OALPAtoVA(0x1000, TRUE)
            #define TEXT L"name"
            #define PASTE(x) 0x##x
            #define PASTED PASTE(8C00)
            #define SHIFT (1 << 20 | 3)
            #define TERNARY (1 ? 5 : 6)
            #define NEGATED (~0x0F & 0xFF)
            #if (defined HEX)
            #define IN_IF 1
            #endif
            #ifdef NOTHING
            #define OUT_IF 1
            #else
            #define IN_ELSE 1
            #endif
            #if (SUFFIX == 2)
            #define TWO 1
            #elif SUFFIX == 1
            #define ONE 1
            #endif
            /* #define COMMENTED 1
             * more */
            #undef SHIFT
            #endif
            """)
        #expect(reading.findings.allSatisfy { $0.severity == .note })
        #expect(
            reading.constants == [
                "HEX": 0x8000_1000, "PAREN": 0x1000, "PRODUCT": 0x400_0000, "CHAIN": 0x8000_2000, "CHAIN2": 0x8000_3000,
                "GLUED": 0x83F0_0000, "BOTH": 0x10, "SEMI": 0x20, "CAST": 0x30, "SUFFIX": 1, "LONG": 0x40,
                "PASTED": 0x8C00,
                "TERNARY": 5, "NEGATED": 0xF0, "IN_IF": 1, "IN_ELSE": 1, "ONE": 1,
            ])
        #expect(reading.map.constants.first { $0.name == "GLUED" }?.location.description == "image_cfg.h:10:1")
    }

    @Test func `the forms of an include file`() {
        let reading = readConstants(
            """
            ;; image layout
                    IF !:DEF: IMAGE_CFG_INC
            IMAGE_CFG_INC EQU 1
            HEX     EQU 0x80001000
            PAREN   EQU (0x1000)
            CHAIN   EQU (HEX + PAREN)
                    [ WIDE
            SIZE    EQU 64*1024*1024
                    |
            SIZE    EQU 32*1024*1024
                    ]
                    IF PAREN=0x1000
            EQUAL   EQU 1
                    ENDIF
                    ENDIF
                                END
            """, name: "image_cfg.inc", defines: ["WIDE": "{TRUE}"])
        #expect(reading.findings.isEmpty)
        #expect(
            reading.constants == [
                "IMAGE_CFG_INC": 1, "HEX": 0x8000_1000, "PAREN": 0x1000, "CHAIN": 0x8000_2000, "SIZE": 0x400_0000,
                "EQUAL": 1,
            ])
    }

    @Test func `a symbol defined twice with another value`() {
        #expect(readConstants("#define A 1\n#define A 1\n#define A 2\n").marks == ["CE0016@3:1"])
        #expect(readConstants("A EQU 1\nA EQU 1\nA EQU 2\n", name: "a.inc").marks == ["CE0016@3:1"])
    }
}
