/// How a scenario went.
public struct ScenarioResult: Hashable, Sendable {
    public enum Status: String, Hashable, Sendable, CaseIterable {
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
    public enum Problem: String, Hashable, Sendable, CaseIterable {
        /// A file is not what it should be.
        case malformed
        /// A file is not there.
        case missing
        /// Something of ours broke: a worker died, the emulator refused.
        case defect
    }

    public var name: String
    /// What the scenario shows, in a line; nil when its file does not say.
    public var shows: String?
    /// The scenario file.
    public var file: String
    /// What `cebsp run` takes to run this one again.
    public var selector: String
    /// Which run of the scenario it is, from 1.
    public var repetition: Int
    public var status: Status
    public var failures: [ExpectationFailure]
    /// Why it was skipped, crashed or could not be run; nil when the failures say all.
    public var message: String?
    /// With the status `error`, why; otherwise nil.
    public var problem: Problem?
    /// Host time, seconds.
    public var seconds: Double
    public var observation: ScenarioObservation
    /// Where a store has the observation; nil when it is here.
    var place: ResultStore.Place?

    public init(
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

    /// The result of a scenario whose files are wrong.
    public init(name: String, file: String, errors: InputErrors) {
        self.init(
            name: name, file: file, status: .error, message: errors.description,
            problem: errors.isMissing ? .missing : .malformed)
    }

    /// Whether nothing is wrong.
    public var isGood: Bool { status == .passed || status == .skipped }

    /// The status that a run with these failures has.
    public static func status(
        of observation: ScenarioObservation, failures: [ExpectationFailure], expected: Expectations.Result
    ) -> Status {
        if failures.isEmpty { return .passed }
        switch observation.ending {
        case .crashed where expected != .crash: return .crashed
        case .timeout where expected != .timeout, .deadlock where expected != .timeout: return .timeout
        default: return .failed
        }
    }
}
