/// How a scenario went.
package struct ScenarioResult: Hashable, Sendable {
    package enum Status: String, Hashable, Sendable, CaseIterable {
        /// Every expectation was met.
        case passed
        /// An expectation was not met.
        case failed
        /// The guest or its kernel crashed and the scenario did not expect it.
        case crashed
        /// The virtual timeout passed and the scenario did not expect it.
        case timeout
        case skipped
        /// The scenario could not be run: a file is wrong, or the machine refused it.
        case error
    }

    /// Why a scenario could not be run.
    package enum Problem: String, Hashable, Sendable, CaseIterable {
        /// A file is not what it should be.
        case malformed
        /// A file is not there.
        case missing
        /// Something of ours broke: a worker died, the emulator refused.
        case defect
    }

    package var name: String
    /// What the scenario shows, in a line; nil when its file does not say.
    package var shows: String?
    /// What it is compared as: results of one word stand side by side in the HTML report.
    package var sideBySide: String?
    /// The scenario file.
    package var file: String
    /// What `cebsp run` takes to run this one again.
    package var selector: String
    /// Which run of the scenario it is, from 1.
    package var repetition: Int
    package var status: Status
    package var failures: [ExpectationFailure]
    /// Why it was skipped, crashed or could not be run; nil when the failures say all.
    package var message: String?
    /// With the status `error`, why; otherwise nil.
    package var problem: Problem?
    /// Host time, seconds.
    package var seconds: Double
    package var observation: ScenarioObservation
    /// Where a store has the observation; nil when it is here.
    var place: ResultStore.Place?

    package init(
        name: String, file: String, selector: String? = nil, repetition: Int = 1, status: Status,
        failures: [ExpectationFailure] = [],
        message: String? = nil, problem: Problem? = nil, seconds: Double = 0, observation: ScenarioObservation = .init()
    ) {
        self.name = name
        self.file = file
        self.selector = selector ?? file
        self.repetition = repetition
        self.status = status
        self.failures = failures
        self.message = message
        self.problem = problem
        self.seconds = seconds
        self.observation = observation
    }

    /// Whether nothing is wrong.
    package var isGood: Bool { status == .passed || status == .skipped }
}
