package import MachineTerms
internal import RunReports
package import ScenarioFiles

/// What a worker is to do: run a scenario, once.
package struct ScenarioTask: Hashable, Sendable {
    /// A call that fails in this run, besides what the scenario injects.
    package struct FailingCall: Hashable, Sendable {
        package var function: String
        /// Which call of the function, from 1.
        package var number: Int
        /// The code that it sets; nil when the process ends that makes the call, or is served by it.
        package var error: UInt32?
    }

    package var scenario: Scenario
    /// Which run of it, from 1.
    package var repetition: Int
    /// The checkers that run in place of the file's, or nil.
    package var checkers: [String]?
    /// Functions whose callers are to be told with the result.
    package var survey: [String] = []
    package var failing: FailingCall?
    /// When threads take turns, in place of what the file says.
    package var schedule: ThreadSchedule?
    /// Whether the output is told while the guests run.
    package var isFollowed = false

    package init(scenario: Scenario, repetition: Int, checkers: [String]? = nil) {
        self.checkers = checkers
        self.scenario = scenario
        self.repetition = repetition
    }

    /// The scenario as it runs.
    var prepared: Scenario {
        var prepared = scenario.checked(by: checkers)
        if let schedule { prepared.schedule = schedule }
        if let failing {
            prepared.injections.append(
                .init(
                    effect: failing.error.map { .failure(call: failing.function, error: $0) }
                        ?? .termination(call: failing.function), nth: failing.number, process: nil,
                    location: scenario.location))
        }
        return prepared
    }

    /// The result of a run that no worker has an answer for.
    func result(
        _ status: ScenarioResult.Status, _ message: String, problem: ScenarioResult.Problem? = nil
    ) -> ScenarioResult {
        ScenarioResult(
            name: scenario.name, file: scenario.path, selector: scenario.selector, repetition: repetition,
            status: status, message: message, problem: problem)
    }
}
