import RunReports
import TestSupport
import Testing

@testable import CEScenario

/// What is said of a driver whose XXX_Init gives up.
@Suite struct InitializationTests {
    private static func output(_ values: String) throws -> [String] {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            """
            version: 1
            name: wants
            board: \(Fixtures.root)/boards/omap-1g/board.yaml
            files: [\(Fixtures.root)/guests/bin/armv4i/wnt.dll]
            drivers: [{ name: Wants, dll: wnt.dll, prefix: WNT, index: 1, values: { \(values) } }]
            """, to: "x.scenario.yaml")
        let scenario = try #require(ScenarioDiscovery([path]).scenarios.first)
        return ScenarioRunner().run(scenario).observation.output
    }

    @Test func `values and devices that are not there are named`() throws {
        #expect(
            try Self.output("") == [
                "CreateFile: no device GIO1:; no driver is active",
                "WNT1: was not activated: WNT_Init asked for IoBase and Irq below Drivers\\BuiltIn\\Wants, "
                    + "found neither, CreateFileW(\"GIO1:\") failed with ERROR_DEV_NOT_EXIST (55), and returned 0",
                "driver Wants (wnt.dll) was not activated: ERROR_OPEN_FAILED (110)",
            ])
        #expect(
            try Self.output("IoBase: 0x48000000")[1].hasPrefix(
                "WNT1: was not activated: WNT_Init asked for Irq below Drivers\\BuiltIn\\Wants, did not find it, "))
    }
}
