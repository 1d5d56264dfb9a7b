internal import CUnicorn

/// A register of the system control coprocessor, by its MCR/MRC coordinates (ARM Architecture Reference Manual, B3).
public struct CP15Register: Hashable, Sendable, CustomStringConvertible {
    public let crn: UInt32
    public let opc1: UInt32
    public let crm: UInt32
    public let opc2: UInt32

    public init(crn: UInt32, opc1: UInt32 = 0, crm: UInt32, opc2: UInt32) {
        self.crn = crn
        self.opc1 = opc1
        self.crm = crm
        self.opc2 = opc2
    }

    public static let sctlr = CP15Register(crn: 1, crm: 0, opc2: 0)
    public static let ttbr0 = CP15Register(crn: 2, crm: 0, opc2: 0)
    public static let ttbr1 = CP15Register(crn: 2, crm: 0, opc2: 1)
    public static let ttbcr = CP15Register(crn: 2, crm: 0, opc2: 2)
    public static let dacr = CP15Register(crn: 3, crm: 0, opc2: 0)
    /// The result of an address-translation operation.
    public static let par = CP15Register(crn: 7, crm: 4, opc2: 0)
    /// Address translation, privileged read; write the virtual address, read PAR. Only in a privileged mode.
    public static let translatePrivilegedRead = CP15Register(crn: 7, crm: 8, opc2: 0)
    public static let translatePrivilegedWrite = CP15Register(crn: 7, crm: 8, opc2: 1)
    public static let translateUserRead = CP15Register(crn: 7, crm: 8, opc2: 2)
    public static let translateUserWrite = CP15Register(crn: 7, crm: 8, opc2: 3)
    public static let tlbiAll = CP15Register(crn: 8, crm: 7, opc2: 0)
    public static let tlbiPage = CP15Register(crn: 8, crm: 7, opc2: 1)
    public static let tlbiASID = CP15Register(crn: 8, crm: 7, opc2: 2)
    public static let contextID = CP15Register(crn: 13, crm: 0, opc2: 1)

    /// Whether it may decide where an address leads: the others that the host writes empty the TLB or ask it.
    var decidesTranslation: Bool { crn != 7 && crn != 8 }

    var request: uc_arm_cp_reg {
        uc_arm_cp_reg(cp: 15, is64: 0, sec: 0, crn: crn, crm: crm, opc1: opc1, opc2: opc2, val: 0)
    }

    /// The words of `mcr p15, opc1, Rt, crn, crm, opc2` for boot code.
    /// - Parameter source: the register whose value is written, 0–14.
    public func moveToCoprocessor(from source: UInt32) -> UInt32 {
        0xEE00_0F10 | opc1 << 21 | crn << 16 | source << 12 | opc2 << 5 | crm
    }

    public var description: String { "c\(crn), c\(crm), \(opc2)" }
}
