import CEKernel
import CEMachine
import CEMemory
import GuestAddress
import OEMAddrTable
import Testing

@Suite struct LargePageTests {
    private let site = CallSite(function: "test", returnAddress: 0, process: 0, instructions: 0)

    @Test(arguments: ["cortex-a8", "arm926"])
    func `sections map whole megabytes and are split when a page of them changes`(cpu: String) throws {
        var profile = Profile.ce6
        profile.copyMapsBySections = true
        let machine = try Machine(board: TestBoard.omap(profile, cpu: cpu))
        let kernel = machine.kernel
        let memory = kernel.memory
        let process = try kernel.makeProcess(named: "test.exe")
        let ledger = machine.ledger
        let size: UInt32 = 0x30_2000
        let base = try memory.allocate(
            in: process.space, at: 0, size: size, type: MemoryFlags.reserve, protection: Protection.noAccess, site: site
        ).rawValue
        #expect(base == 0x10_0000)
        let before = kernel.counts.descriptors
        try memory.copyMap(
            in: process.space, at: base, from: .physical(shifted: 0xA0_0000), size: size,
            protection: Protection.readWrite | Protection.physical, site: site)
        // Two tables of four references each, three sections, two small pages.
        #expect(kernel.counts.descriptors - before == 8 + 3 + 2)
        let view = kernel.view(of: process)
        try view.setWord(0x1234_5678, base + 0x10_1000)
        #expect(machine.readPhysical(PhysicalAddress(0xA010_1000), count: 4) == [0x78, 0x56, 0x34, 0x12])

        #expect(
            try memory.protect(base + 0x10_1000, size: 4096, Protection.readOnly, in: process.space)
                == Protection.readWrite)
        #expect(try view.word(base + 0x10_1000) == 0x1234_5678)
        try view.setWord(7, base + 0x10_2000)
        #expect(machine.readPhysical(PhysicalAddress(0xA010_2000), count: 4) == [7, 0, 0, 0])

        try memory.free(in: process.space, at: base + 0x20_0000, size: 4096, type: MemoryFlags.decommit, site: site)
        #expect(throws: GuestFault.self) { try view.word(base + 0x20_0000) }
        #expect(try view.word(base + 0x20_1000) == 0)

        try memory.free(in: process.space, at: base, size: 0, type: MemoryFlags.release, site: site)
        #expect(throws: GuestFault.self) { try view.word(base) }
        #expect(machine.ledger == ledger)
    }
}
