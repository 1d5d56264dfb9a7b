import Diagnostics
import OEMAddrTable
import Testing

/// masm's text equates.
struct MasmTextTests {
    private func read(_ text: String, defines: [String: String] = [:]) -> MapReading {
        readTable(text, name: "startup.asm", defines: defines)
    }

    @Test func `a text equate is no expression`() {
        let reading = read(
            """
            OFFSET32 EQU <OFFSET FLAT:>
            COMMENT_TEXT TEXTEQU <any thing, 12xyz ' at all>
            POINTER EQU dword ptr [ebp + 8]
            EMPTY EQU <>
            _TEXT SEGMENT para public 'TEXT'
            _OEMAddressTable:
                    dd 80000000h, 0, 04000000h
                    dd 0, 0, 0
            _TEXT ENDS
                    END
            """)
        #expect(reading.findings.isEmpty, "\(reading.findings)")
        #expect(reading.rows() == ["80000000>00000000:64M"])
    }

    @Test func `a text stands for its tokens wherever its name stands`() {
        let reading = read(
            """
            RAM_BASE EQU <80000000h>
            RAM_ROW TEXTEQU <RAM_BASE, 0, 04000000h>
            LAY_DOWN TEXTEQU <dd>
            _OEMAddressTable:
                    LAY_DOWN RAM_ROW
            IFDEF RAM_ROW
                    dd 90000000h, RAM_BASE - 40000000h, 00400000h
            ENDIF
                    dd 0, 0, 0
            """)
        #expect(reading.findings.isEmpty, "\(reading.findings)")
        #expect(reading.rows() == ["80000000>00000000:64M", "90000000>40000000:4M"])
    }

    @Test func `conditions on texts`() {
        let reading = read(
            """
            KIND EQU <Large>
            _OEMAddressTable:
            IFIDN <KIND>, <Small>
                    dd 80000000h, 0, 01000000h
            ELSE
            IFDIF <KIND>, <Small>
                    dd 80000000h, 0, 02000000h
            ENDIF
            ENDIF
            IFB <KIND>
                    dd 90000000h, 0, 01000000h
            ELSEIFDEF KIND
                    dd 90000000h, 40000000h, 01000000h
            ENDIF
            IFNB <>
                    dd 98000000h, 0, 01000000h
            ENDIF
                    dd 0, 0, 0
            """)
        #expect(reading.findings.isEmpty, "\(reading.findings)")
        #expect(reading.rows() == ["80000000>00000000:32M", "90000000>40000000:16M"])
    }

    @Test func `texts that name one another come to an end`() {
        let endless = read("A EQU <B>\nB EQU <A>\n_OEMAddressTable:\n    dd A, 0, 0400000h\n    dd 0, 0, 0\n")
        #expect(endless.findings.map(\.id) == ["CE0009"])
        let doubling = (0..<30).map { "T\($0) EQU <T\($0 + 1) T\($0 + 1)>\n" }.joined()
        #expect(read(doubling + "_OEMAddressTable:\n    dd T0\n").findings.map(\.id).contains("CE0002"))
        #expect(read("    EQU <x>\n").findings.map(\.id) == ["CE0004", "CE0013"])
    }
}
