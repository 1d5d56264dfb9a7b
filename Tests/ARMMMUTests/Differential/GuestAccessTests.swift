import ARMCore
import ARMMMU
import GuestAddress
import TestSupport
import Testing
import Unicorn

/// The walker against loads, stores and fetches that guest code makes, for the cores without translation operations and
/// for what those operations cannot say: whether an instruction may be fetched, and which byte is reached.
@Suite struct `The walker agrees with guest accesses` {
    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        var cpu: CPUModel
        var rules: DescriptorRules
        var testDescription: String { name }
    }

    static let cases: [Case] = [
        Case(name: "arm926", cpu: .arm926, rules: DescriptorRules(format: .v5)),
        Case(name: "arm926, R", cpu: .arm926, rules: .v5),
        Case(name: "arm926, S", cpu: .arm926, rules: DescriptorRules(format: .v5, systemProtection: true)),
        Case(
            name: "pxa270", cpu: .pxa270,
            rules: DescriptorRules(format: .v5, romProtection: true, hasExtendedSmallPages: true)),
        Case(name: "arm1136", cpu: .arm1136, rules: .v6),
        Case(name: "cortex-a8", cpu: .cortexA8, rules: .v6),
        Case(
            name: "cortex-a7", cpu: .cortexA7,
            rules: DescriptorRules(format: .v6, hasPrivilegedExecuteNever: true)),
    ]

    // The test's own code, at fixed offsets of the identity-mapped megabyte.
    static let load = CoreWithTables.lowBase
    static let store = CoreWithTables.lowBase + 0x10
    static let enable = CoreWithTables.lowBase + 0x20
    static let noOperation: UInt32 = 0xE1A0_0000

    /// The core's walk, and ours where the engine takes its answers.
    @Test(arguments: cases, [false, true]) func `random tables`(_ test: Case, isOurs: Bool) throws {
        let core = try CoreWithTables(test.cpu)
        let code: [(UInt32, UInt32)] = [
            (Self.load, 0xE591_0000),  // ldr r0, [r1]
            (Self.store, 0xE581_0000),  // str r0, [r1]
            (Self.enable, CP15Register.sctlr.moveToCoprocessor(from: 0)),
        ]
        for (address, word) in code { try core.setWord(word, at: PhysicalAddress(address)) }
        // The code's megabyte: a section of domain 15, which is always a manager.
        try core.setWord(0x8000_0DE2, at: PhysicalAddress(CoreWithTables.ttbr0 + 0x800 * 4))
        var regime = TranslationRegime(rules: test.rules, ttbr0: CoreWithTables.ttbr0, dacr: 0xC000_0000)
        try core.load(regime, hasTTBCR: false)
        core.engine.setRegister(0, ControlRegister.value(test.rules))
        #expect(try core.engine.run(from: Self.enable, end: Self.enable + 4) == .reachedEnd)
        if isOurs { try core.engine.walkTables() }

        var random = RandomSource(seed: 0xCEB5_9000)
        var outcomes: [String: Int] = [:]
        for _ in 0..<1_200 {
            // Client more often than not, so that permissions are met.
            regime.dacr = 0xC000_0000 | (random.word() | 0x1111_1111) & 0x3FFF_FFFF
            try core.load(regime, hasTTBCR: false)
            var virtual = VirtualAddress(random.word() & ~3)
            if virtual.rawValue >> 20 == 0x800 { virtual = VirtualAddress(virtual.rawValue & 0xF_FFFC) }
            try writeTables(for: virtual, regime: regime, core: core, isOurs: isOurs, random: &random)
            for privileged in [true, false] {
                for access in AccessKind.allCases {
                    let name = try compare(
                        Walker(regime), virtual, access, privileged: privileged, core: core, random: &random)
                    outcomes["\(access) \(name)", default: 0] += 1
                }
            }
        }
        #expect(core.engine.isWalkingTables == (isOurs && EngineTraits.running.walksTables))
        for access in AccessKind.allCases {
            for end in ["allowed", "refused"] {
                #expect(outcomes["\(access) \(end)", default: 0] >= 100, "\(outcomes)")
            }
        }
    }

    /// Writes random descriptors for an address whose pages, if any, are in the bank of pages.
    private func writeTables(
        for virtual: VirtualAddress, regime: TranslationRegime, core: CoreWithTables, isOurs: Bool,
        random: inout RandomSource
    ) throws {
        let walker = Walker(regime)
        let first = try #require(walker.firstLevelAddress(of: virtual))
        var value = CoreWithTables.randomFirst(using: &random)
        if case .page = Descriptor(firstLevel: value, rules: regime.rules) {
            // One supersection, or the sections of the bank; the bits of a supersection above 4 GiB stay clear.
            value = CoreWithTables.pageBase | value & 0x00FF_FFFF
            if regime.format == .v6, value & 1 << 18 != 0 { value &= 0xFF0F_FE1F }
        }
        // Of tiny pages, and small pages with different quarters, our walk gives tables back to the core for good.
        if isOurs, regime.format == .v5, value & 3 == 3 { value &= ~2 }
        try core.setWord(value, at: first)
        guard let second = walker.walk(virtual, in: core).second else { return }
        var page = CoreWithTables.pageBase | random.word() & 0x00FF_FFFF
        if isOurs, regime.format == .v5, page & 3 == 2 { page = page & ~0xFF0 | (page >> 4 & 3) * 0x550 }
        try core.setWord(page, at: second.address)
    }

    /// Has the guest make the access and holds the outcome against the expected one.
    /// - Returns: whether the core allowed it.
    private func compare(
        _ walker: Walker, _ virtual: VirtualAddress, _ access: AccessKind, privileged: Bool, core: CoreWithTables,
        random: inout RandomSource
    ) throws -> String {
        let engine = core.engine
        let expected = walker.translate(virtual, for: access, privileged: privileged, in: core)
        let token = random.word()
        let target = (try? expected.get()).map { reached($0, from: virtual, walk: walker.walk(virtual, in: core)) }
        if let target { try core.setWord(access == .execute ? Self.noOperation : token, at: target) }
        engine.writeCPSR(privileged ? 0x1F : 0x10)
        engine.setRegister(0, ~token)
        engine.setRegister(1, virtual.rawValue)
        let begin: UInt32
        switch access {
        case .read: begin = Self.load
        case .write: begin = Self.store
        case .execute: begin = virtual.rawValue
        }
        if access == .execute, let target {
            // The page may have held other code under the same physical address.
            let word = [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: Self.noOperation >> $0) }
            try engine.writeCode(word.span, at: target)
        }
        let reason = try engine.run(from: begin, end: begin &+ 4)
        let comment: Comment = "\(virtual) \(access) privileged \(privileged): \(expected), core: \(reason)"
        guard let target else {
            #expect(reason == .exception(access == .execute ? .prefetchAbort : .dataAbort), comment)
            return "refused"
        }
        #expect(reason == .reachedEnd, comment)
        switch access {
        case .read: #expect(engine.register(0) == token, comment)
        case .write: #expect(core.word(at: target) == ~token, comment)
        case .execute: break
        }
        return "allowed"
    }

    /// Where the engine's access really goes. Its own pages are 4 KiB, so of a tiny page it keeps the physical 4 KiB
    /// and takes the low 12 bits of the virtual address; every other size comes out exactly.
    private func reached(_ target: PhysicalAddress, from virtual: VirtualAddress, walk: Walk) -> PhysicalAddress {
        guard walk.translation?.pageSize == .tiny else { return target }
        return PhysicalAddress(target.rawValue & ~0xFFF | virtual.rawValue & 0xFFF)
    }
}
