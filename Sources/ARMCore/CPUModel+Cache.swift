extension CPUModel {
    /// Bytes of a line of the level 1 data cache (the cores' Technical Reference Manuals; ARM DDI 0198, 0211, 0301,
    /// 0344, 0388, 0438, 0464, Intel 278522 and 280000).
    public var cacheLine: Int {
        switch self {
        case .cortexA7, .cortexA8, .cortexA15: 64
        case .arm926, .arm1026, .arm1136, .arm1176, .cortexA9, .sa1100, .sa1110, .pxa250, .pxa255, .pxa270: 32
        case .ti925t: 16
        }
    }

    /// Whether the data cache knows lines by virtual address, so that a process switch has to empty it: all cores
    /// before ARMv6.
    public var hasVirtualCache: Bool { architecture < .armv6 }
}
