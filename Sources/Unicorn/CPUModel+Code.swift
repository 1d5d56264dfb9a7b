internal import ARMCore
internal import CUnicorn

extension CPUModel {
    /// The library's number of the core.
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
