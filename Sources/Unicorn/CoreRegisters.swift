/// The general registers and the status register of one mode: what a trap, a thread switch and a fault report need.
public struct CoreRegisters: Hashable, Sendable {
    /// r0 to r15; 13 is SP, 14 LR, 15 PC.
    public var r: [16 of UInt32]
    public var cpsr: UInt32

    public init() {
        r = [16 of UInt32](repeating: 0)
        cpsr = CPUMode.user.rawValue
    }

    public var sp: UInt32 {
        get { r[13] }
        set { r[13] = newValue }
    }
    public var lr: UInt32 {
        get { r[14] }
        set { r[14] = newValue }
    }
    public var pc: UInt32 {
        get { r[15] }
        set { r[15] = newValue }
    }

    /// Whether the core executes Thumb instructions (CPSR.T).
    public var isThumb: Bool {
        get { cpsr & Self.thumbBit != 0 }
        set { cpsr = newValue ? cpsr | Self.thumbBit : cpsr & ~Self.thumbBit }
    }

    /// The low five bits of CPSR.
    public var mode: CPUMode? { CPUMode(rawValue: cpsr & 0x1F) }

    /// The mode whose SP and LR a mode uses.
    private static func bank(of cpsr: UInt32) -> UInt32 {
        let mode = cpsr & 0x1F
        return mode == CPUMode.system.rawValue ? CPUMode.user.rawValue : mode
    }

    /// Whether SP and LR are the same registers in both modes: USR and SYSTEM share theirs.
    func hasSameBank(asCPSR other: UInt32) -> Bool { Self.haveSameBank(cpsr, other) }
    static func haveSameBank(_ one: UInt32, _ other: UInt32) -> Bool { bank(of: one) == bank(of: other) }

    /// CPSR.T.
    public static let thumbBit: UInt32 = 1 << 5

    public static func == (left: CoreRegisters, right: CoreRegisters) -> Bool {
        left.cpsr == right.cpsr && (0..<16).allSatisfy { left.r[$0] == right.r[$0] }
    }

    public func hash(into hasher: inout Hasher) {
        for index in 0..<16 { hasher.combine(r[index]) }
        hasher.combine(cpsr)
    }
}

/// Processor modes, by CPSR[4:0].
public enum CPUMode: UInt32, Hashable, Sendable {
    case user = 0x10
    case supervisor = 0x13
    case system = 0x1F

    public var isPrivileged: Bool { self != .user }
}
