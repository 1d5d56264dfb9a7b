import ARMCore
import ARMMMU
import GuestAddress
import TestSupport
import Testing
import Unicorn

/// The walker against the core's own address-translation operations (CP15 c7, c8), over random tables.
@Suite struct `The walker agrees with the core's translation operations` {
    /// A core and the meaning of its tables.
    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        var cpu: CPUModel
        var rules: DescriptorRules
        var testDescription: String { name }
    }

    static let cases: [Case] = [
        Case(
            name: "arm1176, v5 format", cpu: .arm1176,
            rules: DescriptorRules(format: .v5, hasExtendedSmallPages: true)),
        Case(
            name: "arm1176, v5 format, R", cpu: .arm1176,
            rules: DescriptorRules(format: .v5, romProtection: true, hasExtendedSmallPages: true)),
        Case(
            name: "arm1176, v5 format, S", cpu: .arm1176,
            rules: DescriptorRules(format: .v5, systemProtection: true, hasExtendedSmallPages: true)),
        Case(name: "arm1176, v6 format", cpu: .arm1176, rules: DescriptorRules(format: .v6)),
        Case(name: "arm1176, v6 format, R", cpu: .arm1176, rules: DescriptorRules(format: .v6, romProtection: true)),
        Case(
            name: "arm1176, v6 format, access flag", cpu: .arm1176,
            rules: DescriptorRules(format: .v6, usesAccessFlag: true)),
        Case(name: "cortex-a8", cpu: .cortexA8, rules: .v6),
        Case(name: "cortex-a8, access flag", cpu: .cortexA8, rules: DescriptorRules(format: .v6, usesAccessFlag: true)),
        Case(
            name: "cortex-a15", cpu: .cortexA15,
            rules: DescriptorRules(format: .v6, hasPrivilegedExecuteNever: true)),
    ]

    static let operations: [(CP15Register, AccessKind, privileged: Bool)] = [
        (.translatePrivilegedRead, .read, true), (.translatePrivilegedWrite, .write, true),
        (.translateUserRead, .read, false), (.translateUserWrite, .write, false),
    ]

    @Test(arguments: cases) func `random tables`(_ test: Case) throws {
        let core = try CoreWithTables(test.cpu)
        // The host's write of SCTLR is raw, which is enough for the walk: no guest code runs here.
        try core.engine.writeCP15(.sctlr, ControlRegister.value(test.rules))
        var random = RandomSource(seed: 0x0CE0_B5B0)
        var outcomes: [String: Int] = [:]
        for _ in 0..<2_000 {
            // N = 1 twice as often as the others: it is what CE uses.
            let control = [0, 1, 1, 2, 7, 0x11, 0x21].randomElement(using: &random) ?? 0
            let regime = TranslationRegime(
                rules: test.rules, ttbr0: CoreWithTables.ttbr0, ttbr1: CoreWithTables.ttbr1, ttbcr: UInt32(control),
                dacr: random.word() | random.word() & 0x5555_5555)
            try core.load(regime, hasTTBCR: true)
            let virtual = VirtualAddress(random.word())
            let walker = Walker(regime)
            if let first = walker.firstLevelAddress(of: virtual) {
                try core.setWord(CoreWithTables.randomFirst(using: &random), at: first)
            }
            if let second = walker.walk(virtual, in: core).second {
                try core.setWord(random.word(), at: second.address)
            }
            for (operation, access, privileged) in Self.operations {
                try core.engine.writeCP15(operation, virtual.rawValue)
                let result = try core.engine.readCP15(.par)
                let walk = walker.walk(virtual, in: core)
                let expected = expectedResult(walk, for: access, privileged: privileged, cpu: test.cpu, regime: regime)
                outcomes[expected.name, default: 0] += 1
                #expect(
                    result & expected.mask == expected.value,
                    "\(virtual) \(access) privileged \(privileged) dacr \(hexadecimal(regime.dacr)): \(walk)")
            }
        }
        // Every way to end must have been met, or the comparison proves little.
        var wanted = ["success", "translation.section", "translation.page", "domain.section", "permission.section"]
        wanted += ["domain.page", "permission.page"]
        if test.rules.usesAccessFlag { wanted += ["accessFlag.section", "accessFlag.page"] }
        for name in wanted { #expect(outcomes[name, default: 0] >= 20, "\(name): \(outcomes)") }
    }

    /// What PAR must hold. The operations report a page and a status only, and differ from the architecture in the
    /// order of checks: they look at the domain before the second-level descriptor, and at the access flag last.
    private func expectedResult(
        _ walk: Walk, for access: AccessKind, privileged: Bool, cpu: CPUModel, regime: TranslationRegime
    ) -> (name: String, mask: UInt32, value: UInt32) {
        func failed(_ fault: Fault) -> (name: String, mask: UInt32, value: UInt32) {
            ("\(fault.kind).\(fault.level)", 0x1F, fault.status << 1 | 1)
        }
        func succeeded(_ translation: Translation) -> (name: String, mask: UInt32, value: UInt32) {
            if translation.pageSize == .supersection, cpu.architecture >= .armv7 {
                return ("success", 0xFF00_0003, translation.physical.rawValue & 0xFF00_0000 | 2)
            }
            return ("success", 0xFFFF_F001, translation.physical.rawValue & 0xFFFF_F000)
        }
        guard let fault = walk.fault(for: access, privileged: privileged) else {
            guard let translation = walk.translation else { return ("none", 0, 1) }
            return succeeded(translation)
        }
        switch (fault.kind, walk.translation) {
        case (.translation, nil) where fault.level == .page && regime.access(to: fault.domain) == .none:
            return failed(Fault(kind: .domain, level: .page, access: access))
        case (.accessFlag, .some(let translation)) where translation.domainAccess == .none:
            return failed(Fault(kind: .domain, level: fault.level, access: access))
        case (.accessFlag, .some(let translation)) where translation.domainAccess == .manager:
            return succeeded(translation)
        case (.external, .some(let translation)):
            return succeeded(translation)
        default: return failed(fault)
        }
    }
}
