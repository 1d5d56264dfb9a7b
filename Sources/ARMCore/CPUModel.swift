/// The ARM cores that a board may name, known here once. The raw value is the name in board files.
public enum CPUModel: String, Hashable, Sendable, CaseIterable {
    case arm926
    case arm1026
    case arm1136
    case arm1176
    case cortexA7 = "cortex-a7"
    case cortexA8 = "cortex-a8"
    case cortexA9 = "cortex-a9"
    case cortexA15 = "cortex-a15"
    case ti925t
    case sa1100
    case sa1110
    case pxa250
    case pxa255
    case pxa270

    /// The ARM architecture version, which decides the page-table format.
    public var architecture: CoreArchitecture {
        switch self {
        case .cortexA7, .cortexA8, .cortexA9, .cortexA15: .armv7
        case .arm1136, .arm1176: .armv6
        case .arm926, .arm1026, .pxa250, .pxa255, .pxa270: .armv5
        case .ti925t, .sa1100, .sa1110: .armv4
        }
    }

    /// Whether the core has Thumb state: the StrongARMs have not (ARM DDI 0100, A1.1.4; Intel 278087).
    public var hasThumb: Bool { self != .sa1100 && self != .sa1110 }

    /// Whether the core has VFP registers that a thread switch must keep.
    public var hasFloatingPoint: Bool { architecture >= .armv7 || self == .arm1136 || self == .arm1176 }

    /// Whether type 3 in a coarse table of the v5 format is a page of 4 KB (ARM DDI 0100, B4.7.8; Intel 280000, 2.3.2).
    public var hasExtendedSmallPages: Bool {
        architecture >= .armv6 || self == .pxa250 || self == .pxa255 || self == .pxa270
    }

    /// Whether first-level descriptors can forbid privileged code to execute (ARM DDI 0406, B3.5.1): cores with the
    /// large physical address extension.
    public var hasPrivilegedExecuteNever: Bool { self == .cortexA7 || self == .cortexA15 }
}
