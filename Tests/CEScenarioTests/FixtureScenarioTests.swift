import CEScenario
import HostSystem
import RunReports
import ScenarioFiles
import TestSupport
import Testing

/// Every scenario under fixtures/scenarios, each a case of its own that runs once: it says by itself what must happen,
/// the checkers say what is wrong with it and nothing else, and its trace is the frozen one, checkers or not.
@Suite struct FixtureScenarioTests {
    private static let folder = Fixtures.path("scenarios")

    /// The scenarios by what selects them, from the package's folder on.
    private static let scenarios: [String: Scenario] = Dictionary(
        uniqueKeysWithValues: ScenarioDiscovery([folder]).scenarios.map { (short($0.selector), $0) })

    private static func short(_ path: String) -> String { path.replacing(Fixtures.package + "/", with: "") }

    /// `checkers` of `fixtures/scenarios/checkers/alignment.scenario.yaml`.
    private static func folder(of scenario: Scenario) -> String {
        String(short(scenario.path).split(separator: "/").dropFirst(2).dropLast().first ?? "")
    }

    @Test(arguments: scenarios.keys.sorted())
    func `a scenario does what it says, and always the same`(selector: String) throws {
        let scenario = try #require(Self.scenarios[selector])
        // Those that are there for checkers name theirs; the others get all.
        let areAboutCheckers = ["checkers", "broken", "interrupts", "camera", "verify", "planted", "leaks"]
        let isAboutCheckers = areAboutCheckers.contains(Self.folder(of: scenario))
        let result = ScenarioRunner().run(isAboutCheckers ? scenario : scenario.checked(by: ["all"]))
        #expect(result.status == .passed, "\(result.failures) \(result.message ?? "")")
        let findings = result.observation.findings
        if !isAboutCheckers {
            #expect(
                findings.map(\.id) == FixtureMistakes.findings[FixtureMistakes.plain(scenario.name)] ?? [],
                "\(findings.map(\.text))")
        }
        if let expected = try SharedMemoryFindings.expected[scenario.name] {
            #expect(SharedMemoryFindings.text(of: findings) == expected)
        }
        let hash = "0x" + String(result.observation.traceHash, radix: 16).leftPadded(to: 16)
        #expect(try FrozenTraces.hash(of: selector, in: Self.short(scenario.path)) == hash)
    }

    @Test func `all fixtures are scenarios, and lists about them name none that is gone`() throws {
        #expect(ScenarioDiscovery([Self.folder]).broken.isEmpty)
        #expect(Self.scenarios.count > 200)
        let names = Set(Self.scenarios.values.map { FixtureMistakes.plain($0.name) })
        #expect(Set(FixtureMistakes.findings.keys).subtracting(names) == [])
        let shared = Self.scenarios.values.filter { FilePath.lastComponent(of: $0.path).hasPrefix("shared-") }
            .filter { Self.folder(of: $0) == "checkers" }.map(\.name)
        #expect(try Set(SharedMemoryFindings.expected.keys) == Set(shared))
        let faults = Self.scenarios.values.filter { Self.folder(of: $0) == "faults" }
        #expect(faults.count >= 38)
        let broken = Self.scenarios.values.filter { Self.folder(of: $0) == "broken" }
        #expect(Set(broken.flatMap { $0.drivers.map(\.dll) }).count >= 10)
        for scenario in broken { #expect(scenario.expectations.findings?.value.first?.message != nil) }
    }
}

/// The trace hashes of Tests/Frozen.
private enum FrozenTraces {
    /// The hash of a scenario in the frozen file of its scenario file; nil when it has none.
    static func hash(of selector: String, in path: String) throws -> String? {
        let name = path.replacing("fixtures/scenarios/", with: "").replacing(".scenario.yaml", with: ".txt")
        let file = FilePath.join(Fixtures.package, "Tests/Frozen/scenarios/\(name)")
        let lines = String(decoding: try FileAccess().read(file), as: UTF8.self).split(separator: "\n")
        let section = lines.drop { !$0.hasPrefix("== \(selector) ") }
        let line = section.first { $0.hasPrefix("traceHash: ") }
        return line.map { String($0.dropFirst("traceHash: ".count)).replacing("\"", with: "") }
    }
}

/// What the checkers of shared memory say, whole: the place, both sides, the line.
private enum SharedMemoryFindings {
    /// By scenario, as `shared.expected` has them.
    static var expected: [String: String] {
        get throws {
            let file = try Fixtures.bytes("scenarios/checkers/shared.expected")
            var texts: [String: String] = [:]
            var name = ""
            for line in String(decoding: file, as: UTF8.self).split(separator: "\n") {
                if !line.hasPrefix(" ") {
                    name = String(line)
                    texts[name] = ""
                } else {
                    texts[name, default: ""] += "\(line)\n"
                }
            }
            return texts
        }
    }

    static func text(of findings: [ScenarioObservation.Finding]) -> String {
        findings.map { finding in
            "  \(finding.id) \(finding.severity), \(finding.process), \(finding.place)\n    \(finding.message)\n"
                + (finding.hint.map { "    hint: \($0)\n" } ?? "")
        }.joined()
    }
}

extension String {
    fileprivate func leftPadded(to width: Int) -> String { String(repeating: "0", count: max(0, width - count)) + self }
}
