import GuestAddress
import OEMAddrTable
import Testing

@testable import CECheckers
@testable import CEDevices
@testable import CEKernel
@testable import CEMachine
@testable import CEMemory
@testable import Coredll

/// What reservations, commits and copy-maps take: pages of the pool and descriptors, counted.
@Suite struct MappingCostTests {
    private static let megabyte: UInt32 = 0x10_0000

    private struct Fixture {
        let machine: Machine
        let kernel: Kernel
        let process: Process
        let site: CallSite

        init() throws {
            machine = try Machine(board: TestBoard.omap())
            kernel = machine.kernel
            process = try kernel.makeProcess(named: "test.exe")
            site = kernel.hostSite("test")
        }

        var memory: MemoryManager { kernel.memory }
        var committed: Int { memory.pool.counts[Int(PagePurpose.committed.rawValue)] }
        var tables: Int { memory.pool.counts[Int(PagePurpose.pageTable.rawValue)] }

        func reserve(_ size: UInt32, at address: UInt32 = 0) throws -> UInt32 {
            try memory.allocate(
                in: process.space, at: address, size: size, type: MemoryFlags.reserve, protection: 1, site: site
            ).rawValue
        }
    }

    @Test func `a reservation takes no page at all`() throws {
        let fixture = try Fixture()
        let free = fixture.memory.pool.free
        _ = try fixture.reserve(512 * Self.megabyte)
        #expect(fixture.memory.pool.free == free)
    }

    @Test func `a commit takes its pages when it is made, and gives them back`() throws {
        let fixture = try Fixture()
        let before = fixture.committed
        let base = try fixture.reserve(Self.megabyte)
        _ = try fixture.memory.commit(in: fixture.process.space, at: base, size: 0x5001, .readWritePages)
        #expect(fixture.committed == before + 6)
        try fixture.memory.free(
            in: fixture.process.space, at: base, size: 0, type: MemoryFlags.release, site: fixture.site)
        #expect(fixture.committed == before)
    }

    @Test func `a copy-map of 32 MB above the cap writes its descriptors and takes page tables only`() throws {
        let fixture = try Fixture()
        let base = try fixture.reserve(32 * Self.megabyte, at: 0x0080_0000)
        let (committed, tables) = (fixture.committed, fixture.tables)
        let before = fixture.process.space.tables.statistics
        try fixture.memory.copyMap(
            in: fixture.process.space, at: base, from: .physical(shifted: 0xA1F0_0000 >> 8), size: 32 * Self.megabyte,
            protection: 0x604, site: fixture.site)
        let after = fixture.process.space.tables.statistics
        #expect(after.descriptors - before.descriptors == 8192 + 32)
        #expect(fixture.committed == committed)
        #expect(fixture.tables == tables + 8)
        try fixture.memory.free(
            in: fixture.process.space, at: base, size: 0, type: MemoryFlags.release, site: fixture.site)
        #expect(fixture.tables == tables)
    }

    @Test func `running out of page tables in a copy-map is ERROR_INVALID_PARAMETER and changes nothing`() throws {
        let fixture = try Fixture()
        let base = try fixture.reserve(32 * Self.megabyte)
        let free = fixture.memory.pool.free
        fixture.memory.pool.limit = fixture.memory.pool.total - free + 3
        #expect(throws: CEError.invalidParameter) {
            try fixture.memory.copyMap(
                in: fixture.process.space, at: base, from: .physical(shifted: 0xA0_0000), size: 32 * Self.megabyte,
                protection: 0x404, site: fixture.site)
        }
        #expect(fixture.memory.pool.free == free)
    }

    @Test func `running out of pages in a commit is ERROR_NOT_ENOUGH_MEMORY and changes nothing`() throws {
        let fixture = try Fixture()
        let base = try fixture.reserve(Self.megabyte)
        let free = fixture.memory.pool.free
        fixture.memory.pool.limit = fixture.memory.pool.total - free + 10
        #expect(throws: CEError.notEnoughMemory) {
            try fixture.memory.commit(in: fixture.process.space, at: base, size: Self.megabyte, .readWritePages)
        }
        #expect(fixture.memory.pool.free == free)
    }

    @Test func `a process that ends gives every page back`() throws {
        let fixture = try Fixture()
        let free = fixture.memory.pool.free
        let second = try fixture.kernel.makeProcess(named: "second.exe")
        for size in [0x1_0000, 0x12_3000, 0x100_0000] as [UInt32] {
            _ = try fixture.memory.allocate(
                in: second.space, at: 0, size: size, type: 0x3000, protection: 4, site: fixture.site)
        }
        fixture.kernel.finishProcess(second, exitCode: 0)
        #expect(fixture.memory.pool.free == free)
        #expect(fixture.machine.record.leaks.map(\.count) == [3])
    }

    @Test func `pages copied from another process stay until both have freed them`() throws {
        let fixture = try Fixture()
        let memory = fixture.memory
        let second = try fixture.kernel.makeProcess(named: "second.exe")
        let source = try memory.allocate(
            in: fixture.process.space, at: 0, size: 0x4000, type: 0x3000, protection: 4, site: fixture.site)
        let target = try memory.allocate(
            in: second.space, at: 0, size: 0x4000, type: MemoryFlags.reserve, protection: 1, site: fixture.site)
        try memory.copyMap(
            in: second.space, at: target.rawValue, from: .memory(source.rawValue, fixture.process.space), size: 0x4000,
            protection: 4, site: fixture.site)
        try fixture.kernel.view(of: fixture.process).setWord(0x1234_5678, source.rawValue + 0x2004)
        #expect(try fixture.kernel.view(of: second).word(target.rawValue + 0x2004) == 0x1234_5678)
        let committed = fixture.committed
        try memory.free(
            in: fixture.process.space, at: source.rawValue, size: 0, type: MemoryFlags.release, site: fixture.site)
        #expect(fixture.committed == committed)
        #expect(try fixture.kernel.view(of: second).word(target.rawValue + 0x2004) == 0x1234_5678)
        try memory.free(in: second.space, at: target.rawValue, size: 0, type: MemoryFlags.release, site: fixture.site)
        #expect(fixture.committed == committed - 4)
    }
}
