import ARMMMU
import CEMachine
import GuestAddress
import Testing

@testable import CEKernel
@testable import CEMemory

/// The words of the page tables behind a copy-map, as the architecture manuals lay them out: the guest's MMU reads
/// nothing else.
@Suite struct CopyMapTableTests {
    /// What a copy-map leaves in the tables of a process: first-level words from an address on, and those of its pages.
    private struct Words {
        /// Without the address of the table, which is wherever the pool had a page. A page of the pool holds four
        /// tables: the words of four megabytes come together.
        var first: [UInt32]
        var second: [UInt32]
    }

    /// Maps five pages around the end of a megabyte: three of them below it.
    private func words(_ machine: Machine, _ protection: UInt32, physical: UInt32) throws -> Words {
        let kernel = machine.kernel
        let process = try kernel.makeProcess(named: "test.exe")
        let site = kernel.hostSite("test")
        let base = try kernel.memory.allocate(
            in: process.space, at: 0x000F_0000, size: 0x2_0000, type: MemoryFlags.reserve, protection: 1, site: site)
        #expect(base.rawValue == 0x000F_0000)
        try kernel.memory.copyMap(
            in: process.space, at: 0x000F_D000, from: .physical(shifted: physical >> 8), size: 0x5000,
            protection: protection, site: site)
        // The table of the first level is aligned to its size; TTBR0 has attributes below.
        let table = process.regime.ttbr0 & ~0x1FFF
        func word(_ address: UInt32) throws -> UInt32 {
            try #require(kernel.memory.physical.word(at: PhysicalAddress(address)))
        }
        let first = try (0..<5).map { (index: UInt32) in try word(table + index * 4) }
        let second = try (0..<7).map { (index: UInt32) -> UInt32 in
            let virtual = 0x000F_C000 + index * 0x1000
            let coarse = first[Int(virtual >> 20)] & ~0x3FF
            return try word(coarse + (virtual >> 12 & 0xFF) * 4)
        }
        return Words(first: first.map { $0 & 0x3FF }, second: second)
    }

    @Test func `uncached pages of a Cortex-A8`() throws {
        let machine = try Machine(board: TestBoard.omap())
        // PAGE_READWRITE | PAGE_NOCACHE | PAGE_PHYSICAL
        let found = try words(machine, 0x604, physical: 0xA1F0_3000)
        #expect(found.first == [1, 1, 1, 1, 0])
        #expect(
            found.second == [0, 0xA1F0_3832, 0xA1F0_4832, 0xA1F0_5832, 0xA1F0_6832, 0xA1F0_7832, 0])
    }

    @Test func `cached pages of a Cortex-A8 that may only be read`() throws {
        let machine = try Machine(board: TestBoard.omap())
        // PAGE_READONLY | PAGE_PHYSICAL
        let found = try words(machine, 0x402, physical: 0xA1F0_3000)
        #expect(found.second == [0, 0xA1F0_3A2E, 0xA1F0_4A2E, 0xA1F0_5A2E, 0xA1F0_6A2E, 0xA1F0_7A2E, 0])
    }

    @Test func `uncached and cached pages of an ARM926`() throws {
        let machine = try Machine(board: TestBoard.s3c())
        let uncached = try words(machine, 0x604, physical: 0x3300_3000)
        #expect(uncached.first == [1, 1, 1, 1, 0])
        #expect(
            uncached.second == [0, 0x3300_3FF2, 0x3300_4FF2, 0x3300_5FF2, 0x3300_6FF2, 0x3300_7FF2, 0])
        // PAGE_READWRITE | PAGE_PHYSICAL
        let cached = try words(machine, 0x404, physical: 0x3300_3000)
        #expect(cached.second == [0, 0x3300_3FFE, 0x3300_4FFE, 0x3300_5FFE, 0x3300_6FFE, 0x3300_7FFE, 0])
    }

    @Test func `a released copy-map leaves no word`() throws {
        let machine = try Machine(board: TestBoard.omap())
        let kernel = machine.kernel
        let process = try kernel.makeProcess(named: "test.exe")
        let site = kernel.hostSite("test")
        let base = try kernel.memory.allocate(
            in: process.space, at: 0x000F_0000, size: 0x2_0000, type: MemoryFlags.reserve, protection: 1, site: site)
        try kernel.memory.copyMap(
            in: process.space, at: 0x000F_D000, from: .physical(shifted: 0xA1F0_3000 >> 8), size: 0x5000,
            protection: 0x604, site: site)
        try kernel.memory.free(in: process.space, at: base.rawValue, size: 0, type: MemoryFlags.release, site: site)
        let table = process.regime.ttbr0 & ~0x1FFF
        for index in 0..<4 as Range<UInt32> {
            #expect(kernel.memory.physical.word(at: PhysicalAddress(table + index * 4)) == 0)
        }
    }
}
