package import RunReports
package import ScenarioFiles

/// Runs a scenario once for each place that calls a function, with the first call from there failing.
package struct CallSiteInjection {
    /// A place in guest code that calls a function.
    package struct Site: Hashable, Sendable {
        package var function: String
        /// The process whose code it is.
        package var process: String
        /// Module and offset of the instruction after the call.
        package var place: String
        /// The first call from there, counted over all calls of the function, from 1.
        package var number: Int
    }

    /// A place that is surveyed once.
    struct Place: Hashable {
        var function: String
        var process: String
        var place: String
    }

    /// What became of a run with a failing call.
    package enum Fate: String, Hashable, Sendable, CaseIterable { case survived, leaked, hung, crashed, error }

    /// A run with the call from one place failing.
    package struct Outcome: Hashable, Sendable {
        package var site: Site
        package var fate: Fate
        /// The exit codes, the first leak or the first fault.
        package var detail: String
    }

    private let scenario: Scenario
    private let error: UInt32?

    /// - Parameter error: the code that the failing calls set; nil when a process ends at each call instead.
    package init(_ scenario: Scenario, error: UInt32?) {
        self.scenario = scenario
        self.error = error
    }

    /// The scenario as it is, told with the places in it that call one of the functions. Calls of one function end in
    /// another order than they begin when a thread waits in one.
    package func survey(_ functions: [String]) -> ScenarioTask {
        var task = ScenarioTask(scenario: scenario, repetition: 1)
        task.survey = functions
        return task
    }

    /// The scenario with the call from one place failing.
    package func task(failing site: Site) -> ScenarioTask {
        var task = ScenarioTask(scenario: scenario, repetition: 1)
        task.failing = .init(function: site.function, number: site.number, error: error)
        return task
    }

    /// What became of a run with the call from one place failing.
    /// - Parameter reference: the scenario as it is: what leaks there already is not this failure's.
    package func outcome(of result: ScenarioResult, failing site: Site, reference: ScenarioResult) -> Outcome {
        let run = result.observation
        // The host's limit ended it: there is nothing to look at.
        if result.status == .timeout, let message = result.message {
            return Outcome(site: site, fate: .hung, detail: message)
        }
        if result.problem != nil { return Outcome(site: site, fate: .error, detail: result.message ?? "") }
        if case .crashed(let message) = run.ending { return Outcome(site: site, fate: .crashed, detail: message) }
        if run.faults.count > reference.observation.faults.count, let fault = run.faults.last {
            return Outcome(
                site: site, fate: .crashed, detail: "\(fault.kind) (\(fault.reason)) in \(fault.process)")
        }
        if run.ending != reference.observation.ending, run.ending != .completed {
            return Outcome(
                site: site, fate: .hung, detail: run.ending == .deadlock ? "a deadlock" : "the timeout passed")
        }
        if run.leakTotal > reference.observation.leakTotal {
            let known = Set(reference.observation.leaks)
            return Outcome(site: site, fate: .leaked, detail: run.leaks.first { !known.contains($0) } ?? "")
        }
        let codes = run.processes.map { "\($0.name) \($0.exitCode.map { "exits \($0)" } ?? "still runs")" }
        let missing = run.notActivated.map { "driver \($0) is not activated" }
        return Outcome(site: site, fate: .survived, detail: (missing + codes).joined(separator: ", "))
    }
}
