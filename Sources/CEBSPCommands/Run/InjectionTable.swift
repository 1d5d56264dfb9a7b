internal import CEScenario
internal import HostSystem

/// `cebsp run --inject-each`: a scenario again and again with another call failing each time, as a table.
struct InjectionTable {
    let functions: [String]
    /// The code that failing calls set.
    let error: UInt32
    /// Of each run.
    let limits: RunLimits

    /// Runs the scenarios and prints the table.
    /// - Returns: success when every failure was survived without a leak.
    func run(_ scenarios: [Scenario]) -> ExitStatus {
        var counts: [CallSiteInjection.Fate: Int] = [:]
        var status = ExitStatus.success
        for scenario in scenarios {
            let injection = CallSiteInjection(scenario, error: error, limits: limits)
            let (reference, sites) = injection.survey(functions)
            guard reference.problem == nil, reference.status != .timeout || reference.message == nil else {
                StandardStream.error.write((reference.message ?? "cannot be run") + "\n")
                status = ExitStatus(RunReport(tool: "", engine: "", results: [reference]))
                continue
            }
            StandardStream.output.write("\(scenario.name) (\(scenario.selector))\n")
            if sites.isEmpty {
                StandardStream.output.write("  no call of \(functions.joined(separator: ", "))\n")
            }
            let width = sites.map(\.function.count).max() ?? 0
            let placeWidth = sites.map(\.place.count).max() ?? 0
            for site in sites {
                let outcome = injection.run(site, reference: reference)
                counts[outcome.fate, default: 0] += 1
                StandardStream.output.write(
                    "  \(pad(outcome.fate.rawValue, 8))  \(pad(site.function, width))  \(pad(site.place, placeWidth))  "
                        + "\(outcome.detail)\n")
            }
        }
        let summary = CallSiteInjection.Fate.allCases.compactMap { fate in
            counts[fate].map { "\($0) \(fate.rawValue)" }
        }
        StandardStream.output.write("\(summary.isEmpty ? "nothing injected" : summary.joined(separator: ", "))\n")
        let isGood = counts.keys.allSatisfy { $0 == .survived }
        return status == .success && !isGood ? .failure : status
    }

    private func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
