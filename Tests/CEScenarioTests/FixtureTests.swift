import CEScenario
import Diagnostics
import OEMAddrTable
import ScenarioFiles
import TestSupport
import Testing

/// The boards and scenarios that come with the project.
@Suite struct FixtureTests {
    private static let fixtures = Fixtures.root

    @Test(arguments: ["omap-1g", "s3c2440", "am33x-wec7"])
    func `a board's memory map boots and breaks no rule`(name: String) throws {
        let board = try BoardFile(path: "\(Self.fixtures)/boards/\(name)/board.yaml", vocabulary: nil)
        let reading = try board.readMap()
        let findings = (reading.findings + MapRules.check(reading.map)).filter { $0.severity != .note }
        #expect(findings.map { "\($0.id) \($0.location) \($0.message)" } == [])
        #expect(reading.map.validated().map != nil)
    }

    @Test func `the Compact 7 board has its three tables`() throws {
        let board = try BoardFile(path: "\(Self.fixtures)/boards/am33x-wec7/board.yaml", vocabulary: nil)
        let map = try board.readMap().map
        #expect(map.tables.first?.style == .new)
        #expect(map.deviceRows.count == 8)
        #expect(map.ramRows.count == 1)
    }

    @Test func `every scenario is read`() {
        let discovery = ScenarioDiscovery(["\(Self.fixtures)/scenarios"])
        #expect(discovery.broken.flatMap { $0.errors.errors.map(\.description) } == [])
        #expect(discovery.scenarios.count > 30)
    }
}
