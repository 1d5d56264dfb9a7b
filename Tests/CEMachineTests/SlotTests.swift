import GuestAddress
import OEMAddrTable
import TestSupport
import Testing
import Unicorn

@testable import CEKernel
@testable import CEMachine
@testable import CEMemory

/// The slots of CE 5, on a core with one table for both halves and on one with two.
@Suite struct SlotTests {
    private static func kernel(_ cpu: String) throws -> Kernel {
        try Machine(board: TestBoard.omap(.ce5, cpu: cpu)).kernel
    }

    private static func page(_ kernel: Kernel, _ process: Process) throws -> UInt32 {
        try kernel.memory.allocate(
            in: process.space, at: 0, size: 0x1000, type: 0x3000, protection: 4, site: kernel.hostSite("test")
        ).rawValue
    }

    @Test(arguments: ["arm926", "cortex-a8"])
    func `a process is in slot 0 while it runs, and in its own for everybody`(_ cpu: String) throws {
        let kernel = try Self.kernel(cpu)
        let early = try kernel.makeProcess(named: "early.exe")
        let owner = try kernel.makeProcess(named: "owner.exe")
        let place = try Self.page(kernel, owner)
        let late = try kernel.makeProcess(named: "late.exe")
        #expect([early, owner, late].map(\.slot) == [2, 3, 4])
        #expect(place < 0x0200_0000)
        let pointer = kernel.slotPointer(place, of: owner)
        #expect(pointer == place + 0x0600_0000)
        try kernel.view(of: owner).setWord(0x1234_5678, place)
        for process in [early, owner, late, kernel.processes.nk] {
            #expect(try kernel.view(of: process).word(pointer) == 0x1234_5678, "\(process.name)")
        }
        try kernel.view(of: late).setWord(9, pointer)
        #expect(try kernel.view(of: owner).word(place) == 9)
        // What comes later is seen, too; what is given back is gone.
        let second = try kernel.memory.reserve(
            in: owner.space, at: 0x0180_0000, size: 0x1000, site: kernel.hostSite("test"))
        _ = try kernel.memory.commit(in: owner.space, at: 0x0180_0000, size: 0x1000, .readWritePages)
        #expect(try kernel.view(of: early).word(0x0780_0000) == 0)
        kernel.memory.release(second, in: owner.space, site: kernel.hostSite("test"))
        #expect(throws: GuestFault.self) { try kernel.view(of: early).word(0x0780_0000) }
    }

    @Test func `pointers are mapped once, and back`() throws {
        let kernel = try Self.kernel("arm926")
        let process = try kernel.makeProcess(named: "test.exe")
        #expect(kernel.slotPointer(0x0001_0004, of: process) == 0x0401_0004)
        for pointer in [0, 0x0401_0004, 0x0201_0000, 0x4201_0000, 0x8000_0000, UInt32.max] {
            #expect(kernel.slotPointer(pointer, of: process) == pointer)
        }
        #expect(kernel.slotPointer(0x0001_0004, of: kernel.processes.nk) == 0x0001_0004)
        #expect(kernel.zeroPointer(0x0401_0004) == 0x0001_0004)
        #expect(kernel.zeroPointer(0x0201_0004) == 0x0201_0004)
        #expect(kernel.owner(of: 0x0401_0004, meant: kernel.processes.nk).process === process)
        #expect(kernel.owner(of: 0x0601_0004, meant: process).address == 0x0601_0004)
    }

    @Test func `there are 31 slots for processes, and one that ended leaves its own`() throws {
        let kernel = try Self.kernel("arm926")
        var processes: [Process] = []
        for index in 0..<31 { processes.append(try kernel.makeProcess(named: "p\(index).exe")) }
        #expect(processes.last?.slot == 32)
        #expect(throws: CEError.notEnoughMemory) { try kernel.makeProcess(named: "more.exe") }
        let place = try Self.page(kernel, processes[4])
        let pointer = kernel.slotPointer(place, of: processes[4])
        #expect(try kernel.view(of: processes[9]).word(pointer) == 0)
        kernel.finishProcess(processes[4], exitCode: 0)
        #expect(throws: GuestFault.self) { try kernel.view(of: processes[9]).word(pointer) }
        let next = try kernel.makeProcess(named: "next.exe")
        #expect(next.slot == 6)
        #expect(try Self.page(kernel, next) == place)
        #expect(try kernel.view(of: processes[9]).word(pointer) == 0)
    }

    @Test func `libraries lie from the top of the slot downwards, at one place in all processes`() throws {
        let machine = try Machine(board: TestBoard.omap(.ce5, cpu: "arm926"))
        for name in ["smd.dll", "fifo.dll"] { machine.addFile(named: name, bytes: try Fixtures.guest(name)) }
        let kernel = machine.kernel
        let (first, second) = (try kernel.makeProcess(named: "a.exe"), try kernel.makeProcess(named: "b.exe"))
        func base(_ name: String, in process: Process) throws -> UInt32? {
            try kernel.load(kernel.imageFile(named: name), into: process).last?.base.rawValue
        }
        let upper = try #require(try base("smd.dll", in: first))
        #expect(upper & 0xFFFF == 0 && upper > 0x01F0_0000 && upper < 0x0200_0000)
        let lower = try #require(try base("fifo.dll", in: first))
        #expect(lower < upper)
        #expect(try base("fifo.dll", in: second) == lower)
        #expect(try base("smd.dll", in: second) == upper)
    }
}
