import RunReports
import TestSupport
import Testing

@testable import CEScenario

/// `expect.devices`, on the board whose driver starts a UART and a timer.
@Suite struct DeviceExpectationTests {
    private static func failures(_ devices: String) throws -> [String] {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            """
            version: 1
            name: devices
            board: \(Fixtures.root)/boards/omap35xx/board.yaml
            timeout: 5s
            files: [\(Fixtures.root)/guests/bin/armv7/soc.dll]
            drivers: [{ name: Soc, dll: soc.dll, prefix: SOC, index: 1, values: { Soc: 1 } }]
            expect:
              devices:
            \(devices)
            """, to: "x.scenario.yaml")
        let discovery = ScenarioDiscovery([path])
        let scenario = try #require(discovery.scenarios.first)
        return ScenarioRunner().run(scenario).failures.map { $0.description.replacing(path, with: "x") }
    }

    @Test func `what was done is no failure`() throws {
        #expect(
            try Self.failures(
                """
                    - { device: uart3, register: SYSC, writes: 1, reads: 0 }
                    - { device: uart3, sent: { min: 1 }, accesses: [SYSC <- 0x2, SYSS -> 0x1, MDR1 <- 0x7] }
                    - { device: uart2, reads: 0, writes: 0, sent: 0 }
                """) == [])
    }

    @Test func `what was not done is told with the device and its register`() throws {
        #expect(
            try Self.failures(
                """
                    - { device: uart3, register: SYSC, writes: 2, reads: { min: 1 } }
                    - { device: uart9, sent: 1 }
                    - { device: uart3, accesses: [SYSC <- 0x2, SYSS -> 0x0] }
                """) == [
                    "x:9:7: error: reads of uart3.SYSC: expected at least 1, found 0",
                    "x:9:7: error: writes of uart3.SYSC: expected 2, found 1",
                    "x:10:7: error: device uart9: expected a device, found the board has none of that name",
                    "x:11:7: error: access 2 to uart3: expected SYSS -> 0x0, found SYSS -> 0x1",
                ])
    }
}
