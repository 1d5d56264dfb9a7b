internal import CEScenario
internal import Diagnostics
internal import HostSystem
internal import RunReports
internal import ScenarioFiles

/// `cebsp run --inject-each`: a scenario again and again with another call failing each time, as a table.
struct InjectionTable {
    let functions: [String]
    /// The code that failing calls set; nil when processes end instead.
    let error: UInt32?
    let pool: WorkerPool

    /// Runs the scenarios and prints the table.
    /// - Returns: success when every failure was survived without a leak.
    /// - Throws: `FileError` when no worker can be started.
    func run(_ scenarios: [Scenario]) throws(FileError) -> ExitStatus {
        var counts: [CallSiteInjection.Fate: Int] = [:]
        var status = ExitStatus.success
        for scenario in scenarios where !Interruption.isRequested {
            let injection = CallSiteInjection(scenario, error: error)
            guard let survey = try answer(to: injection.survey(functions)) else { break }
            let reference = survey.result
            guard reference.problem == nil, reference.status != .timeout || reference.message == nil else {
                StandardStream.error.write((reference.message ?? "cannot be run") + "\n")
                status = ExitStatus(RunReport(tool: "", engine: "", results: [reference]))
                continue
            }
            StandardStream.output.write("\(scenario.name) (\(scenario.selector))\n")
            if !reference.isGood { StandardStream.output.write(ScheduleSearch.failsAnyhow(reference)) }
            if survey.sites.isEmpty {
                StandardStream.output.write("  no call of \(functions.joined(separator: ", "))\n")
            }
            try run(survey.sites, injection, reference, &counts)
        }
        let summary = CallSiteInjection.Fate.allCases.compactMap { fate in
            counts[fate].map { "\($0) \(fate.rawValue)" }
        }
        StandardStream.output.write("\(summary.isEmpty ? "nothing injected" : summary.joined(separator: ", "))\n")
        let isGood = counts.keys.allSatisfy { $0 == .survived }
        return status == .success && !isGood ? .failure : status
    }

    private func answer(to task: ScenarioTask) throws(FileError) -> WorkerAnswer? {
        var found: WorkerAnswer?
        try pool.run([task]) { _, answer in
            found = answer
            return true
        }
        return found
    }

    /// Runs a scenario for each place and prints the rows in the order of the places, each as soon as those before it
    /// are there.
    private func run(
        _ sites: [CallSiteInjection.Site], _ injection: CallSiteInjection, _ reference: ScenarioResult,
        _ counts: inout [CallSiteInjection.Fate: Int]
    ) throws(FileError) {
        let width = sites.map(\.function.count).max() ?? 0
        let placeWidth = sites.map(\.place.count).max() ?? 0
        var outcomes = [CallSiteInjection.Outcome?](repeating: nil, count: sites.count)
        var next = 0
        try pool.run(sites.map(injection.task)) { position, answer in
            outcomes[position] = injection.outcome(of: answer.result, failing: sites[position], reference: reference)
            while next < sites.count, let outcome = outcomes[next] {
                counts[outcome.fate, default: 0] += 1
                let site = sites[next]
                StandardStream.output.write(
                    "  \(pad(outcome.fate.rawValue, 8))  \(pad(site.function, width))  \(pad(site.place, placeWidth))  "
                        + "\(outcome.detail)\n")
                next += 1
            }
            return true
        }
    }

    private func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
