import CEScenario
import HostSystem
import RunReports
import ScenarioFiles
import TestSupport
import Testing

/// What the checkers of shared memory say, whole: the place, both sides, the line. The machine is deterministic.
@Suite struct SharedMemoryCheckerTests {
    private static let folder = Fixtures.path("scenarios/checkers")

    /// The scenarios `shared-…`, in order, and their findings as `shared.expected` has them.
    private static func findings() -> String {
        let scenarios = ScenarioDiscovery([folder]).scenarios.filter {
            FilePath.lastComponent(of: $0.path).hasPrefix("shared-")
        }
        var text = ""
        for scenario in scenarios {
            let result = ScenarioRunner().run(scenario)
            text += "\(scenario.name)\n"
            for finding in result.observation.findings {
                text += "  \(finding.id) \(finding.severity), \(finding.process), \(finding.place)\n"
                text += "    \(finding.message)\n"
                text += finding.hint.map { "    hint: \($0)\n" } ?? ""
            }
        }
        return text
    }

    @Test func `findings have the places and the words that are written down`() throws {
        let expected = try FileAccess().read(FilePath.join(Self.folder, "shared.expected"))
        #expect(Self.findings() == String(decoding: expected, as: UTF8.self))
    }
}
