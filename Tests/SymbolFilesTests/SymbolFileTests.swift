import GuestAddress
import SymbolFiles
import Testing

/// Names and lines of the guest programs' companions. The expected values are those of
/// `readelf --debug-dump=decodedline`.
@Suite struct SymbolFileTests {
    private func table(_ companion: Companion) throws -> SymbolTable { try SymbolFile.read(bytes: companion.bytes()) }

    private func name(_ address: UInt32, _ table: SymbolTable) -> String? {
        table.symbol(at: VirtualAddress(address)).map { "\($0.name)+\(address - $0.address)" }
    }

    private func line(_ address: UInt32, _ table: SymbolTable) -> String? {
        table.line(at: VirtualAddress(address)).map { "\($0.file):\($0.line)" }
    }

    @Test func `an ELF file with DWARF 4 gives names and lines`() throws {
        let table = try table(.dwarf4)
        #expect(table.hasLines)
        #expect(table.imageBase == nil)
        #expect(
            table.symbols.map(\.name) == [
                "DllMain", "SYM_Init", "SYM_Deinit", "SYM_Open", "SYM_Close", "SYM_IOControl", "CopyFrame", "TakeBlock",
                "GiveBlock", "ReadFrame", "SetLastError", "VirtualAlloc", "VirtualFree",
            ])
        let names: [(UInt32, String?)] = [
            (0x1000_0FFF, nil), (0x1000_1000, "DllMain+0"), (0x1000_1007, "DllMain+7"), (0x1000_1008, "SYM_Init+0"),
            (0x1000_1090, "CopyFrame+8"), (0x1000_10F0, "ReadFrame+4"), (0x1000_2000, nil), (0xFFFF_FFFF, nil),
        ]
        for (address, expected) in names { #expect(name(address, table) == expected, "\(address)") }
        let lines: [(UInt32, String?)] = [
            (0x1000_0FFF, nil), (0x1000_1000, "sym.c:12"), (0x1000_1004, "sym.c:12"), (0x1000_1008, "sym.c:19"),
            (0x1000_1040, "sym.c:69"), (0x1000_1044, "sym.c:75"), (0x1000_105C, nil), (0x1000_1060, "sym.c:79"),
            (0x1000_108C, "sym.c:48"), (0x1000_10EC, "sym.c:41"), (0x1000_1100, nil),
        ]
        for (address, expected) in lines { #expect(line(address, table) == expected, "\(address)") }
    }

    @Test func `an ELF file with DWARF 5 gives names and lines`() throws {
        let table = try table(.dwarf5)
        #expect(name(0x110B4, table) == "Ask+4")
        let lines: [(UInt32, String?)] = [
            (0x11000, "symapp.c:15"), (0x11018, "symapp.c:16"), (0x11040, nil), (0x11098, "symapp.c:21"),
            (0x110B0, "symapp.c:6"), (0x11108, "symapp.c:11"), (0x11200, nil),
        ]
        for (address, expected) in lines { #expect(line(address, table) == expected, "\(address)") }
    }

    @Test func `a map file of lld-link gives public and static names`() throws {
        let table = try table(.library)
        #expect(!table.hasLines)
        #expect(table.imageBase == VirtualAddress(0x1000_0000))
        #expect(table.timestamp == 0x4C00_0000)
        #expect(
            table.symbols.map(\.name) == [
                "DllMain", "SYM_Init", "SYM_Deinit", "SYM_Open", "SYM_Close", "SYM_IOControl", "CopyFrame", "TakeBlock",
                "GiveBlock", "ReadFrame", "SetLastError", "VirtualAlloc", "VirtualFree",
            ])
        #expect(name(0x1000_1084, table) == "CopyFrame+2")
        #expect(name(0x1000_0FFC, table) == nil)
        #expect(table.line(at: VirtualAddress(0x1000_1084)) == nil)
    }

    /// As link.exe of Platform Builder writes it, with a data symbol between the functions.
    @Test func `a map file of Microsoft's linker gives names`() throws {
        let text = """
             smd\r
            \r
             Timestamp is 4a5bc1d2 (Mon Jul 13 16:23:14 2009)\r
            \r
             Preferred load address is 10000000\r
            \r
             Start         Length     Name                   Class\r
             0001:00000000 00000d2cH .text                   CODE\r
             0002:00000000 00000100H .data                   DATA\r
            \r
              Address         Publics by Value              Rva+Base     Lib:Object\r
            \r
             0000:00000000       ___safe_se_handler_count   00000000     <absolute>\r
             0001:00000000       SMD_Init                   10001000 f   smd.obj\r
             0001:00000040       ?Copy@@YAHPAXI@Z           10001040 f   smd.obj\r
             0001:00000080       memcpy                     10001080 f i coredll:COREDLL.dll\r
             0001:000000c0       FromAssembler              100010c0     start.obj\r
             0002:00000000       g_state                    10002000     smd.obj\r
            \r
             entry point at        0001:00000000\r
            \r
             Static symbols\r
            \r
             0001:00000020       CheckFrame                 10001020 f   smd.obj\r
            """
        let table = try SymbolFile.read(bytes: Array(text.utf8))
        #expect(table.timestamp == 0x4A5B_C1D2)
        let expected: [(UInt32, String)] = [
            (0x1000_1000, "SMD_Init"), (0x1000_1020, "CheckFrame"), (0x1000_1040, "?Copy@@YAHPAXI@Z"),
            (0x1000_1080, "memcpy"), (0x1000_10C0, "FromAssembler"),
        ]
        #expect(table.symbols.map(\.address) == expected.map(\.0))
        #expect(table.symbols.map(\.name) == expected.map(\.1))
    }

    private func failure(_ text: String) -> String? {
        do { _ = try SymbolFile.read(bytes: Array(text.utf8)) } catch { return "\(error)" }
        return nil
    }

    @Test func `what is no companion is refused with the place`() throws {
        #expect(
            failure("hello\n")
                == "line 2: expected a map file of the linker with a line 'Address … Rva+Base', or an ELF file, found neither"
        )
        #expect(
            failure("Address Publics by Value Rva+Base\n")
                == "line 1: expected 'Preferred load address is' before the symbols, found none")
        var other = try Companion.dwarf4.bytes()
        other[18] = 3
        #expect(throws: SymbolFileError.self) { try SymbolFile.read(bytes: other) }
        other[4] = 2
        do { _ = try SymbolFile.read(bytes: other) } catch {
            #expect("\(error)" == "offset 0x4: expected a 32-bit little-endian ELF file, found another kind")
        }
    }

    @Test(arguments: Companion.allCases)
    func `a file cut at any length is a table or an error`(companion: Companion) throws {
        let bytes = try companion.bytes()
        var refused = 0
        for length in stride(from: 0, to: bytes.count, by: 7) {
            if (try? SymbolFile.read(bytes: Array(bytes[0..<length]))) == nil { refused += 1 }
        }
        #expect(refused > 10)
    }

    /// Reading random changes must end in a value or an error, and looking things up in it as well: a trap ends the
    /// test process.
    @Test(arguments: Companion.allCases)
    func `no change of bytes makes reading trap`(companion: Companion) throws {
        let original = try companion.bytes()
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        func random() -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state >> 8
        }
        var refused = 0
        for _ in 0..<1500 {
            var bytes = original
            for _ in 0..<Int(random() % 6 + 1) {
                // Half of the changes hit the end, where an ELF file has its tables.
                let start = random() % 2 == 0 ? 0 : bytes.count * 2 / 3
                let interesting: [UInt8] = [0, 0xFF, 0x7F, 0x80, UInt8(truncatingIfNeeded: random())]
                bytes[start + Int(random() % UInt64(bytes.count - start))] = interesting[Int(random() % 5)]
            }
            guard let table = try? SymbolFile.read(bytes: bytes) else {
                refused += 1
                continue
            }
            for address: UInt32 in [0, 0x1000_1000, 0x1_1000, UInt32.max] {
                _ = table.symbol(at: VirtualAddress(address))
                _ = table.line(at: VirtualAddress(address))
            }
        }
        #expect(refused > 20)
    }
}
