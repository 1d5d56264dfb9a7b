internal import ARMCore

/// Everything of a core and its clock that the guest's further way depends on: registers of all modes, system control,
/// floating point, and what the clock counts with. What the library has translated is not part of it: it is translated
/// again.
public struct CoreState: Codable, Sendable {
    var clock: ClockState
    /// SPSR, SP and LR of each mode that has its own, and r8 to r12 of FIQ, in the order of `CPUMode.banked`.
    var banks: [RegisterBank]
    var registers: CoreRegisters
    /// d0 to d31 and FPSCR; nil of a core without.
    var floatingPoint: FloatingPointRegisters?
    var floatingPointControl: UInt32
    /// The registers of `CP15Register.state(of:)`, nil where the core has none.
    var control: [UInt32?]
}

/// What the clock counts with.
struct ClockState: Codable, Sendable {
    var instructions: UInt64
    var block: UInt32
    var blockSize: UInt32
    /// Blocks translated so far: beyond a number of them each costs.
    var translated: UInt64
    /// The blocks that cost more: places in the table and addresses.
    var costly: [UInt32: UInt32]
    /// The part of a load across pages that is still to be told.
    var piece: UInt32
    var pieceSize: UInt32
}

/// The registers that a mode has for itself.
struct RegisterBank: Codable, Sendable, Equatable {
    var spsr: UInt32
    /// r8 to r14 of FIQ, r13 and r14 of others.
    var registers: [UInt32]
}

extension CP15Register {
    static let coprocessorAccess = CP15Register(crn: 1, crm: 0, opc2: 2)

    /// The registers of a core that keep what is written to them, in the order of a saved state (ARM ARM DDI 0406,
    /// B3.17 and B6). SCTLR comes first: the instruction that writes it runs through the tables that were there before.
    /// Others are not to be asked for: the library ends the program at the read of one that it has for show.
    static func state(of cpu: CPUModel) -> [CP15Register] {
        var registers: [CP15Register] = [
            .sctlr, .ttbr0, .ttbr1, .ttbcr, .dacr, .contextID,
            CP15Register(crn: 5, crm: 0, opc2: 0),  // DFSR
            CP15Register(crn: 5, crm: 0, opc2: 1),  // IFSR
            CP15Register(crn: 6, crm: 0, opc2: 0),  // DFAR
            CP15Register(crn: 13, crm: 0, opc2: 0),  // FCSEIDR
        ]
        if cpu.hasFloatingPoint { registers.append(.coprocessorAccess) }
        guard cpu.architecture >= .armv7 else { return registers }
        return registers + [
            CP15Register(crn: 0, opc1: 2, crm: 0, opc2: 0),  // CSSELR
            CP15Register(crn: 6, crm: 0, opc2: 2),  // IFAR
            .par,
            CP15Register(crn: 10, crm: 2, opc2: 0),  // PRRR
            CP15Register(crn: 10, crm: 2, opc2: 1),  // NMRR
            CP15Register(crn: 12, crm: 0, opc2: 0),  // VBAR
            CP15Register(crn: 13, crm: 0, opc2: 2),  // TPIDRURW
            CP15Register(crn: 13, crm: 0, opc2: 3),  // TPIDRURO
            CP15Register(crn: 13, crm: 0, opc2: 4),  // TPIDRPRW
        ]
    }
}

extension CPUMode {
    /// The modes that have registers of their own, and the first of these. USR and SYSTEM share theirs, which come
    /// last.
    static let banked: [(mode: UInt32, first: Int)] = [
        (0x11, 8), (0x12, 13), (supervisor.rawValue, 13), (0x17, 13), (0x1B, 13), (system.rawValue, 13),
    ]
}

extension CoreRegisters: Codable {
    public init(from decoder: any Decoder) throws {
        self.init()
        var values = try decoder.unkeyedContainer()
        for index in 0..<16 { r[index] = try values.decode(UInt32.self) }
        cpsr = try values.decode(UInt32.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.unkeyedContainer()
        for index in 0..<16 { try values.encode(r[index]) }
        try values.encode(cpsr)
    }
}

extension FloatingPointRegisters: Codable {
    public init(from decoder: any Decoder) throws {
        self.init()
        var values = try decoder.unkeyedContainer()
        for index in 0..<Self.count { d[index] = try values.decode(UInt64.self) }
        fpscr = try values.decode(UInt32.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.unkeyedContainer()
        for index in 0..<Self.count { try values.encode(d[index]) }
        try values.encode(fpscr)
    }
}
