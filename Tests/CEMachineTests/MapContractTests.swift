import CECheckers
import CEMachine
import GuestAddress
import MachineTerms
import Testing

@testable import CEKernel
@testable import CEMemory

/// Rules of the map against everything that makes, changes and ends a mapping.
@Suite struct MapContractTests {
    private static let physical: UInt32 = 0xA000_0000
    private static let cached = Protection.readWrite | Protection.physical
    private static let uncached = cached | Protection.noCache

    private let machine: Machine
    private let kernel: Kernel
    private let space: AddressSpace

    init() throws {
        machine = try Machine(board: TestBoard.omap())
        machine.contracts = [
            MapContract(
                .neverCachedAndUncached, of: .addresses(Self.physical...Self.physical + 0xFFFF),
                text: "one way at a time")
        ]
        kernel = machine.kernel
        space = try kernel.makeProcess(named: "test.exe").space
    }

    private var site: CallSite { kernel.hostSite("test") }

    private func reserve(_ address: UInt32) throws {
        _ = try kernel.memory.allocate(
            in: space, at: address, size: 0x1_0000, type: MemoryFlags.reserve, protection: 1, site: site)
    }

    private func map(_ address: UInt32, page: UInt32, pages: UInt32, _ protection: UInt32) throws {
        try kernel.memory.copyMap(
            in: space, at: address, from: .physical(shifted: (Self.physical + page * 0x1000) >> 8),
            size: pages * 0x1000,
            protection: protection, site: site)
    }

    private var found: [String] { machine.contractViolations.map(\.found) }

    @Test func `a page that is mapped both ways is found, and its neighbour is not`() throws {
        try reserve(0x10_0000)
        try reserve(0x20_0000)
        try map(0x10_0000, page: 0, pages: 4, Self.cached)
        try map(0x20_0000, page: 4, pages: 2, Self.uncached)
        #expect(found == [])
        try map(0x20_2000, page: 3, pages: 2, Self.uncached)
        #expect(found == ["0xa0003000-0xa0004fff is mapped uncached by test and cached by test"])
    }

    @Test func `what is released or decommitted counts no more`() throws {
        for type in [MemoryFlags.release, MemoryFlags.decommit] {
            try reserve(0x10_0000)
            try reserve(0x20_0000)
            try map(0x10_0000, page: 0, pages: 4, Self.cached)
            let size: UInt32 = type == MemoryFlags.release ? 0 : 0x4000
            try kernel.memory.free(in: space, at: 0x10_0000, size: size, type: type, site: site)
            if type == MemoryFlags.decommit { kernel.tellOfChange(0x10_0000, size, in: space, by: site) }
            try map(0x20_0000, page: 0, pages: 4, Self.uncached)
            #expect(found == [])
            for address: UInt32 in [0x10_0000, 0x20_0000] {
                try? kernel.memory.free(in: space, at: address, size: 0, type: MemoryFlags.release, site: site)
            }
        }
    }

    @Test func `a part of a mapping that gets another protection is held, the rest stays as it was`() throws {
        try reserve(0x10_0000)
        try reserve(0x20_0000)
        try map(0x10_0000, page: 0, pages: 8, Self.cached)
        _ = try kernel.memory.protect(
            0x10_2000, size: 0x2000, Protection.readWrite | Protection.noCache, in: space)
        kernel.tellOfChange(0x10_2000, 0x2000, in: space, by: site)
        try map(0x20_0000, page: 2, pages: 2, Self.uncached)
        #expect(found == [])
        try map(0x20_2000, page: 2, pages: 1, Self.cached)
        #expect(found.count == 1)
        try map(0x20_3000, page: 4, pages: 1, Self.uncached)
        #expect(found.count == 2)
    }

    @Test func `attributes that a call writes into descriptors count`() throws {
        try reserve(0x10_0000)
        try reserve(0x20_0000)
        try map(0x10_0000, page: 0, pages: 2, Self.cached)
        try map(0x20_0000, page: 0, pages: 1, Self.cached)
        kernel.tellOfChange(0x10_0000, 0x1000, in: space, isCached: false, by: site)
        #expect(found == ["0xa0000000-0xa0000fff is mapped uncached by test and cached by test"])
    }

    @Test func `a page that becomes a page table while a process has it is found then`() throws {
        let machine = try Machine(board: TestBoard.omap())
        machine.contracts = [MapContract(.noUserAccess, of: .pageTables, text: "no tables")]
        let (kernel, memory) = (machine.kernel, machine.kernel.memory)
        let space = try kernel.makeProcess(named: "test.exe").space
        let site = kernel.hostSite("test")
        func map(_ address: UInt32, to page: UInt32, pages: UInt32) throws {
            _ = try memory.allocate(
                in: space, at: address, size: 0x1_0000, type: MemoryFlags.reserve, protection: 1, site: site)
            try memory.copyMap(
                in: space, at: address, from: .physical(shifted: page >> 8), size: pages * 0x1000,
                protection: Self.cached, site: site)
        }
        try map(0x10_0000, to: Self.physical, pages: 1)
        let pool = try #require(memory.pool.ranges.first)
        var free = pool.base
        while memory.pool.account(of: free) != nil { free = free.wrappingAdding(0x1000) }
        try map(0x20_0000, to: free.rawValue, pages: 8)
        #expect(machine.contractViolations == [])
        // In another 4 MB: the table for it is the first free page.
        try map(0x80_0000, to: Self.physical, pages: 1)
        #expect(
            machine.contractViolations.map(\.found) == [
                "\(free) has become a page table, and is mapped into a process by test"
            ])
        #expect(machine.heldContracts == [0: 3])
        // Unmapped in time it may become one.
        try memory.free(in: space, at: 0x20_0000, size: 0, type: MemoryFlags.release, site: site)
        try map(0xC0_0000, to: Self.physical, pages: 1)
        #expect(machine.contractViolations.count == 1)
    }

    @Test func `without rules nothing listens, whatever is chosen`() throws {
        let machine = try Machine(board: TestBoard.omap())
        machine.checkers = Set(Checker.allCases.filter { $0.name == "map-rules" })
        #expect(!machine.kernel.observers.events.contains(.mappings))
        #expect(self.machine.kernel.observers.events.contains(.mappings))
    }
}
