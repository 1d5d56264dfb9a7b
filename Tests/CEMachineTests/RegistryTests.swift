import Testing

@testable import CECheckers
@testable import CEDevices
@testable import CEKernel
@testable import CEMachine
@testable import CEMemory
@testable import Coredll

@Suite struct RegistryTests {
    @Test func `values are found in any case and keep the order of making`() {
        let registry = Registry()
        registry.set("Drivers\\BuiltIn\\SMD", "Dll", .string("smd.dll"))
        registry.set("Drivers\\BuiltIn\\SMD", "Order", .dword(7))
        registry.set("drivers\\builtin\\ABC", "Flags", .dword(0))
        #expect(registry.value("DRIVERS\\builtin\\smd", "DLL") == .string("smd.dll"))
        #expect(registry.value("Drivers\\BuiltIn\\SMD", "order") == .dword(7))
        #expect(registry.value("Drivers\\BuiltIn\\SMD", "Prefix") == nil)
        #expect(registry.value("Drivers\\BuiltIn\\XYZ", "Dll") == nil)
        #expect(registry.subkeys("Drivers\\BuiltIn") == ["SMD", "ABC"])
    }

    @Test func `each kind of value comes back as it was set`() {
        let registry = Registry()
        let values: [RegistryValue] = [
            .dword(0xFFFF_FFFF), .string(""), .string("Gerät 😀"), .multiString(["a", "bc"]), .multiString([]),
            .binary([]),
            .binary([1, 2, 3]),
        ]
        for (index, value) in values.enumerated() { registry.set("K", "\(index)", value) }
        for (index, value) in values.enumerated() { #expect(registry.value("K", "\(index)") == value) }
    }

    @Test func `a string has two bytes a character and its terminator`() {
        #expect(StoredRegistryValue(.string("ab")).bytes == [0x61, 0, 0x62, 0, 0, 0])
        #expect(StoredRegistryValue(.multiString(["a"])).bytes == [0x61, 0, 0, 0, 0, 0])
        #expect(StoredRegistryValue(.dword(0x0102_0304)).bytes == [4, 3, 2, 1])
    }

    @Test func `bytes that do not fit their type are shown as bytes`() {
        #expect(StoredRegistryValue(type: 4, bytes: [1, 2, 3]).value == .binary([1, 2, 3]))
        #expect(StoredRegistryValue(type: 99, bytes: [1]).value == .binary([1]))
        #expect(StoredRegistryValue(type: 1, bytes: [0x61, 0, 0x62]).value == .string("a"))
        #expect(StoredRegistryValue(type: 1, bytes: []).value == .string(""))
    }

    @Test func `deleting a key takes all below it and the others stay`() throws {
        let registry = Registry()
        registry.set("A\\B\\C", "x", .dword(1))
        registry.set("A\\D", "x", .dword(2))
        let key = try #require(registry.find("A\\B\\C", under: registry.machine))
        registry.deleteKey("a\\b")
        #expect(key.isDeleted)
        #expect(registry.value("A\\B\\C", "x") == nil)
        #expect(registry.value("A\\D", "x") == .dword(2))
        #expect(registry.subkeys("A") == ["D"])
        #expect(throws: CEError.fileNotFound) { try registry.delete("A\\B", under: registry.machine) }
        #expect(throws: CEError.invalidParameter) { try registry.delete("", under: registry.machine) }
    }

    @Test func `a deleted value leaves the others reachable`() throws {
        let registry = Registry()
        for name in ["a", "b", "c"] { registry.set("K", name, .dword(1)) }
        let key = try #require(registry.find("K", under: registry.machine))
        try registry.deleteValue("A", in: key)
        #expect(key.values.all.map(\.name) == ["b", "c"])
        #expect(registry.value("K", "c") == .dword(1))
        #expect(throws: CEError.fileNotFound) { try registry.deleteValue("a", in: key) }
    }

    @Test func `depths, names and values have limits`() throws {
        let registry = Registry()
        let deep = (0..<16).map { "k\($0)" }.joined(separator: "\\")
        #expect(registry.set(deep, "x", .dword(1)))
        #expect(!registry.set(deep + "\\k", "x", .dword(1)))
        #expect(!registry.set(String(repeating: "n", count: 256), "x", .dword(1)))
        #expect(registry.set("K", "x", .binary([UInt8](repeating: 0, count: 4096))))
        #expect(!registry.set("K", "x", .binary([UInt8](repeating: 0, count: 4097))))
        #expect(!registry.set("K", String(repeating: "n", count: 256), .dword(1)))
    }

    @Test func `what is deleted can be written again without end`() throws {
        let registry = Registry()
        let value = RegistryValue.binary([UInt8](repeating: 0, count: 4096))
        for round in 0..<50 {
            let written = (0..<100).filter { registry.set("Big\\\(round)", "\($0)", value) }
            #expect(written.count == 100)
            registry.deleteKey("Big")
        }
        var written = 0
        while registry.set("Full\\\(written / 256)", "\(written)", value) { written += 1 }
        #expect(written == 4056)
    }

    @Test func `a key or value among thousands goes without a look at the others`() throws {
        let work = HostWork()
        let registry = Registry(work)
        for number in 0..<10_000 { registry.set("K", "v\(number)", .dword(UInt32(number))) }
        let key = try #require(registry.find("K", under: registry.machine))
        for number in 0..<1000 {
            try registry.deleteValue("V\(number)", in: key)
            registry.set("K", "v\(number)", .dword(7))
        }
        #expect(work.entries == 0)
        #expect(key.value(at: 0, work)?.name == "v1000")
        #expect(work.entries > 10_000)
        #expect(key.value(at: 9999, work)?.name == "v999")
        #expect(key.value(at: 10_000, work) == nil)
        #expect(registry.information(key).values == 10_000)
        #expect(registry.information(key).longestName == 5)
    }
}
