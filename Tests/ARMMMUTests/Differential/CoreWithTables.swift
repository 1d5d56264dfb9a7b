import ARMCore
import ARMMMU
import GuestAddress
import TestSupport
import Testing
import Unicorn

/// A core whose whole physical space is covered, with one bank for code and tables and one that pages lead to.
///
/// | physical | what |
/// |---|---|
/// | 0x80000000 | code, in a megabyte that every table maps to itself under a manager domain |
/// | 0x80010000 | the table in TTBR0 |
/// | 0x80014000 | the table in TTBR1 |
/// | 0x80020000–0x8002FFFF | second-level tables |
/// | 0xC0000000–0xC0FFFFFF | pages |
final class CoreWithTables: WordMemory {
    let engine: Engine
    private let low: GuestRAM
    private let pages: GuestRAM
    /// What is everywhere else.
    let hole: Hole

    static let lowBase: UInt32 = 0x8000_0000
    static let ttbr0: UInt32 = 0x8001_0000
    static let ttbr1: UInt32 = 0x8001_4000
    static let secondLevel: UInt32 = 0x8002_0000
    static let pageBase: UInt32 = 0xC000_0000
    static let pageBytes: UInt32 = 0x100_0000

    /// The page in the last hole where stubs of the host's calls may be.
    static let stubs: UInt32 = 0xFFFF_F000

    /// - Parameter hasStubs: whether there is a page of stubs, where the engine can have one.
    init(_ cpu: CPUModel, hasStubs: Bool = false) throws {
        engine = try Engine(cpu: cpu)
        low = try GuestRAM(size: 0x10_0000)
        pages = try GuestRAM(size: Int(Self.pageBytes))
        try engine.map(low, at: PhysicalAddress(Self.lowBase))
        try engine.map(pages, at: PhysicalAddress(Self.pageBase))
        hole = Hole(engine)
        for (base, size) in [
            (0, 0x8000_0000), (0x8010_0000, 0x3FF0_0000), (0xC100_0000, 0x3EFF_F000),
        ] as [(UInt32, UInt64)] {
            try engine.map(hole, over: #require(AddressRange(base: PhysicalAddress(base), size: size)))
        }
        let last = PhysicalAddress(Self.stubs)
        if hasStubs, engine.answersTraps {
            try engine.putStubs(at: last, inHole: hole)
        } else {
            try engine.map(hole, over: #require(AddressRange(base: last, size: 0x1000)))
        }
    }

    func word(at address: PhysicalAddress) -> UInt32? {
        if let offset = address.distance(above: PhysicalAddress(Self.pageBase)) {
            return pages.word(at: Int(offset))
        }
        return address.distance(above: PhysicalAddress(Self.lowBase)).flatMap { low.word(at: Int($0)) }
    }

    func setWord(_ value: UInt32, at address: PhysicalAddress) throws {
        if let offset = address.distance(above: PhysicalAddress(Self.pageBase)) {
            try #require(pages.setWord(value, at: Int(offset)))
        } else {
            let offset = try #require(address.distance(above: PhysicalAddress(Self.lowBase)))
            try #require(low.setWord(value, at: Int(offset)))
        }
    }

    /// Writes the registers of a regime, but SCTLR.
    func load(_ regime: TranslationRegime, hasTTBCR: Bool) throws {
        try engine.writeCP15(.ttbr0, regime.ttbr0)
        if hasTTBCR {
            try engine.writeCP15(.ttbr1, regime.ttbr1)
            try engine.writeCP15(.ttbcr, regime.ttbcr)
        }
        try engine.writeCP15(.dacr, regime.dacr)
        try engine.invalidateTranslations()
    }

    /// A first-level word: any bits, but tables are where second-level tables may be.
    static func randomFirst(using random: inout RandomSource) -> UInt32 {
        let value = random.word()
        switch value & 3 {
        case 1: return secondLevel | value & 0xFFFF
        case 3: return secondLevel | value & 0xFFFF
        default: return value
        }
    }

    /// Reads as zero, or refuses all accesses.
    final class Hole: DeviceWindow {
        private unowned let engine: Engine
        var refuses = false
        private(set) var accesses = 0

        init(_ engine: Engine) { self.engine = engine }

        func read(offset: UInt32, size: Int) -> UInt32 {
            accesses += 1
            if refuses { engine.refuseAccess() }
            return 0
        }

        func write(_ value: UInt32, offset: UInt32, size: Int) {
            accesses += 1
            if refuses { engine.refuseAccess() }
        }
    }
}

/// SCTLR, as the walker's rules name its bits.
enum ControlRegister {
    static let mmu: UInt32 = 1 << 0
    static let systemProtection: UInt32 = 1 << 8
    static let romProtection: UInt32 = 1 << 9
    static let extendedPages: UInt32 = 1 << 23
    static let accessFlag: UInt32 = 1 << 29
    // Bits that read as one on every core here.
    static let shouldBeOne: UInt32 = 0x0005_0078

    static func value(_ rules: DescriptorRules) -> UInt32 {
        var value = shouldBeOne | mmu
        if rules.systemProtection { value |= systemProtection }
        if rules.romProtection { value |= romProtection }
        if rules.format == .v6 { value |= extendedPages }
        if rules.usesAccessFlag { value |= accessFlag }
        return value
    }
}
