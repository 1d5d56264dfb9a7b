import ARMCore
import Diagnostics
import GuestAddress
import Testing

@testable import OEMAddrTable

/// CE0107 where the two mappings differ in their attributes.
struct AliasAttributeTests {
    private static func found(
        _ devices: String, architecture: CoreArchitecture?, profile: Profile = .wec7
    ) -> [String] {
        let source = """
            g_oalAddressTable
                    DCD     0x87654321, g_oalDeviceTable, 0
                    DCD     0x80000000, 0x80000000, 256
                    DCD     0, 0, 0
            g_oalDeviceTable
            \(devices)
                    DCD     0, 0, 0, 0
            """
        let inputs = MapInputs(profile: profile, tables: ["t.inc"], architecture: architecture)
        let reading = MapReader(inputs, sources: MemorySources(["t.inc": source])).read()
        return (reading.findings + MapRules.check(reading.map)).map { "\($0.location.line) \($0.severity) \($0.id)" }
    }

    private static let overRAM = " DCD 0x9B000000, 0x800000, 0x00100000, 0"

    @Test func `cached and uncached at once is a warning on ARMv7 only`() {
        #expect(Self.found(Self.overRAM, architecture: .armv7) == ["6 warning CE0107"])
        #expect(Self.found(Self.overRAM, architecture: .armv5) == ["6 note CE0107"])
        #expect(Self.found(Self.overRAM, architecture: .armv6) == ["6 note CE0107"])
    }

    @Test func `without a core the generation of CE decides`() {
        #expect(Self.found(Self.overRAM, architecture: nil) == ["6 warning CE0107"])
    }

    @Test func `two device rows of one device`() {
        let equal = " DCD 0x9B000000, 0x480000, 0x1000, 0\n DCD 0x9B100000, 0x480000, 0x1000, 0"
        #expect(Self.found(equal, architecture: .armv7) == ["7 note CE0107"])
        let different = " DCD 0x9B000000, 0x480000, 0x1000, 0\n DCD 0x9B100000, 0x480000, 0x1000, 0x4"
        #expect(Self.found(different, architecture: .armv7) == ["7 warning CE0107"])
        #expect(Self.found(different, architecture: .armv5) == ["7 note CE0107"])
    }
}
