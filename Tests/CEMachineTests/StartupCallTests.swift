import GuestAddress
import PEImage
import Testing

@testable import CECheckers
@testable import CEDevices
@testable import CEKernel
@testable import CEMachine
@testable import CEMemory
@testable import Coredll

/// What Microsoft-compiled images import, by the ordinals that they use.
@Suite struct StartupCallTests {
    @Test(
        arguments: [
            (1875, "__security_gen_cookie"), (2696, "__security_gen_cookie2"), (1876, "__report_gsfailure"),
            (1645, "_XcptFilter"), (1092, "_purecall"), (333, "LocalAllocTrace"), (2602, "LocalAllocTrace"),
            (81, "HeapAllocTrace"), (1999, "HeapAllocTrace"), (2528, "__GetUserKData"), (717, "GetVersionExW"),
            (89, "SystemParametersInfoW"), (1396, "OpenDeviceKey"), (1228, "GetCRTFlags"),
        ] as [(UInt32, String)])
    func `coredll's ordinals of each version lead to one function`(ordinal: UInt32, name: String) throws {
        let index = try #require(CallTable.standard.index(ofOrdinal: ordinal, in: .coredll))
        #expect(CallTable.standard.calls[index].name == name)
    }

    @Test(
        arguments: [
            (2, "HalAllocateCommonBuffer"), (3, "HalFreeCommonBuffer"), (6, "HalTranslateBusAddress"),
            (8, "MmMapIoSpace"), (9, "MmUnmapIoSpace"), (10, "READ_PORT_BUFFER_UCHAR"), (20, "READ_REGISTER_ULONG"),
            (22, "StallExecution"), (36, "WRITE_REGISTER_USHORT"),
        ] as [(UInt32, String)])
    func `ceddk is bound by ordinal`(ordinal: UInt32, name: String) throws {
        let index = try #require(CallTable.standard.index(ofOrdinal: ordinal, in: .ceddk))
        #expect(CallTable.standard.calls[index].name == name)
        #expect(Machine.imported(ordinal: ordinal, from: "CEDDK.dll")?.name == name)
        #expect(Machine.imported(name: name, from: "k.ceddk")?.ordinal == ordinal)
    }

    @Test func `a port or register has an address whose word stays when calls are added`() throws {
        let table = CallTable.standard
        let index = try #require(table.index(of: "READ_PORT_UCHAR", in: .ceddk))
        #expect(table.slots[index] == 0xE0D)
        #expect(Set(table.slots).count == table.slots.count)
    }

    @Test(
        arguments: [
            (
                "CEDDK.dll", "@37",
                "CEDDK.dll function CreateBusAccessHandle (ordinal 37) is not provided; a.dll called it from here"
            ),
            (
                "k.ceddk", "BusIoControl",
                "k.ceddk function BusIoControl (ordinal 50) is not provided; a.dll called it from here"
            ),
            (
                "ceddk.dll", "@101",
                "ceddk.dll function ordinal 101 is not provided; a.dll called it from here; ceddk's ordinals "
                    + "above 86 are a BSP's own, so its ceddk.dll has to be among the files"
            ),
            (
                "COREDLL.dll", "@8",
                "COREDLL.dll function InitLocale (ordinal 8) is not provided; a.dll called it from here"
            ),
            ("other.dll", "@8", "other.dll function ordinal 8 is not provided; a.dll called it from here"),
            ("other.dll", "InitLocale", "other.dll function InitLocale is not provided; a.dll called it from here"),
        ])
    func `a missing import has the name that its own library gives`(library: String, symbol: String, text: String) {
        #expect(MissingImport(library: library, symbol: symbol, importer: "a.dll").message(calledBy: "here") == text)
    }

    @Test func `__GetUserKData reads the word at an offset of the data page`() throws {
        let guest = try CallHarness()
        guest.kernel.scheduler.dataPage.show(guest.thread)
        #expect(try guest.call("__GetUserKData", 8) == guest.thread.id)
        #expect(try guest.call("__GetUserKData", 12) == guest.process.id)
        #expect(try guest.call("__GetUserKData", 0x304) == 4096)
        #expect(try guest.call("__GetUserKData", 0x30C) == 0xFFFF_F000)
        // Outside the page it is the caller's fault, which the harness shows as a failure.
        #expect(try guest.call("__GetUserKData", 0x3800) == 0)
    }

    @Test func `names of the board fit their buffer or give 122`() throws {
        let guest = try CallHarness()
        for code: UInt32 in 0x101...0x105 {
            #expect(try guest.call("SystemParametersInfoW", code, 10, guest.page, 0) == 1)
            #expect(try guest.view.wideString(guest.page) == "test")
            #expect(try guest.call("SystemParametersInfoW", code, 9, guest.page, 0) == 0)
            #expect(guest.thread.lastError == 122)
        }
        #expect(try guest.call("SystemParametersInfoW", 0xE0, 8, guest.page, 0) == 1)
        #expect(try guest.view.doubleword(guest.page) == 6)
        #expect(try guest.call("SystemParametersInfoW", 0x101, 10, 0, 0) == 0)
        #expect(try guest.call("SystemParametersInfoW", 48, 16, guest.page, 0) == 0)
        #expect(guest.thread.lastError == 87)
        #expect(guest.kernel.output.lines.count == 3)
    }

    @Test func `a version structure is filled as far as it says that it goes`() throws {
        let guest = try CallHarness()
        try guest.view.setWord(275, guest.page)
        #expect(try guest.call("GetVersionExW", guest.page) == 0)
        #expect(guest.thread.lastError == 122)
        try guest.view.setWord(276, guest.page)
        try guest.view.setWord(7, guest.page + 276)
        #expect(try guest.call("GetVersionExW", guest.page) == 1)
        #expect((1...4).map { try? guest.view.word(guest.page + $0 * 4) } == [6, 0, 0, 3])
        #expect(try guest.view.word(guest.page + 276) == 7)
    }
}
