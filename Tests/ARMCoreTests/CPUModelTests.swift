import ARMCore
import Testing

@Suite struct CPUModelTests {
    @Test func `the architecture of a core`() {
        #expect(CPUModel(rawValue: "cortex-a8")?.architecture == .armv7)
        #expect(CPUModel(rawValue: "arm926")?.architecture == .armv5)
        #expect(CPUModel(rawValue: "sa1110")?.architecture == .armv4)
        #expect(CPUModel(rawValue: "arm1176")?.architecture == .armv6)
        #expect(CPUModel(rawValue: "z80") == nil)
    }

    @Test func `what old and new cores have`() {
        #expect(CPUModel.allCases.count == 14)
        #expect(
            CPUModel.allCases.filter(\.hasFloatingPoint).map(\.rawValue) == [
                "arm1136", "arm1176", "cortex-a7", "cortex-a8", "cortex-a9", "cortex-a15",
            ])
        #expect(CPUModel.arm926.hasVirtualCache)
        #expect(!CPUModel.arm1136.hasVirtualCache)
        #expect(CPUModel.ti925t.cacheLine == 16)
        #expect(CPUModel.cortexA9.cacheLine == 32)
        #expect(CPUModel.cortexA8.cacheLine == 64)
    }
}
