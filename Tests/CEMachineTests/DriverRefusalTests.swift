import CECheckers
import GuestAddress
import Testing

@testable import CECheckers
@testable import CEKernel
@testable import CEMachine
@testable import CEMemory

/// Calls that drivers make say which rule they broke.
@Suite struct DriverRefusalTests {
    private let bench: RefusalBench

    init() throws { bench = try RefusalBench(inKernel: true) }

    @Test func `a SYSINTR and its event`() throws {
        let event = try bench.call("CreateEventW", 0, 0, 0, 0)
        #expect(
            try bench.reason("InterruptInitialize", 100, event, 0, 0)
                == "87 sysintr: SYSINTR 100 is not from 8 (SYSINTR_DEVICES) to 71: KernelIoControl with "
                + "IOCTL_HAL_REQUEST_SYSINTR gives the one of an IRQ")
        let mutex = try bench.call("CreateMutexW", 0, 0, 0)
        #expect(
            try bench.reason("InterruptInitialize", 30, mutex, 0, 0).hasSuffix(
                " is a mutex, and InterruptInitialize takes an event"))
        #expect(
            try bench.reason("InterruptInitialize", 30, 0, 0, 0)
                == "87 no-handle: hEvent is NULL: the call that should have made it has failed, or none was made")
        try bench.call("InterruptInitialize", 30, event, 0, 0)
        #expect(
            try bench.reason("InterruptInitialize", 30, try bench.call("CreateEventW", 0, 0, 0, 0), 0, 0)
                == "87 bound: SYSINTR 30 has an event already: InterruptDisable frees it")
        #expect(
            try bench.reason("InterruptInitialize", 31, event, 0, 0)
                == "87 bound: the event is bound to SYSINTR 30 already: each SYSINTR takes an event of its own")
    }

    @Test func `requests to the OAL name the code and the buffer`() throws {
        let irq = try bench.words(60)
        let sysintr = bench.harness.page + 0x80
        #expect(
            try bench.reason("KernelIoControl", 0x0101_0098, irq, 2, sysintr, 4, 0)
                == "87 buffer: nInBufSize is 2, and IOCTL_HAL_REQUEST_SYSINTR takes 4 bytes")
        #expect(
            try bench.reason("KernelIoControl", 0x0101_0098, irq, 4, 0, 0, 0)
                == "87 null: lpOutBuf is NULL, and the SYSINTR goes there")
        try bench.call("KernelIoControl", 0x0101_0098, irq, 4, sysintr, 4, 0)
        #expect(
            try bench.reason("KernelIoControl", 0x0101_00D8, irq, 4, 0, 0, 0)
                == "87 sysintr: 60 is an IRQ and no SYSINTR that was requested: the SYSINTR of IRQ 60 is 24")
        try bench.call("KernelIoControl", 0x0101_00D8, sysintr, 4, 0, 0, 0)
        #expect(
            try bench.reason("KernelIoControl", 0x0101_00D8, sysintr, 4, 0, 0, 0)
                == "87 sysintr: SYSINTR 24 was not requested, or was released before")
        #expect(
            bench.harness.machine.refusals.last?.arguments.first == "IOCTL_HAL_RELEASE_SYSINTR")
        #expect(
            try bench.reason("KernelIoControl", 0x1234_5678, 0, 0, 0, 0, 0)
                == "50 code: the OAL of this system does not answer the code 0x12345678")
    }

    @Test func `callers' buffers give HRESULTs with their names`() throws {
        let place = bench.harness.page
        let source = bench.harness.page + 0x100
        #expect(
            try bench.reason("CeOpenCallerBuffer", place, 0, 16, 12, 0)
                == "2147942487 null: the caller's buffer is NULL")
        #expect(
            try bench.reason("CeOpenCallerBuffer", place, source, 16, 99, 0)
                == "2147942487 descriptor: ArgumentDescriptor 0x00000063 is none of ARG_I_PTR (4) to ARG_IO_PTR (12) "
                + "and "
                + "their relatives")
        #expect(
            try bench.reason("CeOpenCallerBuffer", place, source, 0, 12, 0)
                == "2147942487 size: cbSrc is 0, which only a string (ARG_I_WSTR, ARG_I_ASTR) may have: its terminator "
                + "tells how long it is")
        #expect(
            try bench.reason("CeOpenCallerBuffer", place, 0x8001_1000, 16, 12, 0)
                == "2147942405 caller-access: 0x80011000 with 0x10 bytes is an address of the kernel, which test.exe, "
                + "whose call this is, may not pass")
        #expect(ErrorNames.text(2_147_942_487) == "E_INVALIDARG (0x80070057)")
        #expect(ErrorNames.text(2_147_942_405) == "E_ACCESSDENIED (0x80070005)")
    }

    @Test func `physical memory by the wrong number`() throws {
        let physical = bench.harness.page
        let block = try bench.call("AllocPhysMem", 0x1000, 4, 0, 0, physical)
        let frame = try bench.harness.view.word(physical)
        #expect(
            try bench.reason("FreePhysMem", frame).contains(
                ": it is the physical address of the block at 0x\(String(block, radix: 16))-"))
        try bench.call("FreePhysMem", block)
        #expect(try bench.reason("FreePhysMem", block).contains(" in AllocPhysMem, released "))
        #expect(
            try bench.reason("VirtualAlloc", 0, 0x1000, 4, 0x1000)
                == "87 swapped: flAllocationType 0x4 is a protection and flProtect 0x1000 a type: the two stand in "
                + "each "
                + "other's place")
        #expect(
            try bench.reason("MmMapIoSpace", 0x4906_0000, 1, 0x1000, 0)
                == "87 high-part: HighPart of PhysicalAddress is 0x00000001, and no physical address is beyond 4 GB: "
                + "set "
                + "it to 0")
        #expect(
            try bench.reason("AllocPhysMem", 0x2000_0000, 4, 0, 0, physical)
                == "8 not-adjacent: AllocPhysMem of 131072 adjacent pages: the page pool has 1280 in all")
        #expect(
            try bench.reason("HalAllocateCommonBuffer", 0, 0x1000, physical, 0)
                == "0 null: the adapter is NULL: it is a DMA_ADAPTER_OBJECT")
        #expect(
            try bench.reason("VirtualQuery", physical, physical, 4)
                == "24 length: dwLength is 4, below 28, the size of MEMORY_BASIC_INFORMATION")
    }

    @Test func `a device that is given a virtual address is told the physical one`() throws {
        let physical = bench.harness.page
        let block = try bench.call("AllocPhysMem", 0x1000, 4, 0, 0, physical)
        let frame = try bench.harness.view.word(physical)
        bench.harness.kernel.missed("dma0 was to read 4 bytes at it, where no RAM is", at: PhysicalAddress(block + 8))
        let finding = try #require(bench.harness.machine.findings.first { $0.checker.id == "CE0822" })
        #expect(
            finding.message
                == "dma0 was to read 4 bytes at it, where no RAM is: it is a virtual address of NK.EXE, and the "
                + "physical one, which a device takes, is \(PhysicalAddress(frame + 8))")
    }

    @Test func `memory that is not VirtualAlloc's is told with what it is`() throws {
        let block = try bench.call("LocalAlloc", 0, 64)
        #expect(
            try bench.reason("VirtualFree", block & ~0xFFFF, 0, 0x8000).hasPrefix(
                "87 other-use: VirtualFree takes what VirtualAlloc has reserved, and "))
        #expect(bench.harness.machine.refusals.last?.text.contains(" is in the heap of NK.EXE, ") == true)
    }

    @Test func `a pointer that leads nowhere is named, one that may be NULL is not`() throws {
        #expect(
            try bench.reason("RegOpenKeyExW", 0x8000_0002, 0x7000_0000, 0, 0, 0).hasPrefix(
                "87 pointer: lpSubKey 0x70000000 leads to where there is nothing in test.exe"))
        #expect(
            try bench.reason("ActivateDeviceEx", try bench.text("Drivers\\None"), 0, 0, 0)
                == "1610 driver-key: HKLM\\Drivers\\None: the key names no Dll, or is not there")
        #expect(
            try bench.reason("RegisterDevice", try bench.text("DR"), 1, try bench.text("d.dll", at: 0x500), 0)
                == "87 driver-type: a device's type has three characters")
    }
}
