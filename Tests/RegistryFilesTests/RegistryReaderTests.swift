import Diagnostics
import OEMAddrTable
import RegistryFiles
import TestSupport
import Testing

/// What a text says, with the findings of reading it.
private func read(
    _ text: String, _ variables: [String: String] = [:], others: [String: String] = [:]
) -> RegistryReading {
    let sources = MemorySources(others.merging(["platform.reg": text]) { $1 })
    let reader = RegistryReader(sources: sources, variables: variables)
    reader.read("platform.reg")
    return reader.reading
}

/// The value that a line alone gives.
private func data(_ line: String, _ variables: [String: String] = [:]) -> RegistryData? {
    for change in read("[HKEY_LOCAL_MACHINE\\K]\n" + line, variables).changes {
        if case .set("V", let data) = change.action { return data }
    }
    return nil
}

private func messages(_ reading: RegistryReading) -> [String] {
    reading.findings.map { "\($0.location): \($0.severity.rawValue): \($0.message)" }
}

@Suite struct RegistryReaderTests {
    @Test func `values of every type`() {
        #expect(data("\"V\"=dword:1F") == .dword(0x1F))
        #expect(data("\"V\" = dword: 8000abcd ; remark") == .dword(0x8000_ABCD))
        #expect(data("\"V\"=\"a\\\\b \\\"c\\\" ; d\"") == .string("a\\b \"c\" ; d"))
        #expect(data("\"V\"=\"\\Demo\\x.dll\"") == .string("\\Demo\\x.dll"))
        #expect(data("\"V\"=hex:01,02, 0f,") == RegistryData(type: 3, bytes: [1, 2, 15]))
        #expect(data("\"V\"=hex:01,\\\r\n   02,\\\r\n03") == RegistryData(type: 3, bytes: [1, 2, 3]))
        #expect(data("\"V\"=hex(7):41,00,00,00,00,00") == .multiString(["A"]))
        #expect(data("\"V\"=multi_sz:\"a\",\"b\"") == .multiString(["a", "b"]))
        #expect(data("\"V\"=multi_sz:\"a\",\n  \"b\",\\\n\"c\"") == .multiString(["a", "b", "c"]))
        #expect(data("\"V\"=mui_sz:\"demo.dll,#101\"") == .string("demo.dll,#101", type: 21))
        #expect(data("V=dword:2") == .dword(2))
    }

    @Test func `a list ends where the next value begins`() {
        let reading = read("[HKEY_LOCAL_MACHINE\\K]\n\"A\"=multi_sz:\"x\",\n\"B\"=dword:3\n@=\"d\"\n\"C\"=-")
        #expect(
            reading.changes.map(\.action) == [
                .addKey, .set(name: "A", .multiString(["x"])), .set(name: "B", .dword(3)),
                .set(name: "", .string("d")), .deleteValue(name: "C"),
            ])
        #expect(reading.findings.isEmpty)
    }

    @Test func `keys, their roots and deletions`() {
        let reading = read(
            "REGEDIT4\n[HKEY_LOCAL_MACHINE\\Drivers\\BuiltIn\\A]  ; first\n[-HKEY_CURRENT_USER\\X]\n[HKLM]\n")
        #expect(reading.changes.map(\.path) == ["Drivers\\BuiltIn\\A", "X", ""])
        #expect(reading.changes.map(\.root) == [.localMachine, .currentUser, .localMachine])
        #expect(reading.changes[1].action == .deleteKey)
        #expect(reading.changes[1].location == SourceLocation(file: "platform.reg", line: 3))
    }

    @Test func `conditions of the build, the preprocessor and components`() {
        let lines = """
            [HKEY_LOCAL_MACHINE\\K]
            IF BSP_A
            "1"=dword:1
            ELSE BSP_A !
            "2"=dword:1
            ENDIF ; BSP_A
            IF BSP_B !
            "3"=dword:1
            ENDIF
            IF BSP_N == "7"
            "4"=dword:1
            ENDIF
            IF BSP_A ! || BSP_N=7 !
            "5"=dword:1
            ENDIF
            #if ! (defined BSP_A || defined BSP_B)
            "6"=dword:1
            #elif $(BSP_N)==7
            "7"=dword:1
            #endif
            ; @CESYSGEN IF CE_MODULES_USB
            "8"=dword:1
            ; @CESYSGEN ELSE
            "9"=dword:1
            ; @CESYSGEN ENDIF CE_MODULES_USB
            ; @CESYSGEN IF CE_MODULES_GWES || CE_MODULES_OFF
            "10"=dword:1
            ; @CESYSGEN ENDIF
            """
        func names(_ variables: [String: String]) -> [String] {
            read(lines, variables).changes.compactMap { if case .set(let name, _) = $0.action { name } else { nil } }
        }
        #expect(
            names(["BSP_A": "1", "bsp_n": "7", "CE_MODULES_USB": "1", "CE_MODULES_OFF": "0"]) == [
                "1", "3", "4", "7", "8", "10",
            ])
        #expect(
            names(["BSP_B": "0", "CE_MODULES_USB": "0", "CE_MODULES_GWES": "0", "CE_MODULES_OFF": "0"]) == [
                "2", "5", "9",
            ])
        // What nothing decides is kept, with its ELSE.
        #expect(names([:]) == ["2", "3", "5", "6", "8", "9", "10"])
    }

    @Test func `variables, definitions and includes`() {
        let reading = read(
            """
            #define ROOT HKEY_LOCAL_MACHINE\\Drivers
            #define BASE 4806A000
            #include "$(DIR)\\more.reg"
            [$(ROOT)\\BuiltIn\\Serial]
            "MemBase"=dword:BASE
            "Dll"=$(DLL)
            """, ["DIR": "files", "DLL": "\"serial.dll\""],
            others: ["files/more.reg": "[HKEY_LOCAL_MACHINE\\More]\n\"A\"=dword:1"])
        #expect(reading.findings.isEmpty)
        #expect(reading.changes.map(\.path).first == "More")
        #expect(reading.changes.last?.path == "Drivers\\BuiltIn\\Serial")
        #expect(
            reading.changes.suffix(2).map(\.action) == [
                .set(name: "MemBase", .dword(0x4806_A000)), .set(name: "Dll", .string("serial.dll")),
            ])
    }

    @Test func `what is wrong is told with its line`() {
        #expect(
            messages(
                read(
                    """
                    [HKEY_LOCAL_MACHINE\\K]
                    "A"=dword:0x10
                    "B"="half
                    "C"=dword:LOC_LCID
                    HKEY_LOCAL_MACHINE\\X]
                    "D"=dword:1
                    [HKEY_LOCAL_MACHINE\\Y
                    [HKEY_LOKAL\\Z]
                    #include "gone.reg"
                    [$(NOTHING)\\Z]
                    ----
                    IF BSP_A
                    """)) == [
                    "platform.reg:2: error: 'A': dword:0x10: the digits are hexadecimal, without 0x",
                    "platform.reg:3: error: 'B': the text has no '\"' at its end",
                    "platform.reg:4: warning: 'C' is left out: nothing defines LOC_LCID",
                    "platform.reg:5: warning: 'HKEY_LOCAL_MACHINE\\X]' is no line of a .reg file; it is left out",
                    "platform.reg:7: error: the key has no ']' at its end; it is left out with its values",
                    "platform.reg:8: error: 'HKEY_LOKAL\\Z' begins with no root of the registry; it is left out with "
                        + "its values",
                    "platform.reg:9: warning: 'gone.reg' is not there; what it says is not known",
                    "platform.reg:10: warning: $(NOTHING) is not defined",
                    "platform.reg:11: warning: '----' is no line of a .reg file; it is left out",
                    "platform.reg:12: warning: this condition has no end in its file",
                ])
        #expect(
            messages(read("#include \"platform.reg\"")) == [
                "platform.reg:1: error: 'platform.reg' includes itself"
            ])
    }

    @Test(arguments: [[0xFF, 0xFE], [0xFE, 0xFF], []] as [[UInt8]])
    func `every encoding`(mark: [UInt8]) {
        let text = "[HKEY_LOCAL_MACHINE\\K]\r\n\"V\"=\"ü\"\r\n"
        let bytes: [UInt8] =
            mark.isEmpty
            ? text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
            : mark
                + text.utf16.flatMap { unit -> [UInt8] in
                    let (low, high) = (UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8))
                    return mark[0] == 0xFF ? [low, high] : [high, low]
                }
        let reader = RegistryReader(sources: MemorySources([SourceFile(path: "a.reg", bytes: bytes)]))
        reader.read("a.reg")
        #expect(reader.reading.changes.last?.action == .set(name: "V", .string("ü")))
    }

    @Test(arguments: ["\n", "\r\n", "\r"]) func `every end of a line`(end: String) {
        let lines = ["; a comment", "[HKEY_LOCAL_MACHINE\\K]", "\"V\"=\"x\"", "\"W\"=dword:", ""]
        let source = SourceFile(path: "a.reg", bytes: Array(lines.joined(separator: end).utf8))
        let reader = RegistryReader(sources: MemorySources([source]))
        reader.read("a.reg")
        #expect(reader.reading.changes.last?.action == .set(name: "V", .string("x")))
        #expect(reader.reading.findings.map(\.location.line) == [4])
    }

    @Test func `hostile files end in errors`() {
        let long = String(repeating: "a", count: 300)
        let doubled = (0..<40).map { "#define A $(A)$(A)x\($0)" }.joined(separator: "\n")
        let nested = String(repeating: "IF A\n", count: 1001)
        let negated = "IF " + String(repeating: "(", count: 100_000)
        for text in [
            "[HKEY_LOCAL_MACHINE\\\(long)]", "[HKEY_LOCAL_MACHINE" + String(repeating: "\\a", count: 17) + "]",
            "#define A \(long)\n" + doubled, nested, "\0\u{1}\u{2}",
            "[HKEY_LOCAL_MACHINE\\K]\n\"V\"=hex:" + String(repeating: "00,", count: 5000),
        ] {
            #expect(read(text).findings.contains { $0.severity == .error }, "\(text.prefix(40))")
        }
        #expect(read(negated).findings.first?.severity == .warning)
    }

    @Test func `a long file takes its time once`() {
        let line = "\"Value\"=multi_sz:\"a\",\"b\"\n"
        let text = "[HKEY_LOCAL_MACHINE\\K]\n" + String(repeating: line, count: 20_000)
        #expect(read(text).changes.count == 20_001)
        #expect(read(String(repeating: "[]", count: 100_000)).changes.isEmpty)
        #expect(read(String(repeating: "stray\n", count: 20_000)).findings.count == 101)
    }
}

@Suite struct RegistryReplayTests {
    /// What fuzzing starts from and has found: read as the fuzzer reads it.
    @Test func `inputs of the fuzzer are read to their end`() throws {
        for name in try Fixtures.names(in: "fuzz-registry") {
            let bytes = try Fixtures.bytes("fuzz-registry/\(name)")
            let sources = MemorySources([
                SourceFile(path: "a.reg", bytes: bytes), SourceFile(path: "b.reg", bytes: bytes),
            ])
            let reader = RegistryReader(sources: sources, variables: ["A": "1", "ROOT": "HKEY_LOCAL_MACHINE"])
            reader.read("a.reg")
            #expect(!reader.reading.changes.isEmpty || !reader.reading.findings.isEmpty, "\(name)")
        }
    }
}
