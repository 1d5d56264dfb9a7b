internal import ARMCore
import ARMMMU
import CEMemory
import GuestAddress
import Unicorn

/// Turns the MMU on with a few instructions of the guest's own: the host's write of SCTLR would leave the translator's
/// flags as they were.
struct MMUStart {
    let engine: Engine
    let physical: PhysicalMemory
    /// RAM whose first words the instructions use for the moment; they run where virtual and physical address agree
    /// because the MMU is still off, and the run ends with the instruction that turns it on.
    let scratch: PhysicalAddress

    // SCTLR bits (ARM ARM DDI 0406, B4.1.130).
    private static let mmu: UInt32 = 1 << 0
    private static let dataCache: UInt32 = 1 << 2
    private static let romProtection: UInt32 = 1 << 9
    private static let instructionCache: UInt32 = 1 << 12
    private static let highVectors: UInt32 = 1 << 13
    private static let unaligned: UInt32 = 1 << 22
    private static let extendedTables: UInt32 = 1 << 23

    func enable(_ regime: TranslationRegime) throws {
        var control = try engine.readCP15(.sctlr)
        control |= Self.mmu | Self.dataCache | Self.instructionCache | Self.highVectors
        if regime.format == .v6 {
            control |= Self.unaligned | Self.extendedTables
        } else {
            control |= Self.romProtection
        }
        var values: [(CP15Register, UInt32)] = [(.ttbr0, regime.ttbr0), (.dacr, regime.dacr)]
        if regime.format == .v6 { values += [(.ttbr1, regime.ttbr1), (.ttbcr, regime.ttbcr)] }
        values.append((.sctlr, control))
        for (register, value) in values { try move(value, to: register) }
        if engine.cpu.hasFloatingPoint { try engine.enableFloatingPoint() }
        try write(0)
        try engine.invalidateTranslations()
        try engine.walkTables()
    }

    private func move(_ value: UInt32, to register: CP15Register) throws {
        let instruction = register.moveToCoprocessor(from: 0)
        try write(instruction)
        engine.setRegister(0, value)
        _ = try engine.run(from: scratch.rawValue, end: scratch.rawValue &+ 4)
    }

    private func write(_ word: UInt32) throws {
        let bytes: [UInt8] = [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: word >> $0) }
        try engine.writeCode(bytes.span, at: scratch)
    }
}
