import Diagnostics
import RunReports
import TestSupport
import Testing

@testable import CEScenario

/// Scenarios whose registry comes from .reg files.
@Suite struct RegistryFileTests {
    /// Runs a scenario with these files of the registry beside it; the board reads the first.
    private static func run(_ registry: [String], _ scenario: String) throws -> ScenarioResult {
        let folder = try TemporaryFolder()
        for (index, text) in registry.enumerated() { try folder.write(text, to: "\(index).reg") }
        try folder.write(
            """
            version: 1
            name: b
            profile: ce6
            cpu: cortex-a8
            ram: [{ base: 0x80000000, size: 64M }]
            addressTable: { rows: [[0x80000000, 0x80000000, 64]] }
            registryFiles: 0.reg
            defines: { BSP_STO: 1 }
            """, to: "board.yaml")
        let path = try folder.write(
            """
            version: 1
            name: registry
            board: board.yaml
            timeout: 5s
            files:
            - \(Fixtures.root)/guests/bin/armv4i/sto.dll
            - \(Fixtures.root)/guests/bin/armv4i/fifo.dll
            \(scenario)
            """, to: "x.scenario.yaml")
        let discovery = ScenarioDiscovery([path])
        if let broken = discovery.broken.first {
            return ScenarioResult(name: "x", file: "x", errors: broken.errors)
        }
        var result = ScenarioRunner().run(try #require(discovery.scenarios.first))
        result.message = result.message?.replacing(folder.path + "/", with: "")
        return result
    }

    private static let platform = """
        REGEDIT4
        [HKEY_LOCAL_MACHINE\\Drivers]
            "RootKey"="Drivers\\\\BuiltIn"
        [HKEY_LOCAL_MACHINE\\Drivers\\BuiltIn]
            "Dll"="BusEnum.dll"
        IF BSP_STO
        [HKEY_LOCAL_MACHINE\\Drivers\\BuiltIn\\Second]
            "Prefix"="FIF"
            "Dll"="fifo.dll"
            "Order"=dword:A
            "Index"=dword:C
        ENDIF
        [HKEY_LOCAL_MACHINE\\Drivers\\BuiltIn\\First]
            "Prefix"="FIF"
            "Dll"="fifo.dll"
            "Order"=dword:2
        [HKEY_LOCAL_MACHINE\\Drivers\\BuiltIn\\Absent]
            "Prefix"="ABS"
            "Dll"="absent.dll"
        """

    @Test func `the registry's drivers are activated in their order`() throws {
        let result = try Self.run(
            [Self.platform],
            """
            builtin: true
            drivers: [{ name: Stories, dll: sto.dll, prefix: STO, index: 1 }]
            steps:
            - { ioctl: "$device\\\\FIF12", code: 4 }
            - { ioctl: "FIF1:", code: 4 }
            - { ioctl: "STO1:", code: 1, error: 50 }
            """)
        #expect(result.failures.map(\.text) == [])
        #expect(result.status == .passed)
        #expect(
            result.observation.output.filter { $0.contains("Init") || $0.contains("passed over") } == [
                "HKLM\\Drivers\\BuiltIn\\Absent: there is no file absent.dll in \\Windows; the driver is passed over",
                "FIF: Init Drivers\\Active\\01", "FIF: Init Drivers\\Active\\02",
            ])
    }

    @Test func `later files and the scenario's own keys come on top`() throws {
        let result = try Self.run(
            [Self.platform, "[-HKEY_LOCAL_MACHINE\\Drivers\\BuiltIn\\Second]\nstray"],
            """
            registryFiles: 1.reg
            registry: { "Drivers\\\\BuiltIn\\\\First": { Index: 3 } }
            builtin: true
            steps: [{ ioctl: "FIF3:", code: 4 }, { ioctl: "$device\\\\FIF12", code: 4 }]
            """)
        #expect(result.failures.map(\.found) == ["no such device (there are FIF3:)"])
        #expect(
            result.observation.output.first?.hasSuffix(
                "1.reg:2: warning: 'stray' is no line of a .reg file; it is left out") == true)
    }

    @Test func `without builtin nothing of it is activated`() throws {
        let result = try Self.run([Self.platform], "steps: [{ ioctl: \"FIF1:\", code: 4 }]")
        #expect(result.failures.map(\.found) == ["none at all"])
    }

    @Test func `what is wrong in a file is an error of the scenario`() throws {
        let result = try Self.run(["[HKEY_LOCAL_MACHINE\\K]\n\"A\"=dword:xyz!"], "builtin: true")
        #expect(result.status == .error)
        #expect(result.problem == .malformed)
        #expect(result.message == "0.reg:2: error: 'A': dword:xyz: one to eight hexadecimal digits are wanted [CE0004]")
    }
}
