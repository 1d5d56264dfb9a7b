internal import ARMCore
import ARMMMU
import CEDevices
import CEKernel
import CEMemory
import Coredll
import GuestAddress
import OEMAddrTable
import Unicorn

/// Builds a machine as CE's kernel brings one up: physical memory, the static map, the kernel's tables, the MMU.
struct MachineBuilder {
    private let board: BoardConfiguration
    private let stock: MachineStock
    private let profile: Profile
    private let cpu: CPUModel
    private let clock: VirtualClock
    private var log: [String] = []

    init(_ board: BoardConfiguration, _ stock: MachineStock) throws(MachineError) {
        guard let cpu = CPUModel(rawValue: board.cpu) else { throw MachineError("no core is called \(board.cpu)") }
        guard let clock = VirtualClock(rate: board.clock) else {
            throw MachineError("a clock of \(board.clock) instructions a second")
        }
        let profile = board.map.map.profile
        if profile.name == .wec2013, cpu.architecture < .armv7 {
            throw MachineError("\(profile.title) needs an ARMv7 core; \(board.cpu) is ARMv\(cpu.architecture.rawValue)")
        }
        self.board = board
        self.stock = stock
        self.profile = profile
        self.cpu = cpu
        self.clock = clock
    }

    mutating func build() throws -> KernelParts {
        let map = board.map.map
        let engine = try stock.engines.engine(
            EnginePlan(cpu: cpu, banks: map.banks.map(\.range), devices: try deviceWindows()))
        let wiring = BoardWiring(engine: engine, instructionsPerSecond: clock.frequency)
        let devices = try board.devices.map { try DeviceCatalog.make($0, wiring: wiring) }
        let physical = try PhysicalMemory(
            engine: engine, banks: map.banks.map(\.range), windows: devices,
            hole: { BoardHole(base: $0, errors: wiring.errors) })
        wiring.bus.memory = physical
        let format: TableFormat = cpu.architecture >= .armv6 ? .v6 : .v5
        let rules: DescriptorRules = format == .v6 ? .v6 : .v5
        let pool = PagePool(ranges: try poolRanges(), memory: physical)

        announce()
        guard
            let firstLevel = pool.allocateContiguous(4, alignment: 0x4000, purpose: .pageTable, owner: 0, site: .boot),
            let userHalf = format == .v6
                ? pool.allocateContiguous(2, alignment: 0x2000, purpose: .pageTable, owner: 0, site: .boot) : firstLevel
        else { throw MachineError("the page pool has no room for the kernel's first-level table") }
        let kernelTables = PageTables(
            base: profile.layout.kernelHalf.rawValue, firstLevel: firstLevel.wrappingAdding(0x2000), memory: physical,
            pool: pool, owner: 0)
        let kernelSpace = AddressSpace(owner: 0, isKernel: true, tables: kernelTables)
        let memory = MemoryManager(
            physical: physical, pool: pool, profile: profile, rules: rules, kernelSpace: kernelSpace)
        StaticMapWriter(memory: memory, map: board.map).write(&log)
        memory.mapTrapArea(TrapAddresses(firstMethod: profile.layout.firstMethod))
        let (dataPage, libraryAddresses) = try mapHighPages(memory)
        let regime = TranslationRegime(
            rules: rules, ttbr0: userHalf.rawValue, ttbr1: format == .v6 ? firstLevel.rawValue : 0,
            ttbcr: format == .v6 ? 1 : 0)
        try MMUStart(engine: engine, physical: physical, scratch: pool.ranges[0].base).enable(regime)
        let nk = Process(
            number: 0, id: 0x0040_0002, name: "NK.EXE", isKernel: true, space: kernelSpace, firstLevel: userHalf,
            firstLevelPages: 0, asid: 0xFF, regime: regime)
        pool.markStart()
        log.append(
            "Memory configuration: \(pool.total) pages in the pool, \(pool.free) free after boot")
        log.append("Booting kernel with clean memory configuration")
        return KernelParts(
            callTable: .standard, libraryAddresses: libraryAddresses, engine: engine, memory: memory, nk: nk,
            dataPage: dataPage,
            board: Board(
                name: board.name, clock: clock, wiring: wiring, map: board.map, sysintrs: board.sysintrs, log: log))
    }

    private mutating func announce() {
        log.insert("\(profile.title) for ARM, board \(board.name), core \(board.cpu)", at: 0)
        log.insert("Booting Windows CE version \(profile.major).\(profile.minor)0 for (ARM)", at: 1)
    }

    /// Where the devices answer.
    /// - Throws: `MachineError` of windows that overlap RAM or each other, or are not made of pages.
    private func deviceWindows() throws(MachineError) -> [AddressRange<PhysicalAddress>] {
        var windows: [AddressRange<PhysicalAddress>] = []
        for device in board.devices {
            let range = try DeviceCatalog.range(of: device)
            if let bank = board.map.map.banks.first(where: { $0.range.overlaps(range) }) {
                throw MachineError("device \(device.name) at \(range) overlaps RAM bank \(bank.range)")
            }
            if let index = windows.firstIndex(where: { $0.overlaps(range) }) {
                throw MachineError("device \(device.name) at \(range) overlaps device \(board.devices[index].name)")
            }
            windows.append(range)
        }
        return windows
    }

    // MARK: The page pool

    /// config.bib's RAM region and the OEMRamTable; without a config.bib the last part of the first RAM row.
    private mutating func poolRanges() throws -> [AddressRange<PhysicalAddress>] {
        let map = board.map.map
        var ranges: [AddressRange<PhysicalAddress>] = []
        if let region = map.regions.first(where: { $0.kind == .ram }) {
            guard let range = physicalRange(of: region) else {
                throw MachineError(
                    "\(region.location): the RAM region \(region.name) is not wholly inside RAM that the table maps")
            }
            ranges.append(range)
        } else {
            ranges.append(try defaultPool())
        }
        for row in map.ramRows {
            guard let range = AddressRange(base: row.physical, size: row.size & ~0xFFF) else { continue }
            // The kernel finds out how much is really there: the entry's size is a maximum.
            for bank in map.banks { if let part = bank.range.intersection(range) { ranges.append(part) } }
        }
        return ranges
    }

    private func physicalRange(of region: BibRegion) -> AddressRange<PhysicalAddress>? {
        let map = board.map
        let start = (UInt64(region.start.rawValue) + 0xFFF) & ~0xFFF
        let end = (UInt64(region.start.rawValue) + region.size) & ~0xFFF
        guard start < end else { return nil }
        for row in map.rows {
            let low = UInt64(row.virtual.rawValue)
            guard start >= low, end <= low + row.size else { continue }
            let base = row.physical.wrappingAdding(UInt32(truncatingIfNeeded: start - low))
            guard let range = AddressRange(base: base, size: end - start),
                map.map.banks.contains(where: { $0.range.contains(range) })
            else { return nil }
            return range
        }
        return nil
    }

    private mutating func defaultPool() throws -> AddressRange<PhysicalAddress> {
        for row in board.map.rows {
            guard let whole = AddressRange(base: row.physical, size: row.size),
                let ram = board.map.map.banks.lazy.compactMap({ $0.range.intersection(whole) }).first
            else { continue }
            // A quarter of it, at most 64 MB: the rest is left for images and buffers.
            let size = min(max(ram.size / 4, 1 << 20), 64 << 20, ram.size) & ~0xFFF
            let base = PhysicalAddress(UInt32(truncatingIfNeeded: ram.end - size))
            let pool = AddressRange(base: base, clampedSize: size)
            log.append("No config.bib: the page pool is the last part of the first RAM row, \(pool)")
            return pool
        }
        throw MachineError("no row of the table leads to RAM of the board, so there is nothing to take pages from")
    }

    // MARK: The last 4 MB

    /// From the beginning of the vectors' page to the guest code that fills the rest of it.
    private static let vectorBytes: UInt32 = 32

    /// Maps the page of the exception vectors and the kernel's data page, which users may read. Tables of the same 4 MB
    /// map both. What of coredll is guest code lies in both pages; users see that of the vectors behind the data page.
    private func mapHighPages(_ memory: MemoryManager) throws -> (KernelDataPage, LibraryAddresses) {
        let tables = memory.kernelSpace.tables
        let vectors = profile.layout.vectors
        guard let vectorPage = memory.pool.allocate(.kernel, owner: 0, site: .boot),
            let data = memory.pool.allocate(.kernel, owner: 0, site: .boot),
            let dataPage = KernelDataPage(memory: memory.physical, page: data),
            let (vectorRAM, vectorOffset) = memory.physical.locate(vectorPage),
            tables.prepare(vectors, pages: 16, site: .boot)
        else { throw MachineError("the page pool has no room for the kernel's pages") }
        for offset: UInt32 in stride(from: 0, to: Self.vectorBytes, by: 4) {
            // Unicorn reports exceptions to the host; a core that came here anyway would stay here.
            memory.physical.setWord(0xEAFF_FFFE, at: vectorPage.wrappingAdding(offset))
        }
        tables.fill(vectors, pages: 1, first: vectorPage.rawValue | memory.template(.codePages, kernel: true))
        // Users execute what of coredll lies there.
        let attributes = PageAttributes(
            privileged: .readWrite, user: .readOnly, cached: true, executeNever: false,
            shareable: profile.enforcesExecuteNever)
        let shared = profile.layout.kernelData.wrappingAdding(0x1000)
        for (address, page) in [(profile.layout.kernelData, data), (shared, vectorPage)] {
            tables.fill(
                address, pages: 1, first: SmallPage.encode(page, attributes, rules: memory.rules) ?? 0)
        }
        var addresses = LibraryAddresses()
        let traps = TrapAddresses(firstMethod: profile.layout.firstMethod)
        for (code, isBehind) in [(LibraryCode.division(cpu), false), (.blocks(cpu), true)] {
            dataPage.hold(
                code, isBehind: isBehind, at: profile.layout.kernelData, in: &addresses, table: .standard, traps: traps)
        }
        addresses.place(
            .floats(cpu), in: vectorRAM, offset: vectorOffset + Int(Self.vectorBytes),
            at: shared.wrappingAdding(Self.vectorBytes), table: .standard, traps: traps)
        return (dataPage, addresses)
    }
}
