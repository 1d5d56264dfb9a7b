import ARMCore
import ARMMMU
import GuestAddress
import Testing
import Unicorn

/// A core with the MMU on whose pages tests map by hand, on whichever walk of tables the engine has.
final class PagedCore {
    let core: CoreWithTables
    let rules: DescriptorRules
    private var tables: [UInt32: UInt32] = [:]

    var engine: Engine { core.engine }
    /// Code of tests, in the megabyte that is mapped to itself and may be executed in every mode.
    static let code = CoreWithTables.lowBase + 0x1000

    init(_ cpu: CPUModel, _ rules: DescriptorRules, hasStubs: Bool = false) throws {
        core = try CoreWithTables(cpu, hasStubs: hasStubs)
        self.rules = rules
        let enable = CoreWithTables.lowBase + 0x20
        try core.setWord(CP15Register.sctlr.moveToCoprocessor(from: 0), at: PhysicalAddress(enable))
        // A section of domain 15, a manager; everything else is of domain 0, a client.
        try core.setWord(0x8000_0DE2, at: PhysicalAddress(CoreWithTables.ttbr0 + 0x800 * 4))
        try core.load(TranslationRegime(rules: rules, ttbr0: CoreWithTables.ttbr0, dacr: 0xC000_0001), hasTTBCR: false)
        core.engine.setRegister(0, ControlRegister.value(rules))
        #expect(try core.engine.run(from: enable, end: enable + 4) == .reachedEnd)
        try core.engine.walkTables()
        #expect(core.engine.isWalkingTables == EngineTraits.running.walksTables)
    }

    /// Maps a page; `executeNever` holds in the v6 format.
    func map(
        _ virtual: UInt32, to physical: UInt32, user: AccessRight = .readWrite, executeNever: Bool = false
    ) throws {
        let table = tables[virtual >> 20] ?? CoreWithTables.secondLevel + UInt32(tables.count) * 0x400
        tables[virtual >> 20] = table
        try core.setWord(CoarseTable.encode(PhysicalAddress(table)), at: first(virtual))
        let attributes = PageAttributes(
            privileged: .readWrite, user: user, cached: true, executeNever: executeNever)
        let word = try #require(SmallPage.encode(PhysicalAddress(physical), attributes, rules: rules))
        try core.setWord(word, at: PhysicalAddress(table + (virtual >> 12 & 0xFF) * 4))
        try engine.invalidateTranslations()
    }

    private func first(_ virtual: UInt32) -> PhysicalAddress {
        PhysicalAddress(CoreWithTables.ttbr0 + (virtual >> 20) * 4)
    }

    /// Puts instructions where the host may write them: they have not run there before.
    func write(_ words: [UInt32], at physical: UInt32 = code) throws {
        for (index, word) in words.enumerated() {
            try core.setWord(word, at: PhysicalAddress(physical + UInt32(index) * 4))
        }
    }

    /// Runs code until it stops by itself, r0 to r4 given.
    func run(
        from pc: UInt32 = code, mode: CPUMode = .system, thumb: Bool = false, _ registers: [UInt32] = []
    ) throws -> StopReason {
        engine.writeCPSR(mode.rawValue | (thumb ? CoreRegisters.thumbBit : 0))
        for (index, value) in registers.enumerated() { engine.setRegister(index, value) }
        return try engine.run(from: pc | (thumb ? 1 : 0), limit: engine.instructions + 100_000)
    }
}
