import GuestAddress
import Testing

@testable import CECheckers
@testable import CEDevices
@testable import CEKernel
@testable import CEMachine
@testable import CEMemory
@testable import Coredll

/// What Microsoft-compiled drivers call in XXX_Init: interrupts, the OAL, their key, their bus, what CE 6 took away.
@Suite struct DriverServiceTests {
    private let guest: CallHarness

    init() throws { guest = try CallHarness() }

    private var input: UInt32 { guest.page + 0x800 }
    private var output: UInt32 { guest.page + 0x900 }
    private var returned: UInt32 { guest.page + 0x700 }

    private func control(_ code: UInt32, _ word: UInt32, room: UInt32 = 4) throws -> UInt32? {
        try guest.view.setWord(word, input)
        return try guest.call("KernelIoControl", code, input, 4, output, room, returned)
    }

    @Test func `a SYSINTR is handed out once an IRQ, and bound to one event`() throws {
        guest.enterKernel()
        #expect(try control(0x0101_0098, 42) == 1)
        #expect(try guest.view.word(output) == 24)
        #expect(try guest.view.word(returned) == 4)
        #expect(try control(0x0101_0098, 43) == 1)
        #expect(try guest.view.word(output) == 25)
        #expect(try control(0x0101_0098, 42) == 1)
        #expect(try guest.view.word(output) == 24)
        let event = try #require(try guest.call("CreateEventW", 0, 0, 0, 0))
        #expect(try guest.call("InterruptInitialize", 24, event, 0, 0) == 1)
        #expect(try guest.call("InterruptInitialize", 25, event, 0, 0) == 0)
        #expect(guest.thread.lastError == 87)
        #expect(
            try guest.call("InterruptInitialize", 24, try #require(try guest.call("CreateEventW", 0, 0, 0, 0)), 0, 0)
                == 0)
        #expect(try guest.call("InterruptInitialize", 72, event, 0, 0) == 0)
        #expect(try guest.call("InterruptInitialize", 26, 0, 0, 0) == 0)
        #expect(try guest.call("WaitForSingleObject", event, 0) == 0x102)
        #expect(try guest.call("SetInterruptEvent", 24) == 1)
        #expect(try guest.call("WaitForSingleObject", event, 0) == 0)
        #expect(try guest.call("SetInterruptEvent", 7) == 0)
        #expect(try guest.call("InterruptDisable", 24) == 0)
        #expect(try guest.call("InterruptInitialize", 25, event, 0, 0) == 1)
        #expect(try control(0x0101_00D8, 24) == 1)
        #expect(try control(0x0101_00D8, 24) == 0)
    }

    @Test func `the event of an interrupt is for one thread that waits for nothing else`() throws {
        guest.enterKernel()
        let event = try #require(try guest.call("CreateEventW", 0, 0, 0, 0))
        let other = try #require(try guest.call("CreateEventW", 0, 0, 0, 0))
        #expect(try guest.call("InterruptInitialize", 30, event, 0, 0) == 1)
        try guest.view.setWord(other, guest.page)
        try guest.view.setWord(event, guest.page + 4)
        #expect(try guest.call("WaitForMultipleObjects", 2, guest.page, 0, 0) == 0xFFFF_FFFF)
        #expect(guest.thread.lastError == 87)
        #expect(try guest.call("WaitForSingleObject", event, 0xFFFF_FFFF) == nil)
        let second = try guest.makeThread()
        guest.kernel.enter(guest.kernel.processes.nk, second)
        #expect(try guest.call("WaitForSingleObject", event, 10, by: second) == 0xFFFF_FFFF)
        // Who waited before cannot have the event bound.
        #expect(try guest.call("WaitForSingleObject", other, 0xFFFF_FFFF, by: second) == nil)
        #expect(try guest.call("InterruptInitialize", 31, other, 0, 0, by: try kernelThread()) == 0)
    }

    private func kernelThread() throws -> CEKernel.Thread {
        let thread = try guest.makeThread()
        guest.kernel.enter(guest.kernel.processes.nk, thread)
        return thread
    }

    @Test func `applications get few answers of the OAL, and nobody those that it has not`() throws {
        #expect(try control(0x0101_0098, 42) == 0)
        #expect(guest.thread.lastError == 5)
        #expect(try control(0x0101_0004, 0x104, room: 10) == 1)
        #expect(try guest.view.wideString(output) == "test")
        #expect(try control(0x0101_0004, 0x104, room: 9) == 0)
        #expect(guest.thread.lastError == 122)
        #expect(try guest.view.word(returned) == 10)
        #expect(try control(0x0101_0064, 0, room: 0x240) == 1)
        #expect(try guest.view.word(returned) == 0x240)
        guest.enterKernel()
        #expect(try control(0x0101_2000, 0) == 0)
        #expect(guest.thread.lastError == 50)
        #expect(guest.kernel.output.lines.last?.contains("no code 0x01012000") == true)
        #expect(try guest.call("KernelLibIoControl", 5, 0x0101_0098, input, 4, output, 4, 0) == 1)
        #expect(try guest.call("KernelLibIoControl", 3, 0x0101_0098, input, 4, output, 4, 0) == 0)
        #expect(guest.thread.lastError == 50)
        #expect(try guest.call("KernelLibIoControl", 0x1234_5677, 256, input, 4, output, 4, 0) == 0)
        #expect(guest.thread.lastError == 6)
        #expect(try guest.call("LoadIntChainHandler", try guest.text("none.dll"), try guest.text("H", at: 64), 5) == 0)
        #expect(guest.thread.lastError == 2)
    }

    @Test func `windows of a key are one number or lists of hexadecimal`() throws {
        let registry = guest.kernel.registry
        registry.set("Key", "BusNumber", .dword(1))
        registry.set("Key", "InterfaceType", .dword(0))
        registry.set("Key", "MemBase", .multiString(["49000000", "0x4A000000"]))
        registry.set("Key", "MemLen", .multiString(["1000", "20"]))
        registry.set("Key", "IoBase", .dword(0x300))
        #expect(try guest.call("RegOpenKeyExW", 0x8000_0002, try guest.text("Key"), 0, 0, returned) == 0)
        let key = try guest.view.word(returned)
        try guest.view.setWord(0x70, output)
        #expect(try guest.call("DDKReg_GetWindowInfo", key, output) == 87)
        try guest.view.setWord(0x74, output)
        // A base without a length.
        #expect(try guest.call("DDKReg_GetWindowInfo", key, output) == 13)
        registry.set("Key", "IoLen", .dword(8))
        #expect(try guest.call("DDKReg_GetWindowInfo", key, output) == 0)
        let words = (0..<29).map { try? guest.view.word(output + $0 * 4) }
        #expect(words[0..<6] == [0x74, 1, 0, 1, 0x300, 8])
        #expect(words[16..<21] == [2, 0x4900_0000, 0x1000, 0x4A00_0000, 0x20])
        registry.set("Key", "MemLen", .multiString(["1000"]))
        #expect(try guest.call("DDKReg_GetWindowInfo", key, output) == 13)
        #expect(try guest.call("DDKReg_GetWindowInfo", 0, output) == 87)
        #expect(try guest.call("DDKReg_GetWindowInfo", 0x1234_5677, output) == 6)
    }

    @Test func `interrupts and PCI numbers of a key`() throws {
        let registry = guest.kernel.registry
        registry.set("Key", "IsrDll", .string("giisr.dll"))
        registry.set("Key", "Irq", .dword(37))
        #expect(try guest.call("RegOpenKeyExW", 0x8000_0002, try guest.text("Key"), 0, 0, returned) == 0)
        let key = try guest.view.word(returned)
        try guest.view.setWord(0x10C, output)
        #expect(try guest.call("DDKReg_GetIsrInfo", key, output) == 13)
        registry.set("Key", "IsrHandler", .string("ISRHandler"))
        #expect(try guest.call("DDKReg_GetIsrInfo", key, output) == 0)
        #expect(try guest.view.word(output + 4) == 37)
        #expect(try guest.view.word(output + 8) == 0)
        #expect(try guest.view.wideString(output + 0x0C) == "giisr.dll")
        #expect(try guest.view.wideString(output + 0x8C) == "ISRHandler")
        try guest.view.setWord(0x34, output)
        #expect(try guest.call("DDKReg_GetPciInfo", key, output) == 2)
        for name in ["DeviceNumber", "FunctionNumber", "InstanceIndex"] { registry.set("Key", name, .dword(3)) }
        registry.set("Key", "VendorID", .dword(0x8086))
        #expect(try guest.call("DDKReg_GetPciInfo", key, output) == 0)
        #expect(try guest.view.word(output + 0x10) == 8)
        #expect(try guest.view.word(output + 0x20) == 0x8086)
    }

    @Test func `a bus handle translates, and everything else is none`() throws {
        guest.kernel.registry.set("Drivers\\Active\\77", "Key", .string("Key"))
        #expect(try guest.call("CreateBusAccessHandle", try guest.text("Drivers\\Active\\78")) == 0)
        let bus = try #require(try guest.call("CreateBusAccessHandle", try guest.text("Drivers\\Active\\77")))
        #expect(bus != 0)
        // Old convention: the address in r3 and the first word of the stack.
        #expect(try guest.call("TranslateBusAddr", bus, 0, 0, 0x4900_0010, 0, input, output) == 1)
        #expect(try guest.view.doubleword(output) == 0x4900_0010)
        #expect(try guest.view.word(input) == 0)
        #expect(try guest.call("TranslateSystemAddr", bus, 0, 0, 0x4900_0020, 0, output) == 1)
        #expect(try guest.view.doubleword(output) == 0x4900_0020)
        #expect(try guest.call("SetDevicePowerState", bus, 4, 0) == 1)
        #expect(try guest.call("GetDevicePowerState", bus, output, 0) == 1)
        #expect(try guest.view.word(output) == 4)
        #expect(try guest.call("SetDevicePowerState", bus, 5, 0) == 0)
        #expect(try guest.call("BusIoControl", bus, 1, 0, 0, 0, 0, 0, 0) == 0)
        #expect(guest.thread.lastError == 50)
        _ = try guest.call("CloseBusAccessHandle", bus)
        for name in ["TranslateBusAddr", "SetDevicePowerState", "BusIoControl", "BusChildIoControl"] {
            #expect(try guest.call(name, bus, 0, 0, 0, 0, 0, 0, 0) == 0)
            #expect(guest.thread.lastError == 6)
        }
        #expect(try guest.call("TranslateBusAddr", 0, 0, 0, 0, 0, input, output) == 0)
        #expect(guest.thread.lastError == 6)
    }

    @Test func `calls that CE 6 took away say so`() throws {
        #expect(try guest.call("MapCallerPtr", 0x1234, 16) == 0x1234)
        #expect(try guest.call("MapPtrToProcess", 0x1234, 0x42) == 0x1234)
        #expect(try guest.call("SetProcPermissions", 0xFFFF_FFFF) == 0)
        #expect(try guest.call("GetCurrentPermissions") == 0)
        #expect(try guest.call("SetKMode", 1) == 0)
        #expect(try guest.call("CeZeroPointer", 0x0E01_1234) == 0x0E01_1234)
        #expect(try guest.call("CeGetCallerTrust") == 2)
        let lines = guest.kernel.output.lines
        #expect(lines.count == 5)
        #expect(lines[0] == "MapCallerPtr, called from 0x00000000, is not supported since CE 6")
    }

    @Test func `a copy that meets a bad pointer is FALSE, not a fault`() throws {
        try guest.view.write([1, 2, 3, 4], guest.page)
        #expect(try guest.call("CeSafeCopyMemory", output, guest.page, 4) == 1)
        #expect(try guest.view.word(output) == 0x0403_0201)
        #expect(try guest.call("CeSafeCopyMemory", 0, guest.page, 4) == 0)
        #expect(try guest.call("CeSafeCopyMemory", output, 0x7000_0000, 4) == 0)
        #expect(try guest.call("CeSafeCopyMemory", 0, 0, 0) == 1)
    }

    @Test func `parts of the system that are not there never get ready`() throws {
        #expect(try guest.call("IsAPIReady", 20) == 1)
        #expect(try guest.call("IsAPIReady", 17) == 0)
        #expect(try guest.call("WaitForAPIReady", 0x56, 0) == 0)
        #expect(try guest.call("WaitForAPIReady", 0x51, 0) == 0x102)
        #expect(try guest.call("WaitForAPIReady", 0x51, 20) == nil)
        #expect(try guest.call("WaitForAPIReady", 200, 0) == 0xFFFF_FFFF)
        #expect(try guest.call("RequestPowerNotifications", 0, 0) == 0)
        #expect(guest.thread.lastError == 6)
        #expect(try guest.call("DevicePowerNotify", 0, 0, 0) == 87)
        #expect(try guest.call("ReportEventW", 0, 0, 0, 0, 0, 0, 0, 0, 0) == 0)
        #expect(guest.thread.lastError == 50)
    }

    @Test func `a handle is duplicated for another process or moved`() throws {
        let event = try #require(try guest.call("CreateEventW", 0, 1, 1, 0))
        #expect(try guest.call("DuplicateHandle", 0x42, event, 0x42, output, 0, 0, 2) == 1)
        let copy = try guest.view.word(output)
        #expect(copy != event)
        #expect(try guest.call("CloseHandle", event) == 1)
        #expect(try guest.call("WaitForSingleObject", copy, 0) == 0)
        #expect(try guest.call("DuplicateHandle", 0x42, copy, 0x42, output, 0, 0, 3) == 1)
        #expect(try guest.call("WaitForSingleObject", copy, 0) == 0xFFFF_FFFF)
        #expect(try guest.call("WaitForSingleObject", try guest.view.word(output), 0) == 0)
        #expect(try guest.call("DuplicateHandle", 0x42, copy, 0x42, output, 0, 0, 2) == 0)
        #expect(guest.thread.lastError == 6)
        #expect(try guest.call("DuplicateHandle", 0x42, copy, 0x42, output, 0, 1, 2) == 0)
        #expect(guest.thread.lastError == 87)
        #expect(try guest.call("DuplicateHandle", 0x42, copy, 0x42, 0, 0, 0, 2) == 0)
        #expect(try guest.call("CeDriverDuplicateCallerHandle", copy, 0, 0, 2) == 0)
        #expect(guest.thread.lastError == 50)
    }
}
