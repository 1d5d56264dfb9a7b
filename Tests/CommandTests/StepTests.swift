import Diagnostics
import RunReports
import TestSupport
import Testing

@testable import CEBSPCommands
@testable import CEScenario

/// Stories with a step that cannot be taken as written, on the driver of the stories.
@Suite struct StepTests {
    private static func failures(_ steps: String) throws -> [String] {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            """
            version: 1
            name: steps
            board: \(Fixtures.root)/boards/omap-1g/board.yaml
            timeout: 5s
            files: [\(Fixtures.root)/guests/bin/armv4i/sto.dll, \(Fixtures.root)/guests/bin/armv4i/story.exe]
            drivers: [{ name: Stories, dll: sto.dll, prefix: STO, index: 1 }]
            steps:
            \(steps)
            expect: { result: pass }
            """, to: "x.scenario.yaml")
        let discovery = ScenarioDiscovery([path])
        if let broken = discovery.broken.first {
            return broken.errors.errors.map { $0.description.replacing(path, with: "x") }
        }
        let scenario = try #require(discovery.scenarios.first)
        return ScenarioRunner().run(scenario).failures.map { $0.description.replacing(path, with: "x") }
    }

    @Test func `a wait that ends without its text is told, and the rest is left out`() throws {
        #expect(
            try Self.failures(
                """
                - { waitFor: "nothing", within: 3ms }
                - { kill: nobody.exe }
                """)
                == ["x:8:3: error: step 1: expected output \"nothing\", found no such text within 3 ms"])
    }

    @Test func `a process that is not there cannot be ended`() throws {
        #expect(
            try Self.failures("- { kill: nobody.exe }")
                == ["x:8:3: error: step 1: expected a process nobody.exe, found none that runs"])
    }

    @Test func `a control call is told by device, error and output`() throws {
        #expect(
            try Self.failures("- { ioctl: \"STO2:\", code: 1 }")
                == ["x:8:3: error: step 1: expected a device STO2:, found no such device (there are STO1:)"])
        #expect(
            try Self.failures("- { ioctl: \"STO1:\", code: 1 }")
                == [
                    "x:8:3: error: step 1: expected success, found ERROR_NOT_SUPPORTED (50): STO_IOControl of sto.dll "
                        + "returned FALSE"
                ])
        #expect(
            try Self.failures("- { ioctl: \"STO1:\", code: 1, error: 87 }")
                == [
                    "x:8:3: error: step 1: expected ERROR_INVALID_PARAMETER (87), found ERROR_NOT_SUPPORTED (50): "
                        + "STO_IOControl of sto.dll returned FALSE"
                ])
        // The uncached RAM holds zeros.
        #expect(
            try Self.failures("- { ioctl: \"STO1:\", code: 0x222014, output: \"01 00 00 00\" }")
                == ["x:8:3: error: step 1: expected output 01 00 00 00, found 00 00 00 00"])
        // Writes to address 0x10.
        #expect(
            try Self.failures("- { ioctl: \"STO1:\", code: 0x22200C, input: \"10 00 00 00\" }")
                == ["x:8:3: error: step 1: expected an answer, found a fault in the driver, see the output"])
    }

    @Test func `memory is looked at when its step comes`() throws {
        #expect(
            try Self.failures(
                """
                - { memory: { physical: 0x81F00000, bytes: "00 00" } }
                - { ioctl: "STO1:", code: 0x22200C, input: "00 00 F0 81" }
                - { memory: { physical: 0x81F00000, string: "Hello Welt" } }
                """)
                == [
                    "x:10:13: error: memory at physical 0x81f00000: expected \"Hello Welt\", found \"Hello Worl\""
                ])
    }

    @Test func `keys that do not go together are refused`() throws {
        #expect(
            try Self.failures("- { kill: a.exe, within: 1s }\n- { within: 1s }\n- { ioctl: \"STO1:\" }") == [
                "x:8:18: error: 'within' does not go with 'kill'",
                "x:9:3: error: a step has one of 'start', 'waitFor', 'waitForExit', 'advance', 'suspend', 'kill', 'ioctl', "
                    + "'memory', 'uart', 'gpio', 'activate', 'deactivate'",
                "x:10:3: error: 'ioctl' needs 'code'",
            ])
    }
}
