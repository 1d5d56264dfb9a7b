internal import CUnicorn

/// The ARM cores a board may name. The raw value is the name in board files.
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
    public var architecture: Int {
        switch self {
        case .cortexA7, .cortexA8, .cortexA9, .cortexA15: 7
        case .arm1136, .arm1176: 6
        case .arm926, .arm1026, .pxa250, .pxa255, .pxa270: 5
        case .ti925t, .sa1100, .sa1110: 4
        }
    }

    /// Whether the core has VFP registers that a thread switch must keep.
    public var hasFloatingPoint: Bool { architecture >= 7 || self == .arm1136 || self == .arm1176 }

    var code: Int32 {
        let model =
            switch self {
            case .arm926: UC_CPU_ARM_926
            case .arm1026: UC_CPU_ARM_1026
            case .arm1136: UC_CPU_ARM_1136
            case .arm1176: UC_CPU_ARM_1176
            case .cortexA7: UC_CPU_ARM_CORTEX_A7
            case .cortexA8: UC_CPU_ARM_CORTEX_A8
            case .cortexA9: UC_CPU_ARM_CORTEX_A9
            case .cortexA15: UC_CPU_ARM_CORTEX_A15
            case .ti925t: UC_CPU_ARM_TI925T
            case .sa1100: UC_CPU_ARM_SA1100
            case .sa1110: UC_CPU_ARM_SA1110
            case .pxa250: UC_CPU_ARM_PXA250
            case .pxa255: UC_CPU_ARM_PXA255
            case .pxa270: UC_CPU_ARM_PXA270
            }
        return Int32(model.rawValue)
    }
}
