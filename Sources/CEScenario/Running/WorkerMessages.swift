internal import HostSystem
internal import JSON
internal import MachineTerms
package import RunReports
import ScenarioFiles

/// What a worker is asked for, one line.
struct WorkerRequest: Hashable {
    var path: String
    var cell: Int
    var repetition: Int
    var checkers: [String]?
    var survey: [String]
    var failing: ScenarioTask.FailingCall?
    /// The folder that no named file may leave, or nil.
    var root: String?
    /// When the answer is wanted, on `Host.monotonicSeconds`.
    var deadline: Double?
    var isFollowed = false
    var schedule: String?

    init(_ task: ScenarioTask, root: String?, deadline: Double?) {
        path = task.scenario.path
        cell = task.scenario.cell
        repetition = task.repetition
        checkers = task.checkers
        survey = task.survey
        failing = task.failing
        isFollowed = task.isFollowed
        schedule = task.schedule?.text
        self.root = root
        self.deadline = deadline
    }

    init?(line: String) {
        guard let json = try? JSONValue(parsing: line.utf8), let path = json["path"]?.text,
            let cell = json["cell"]?.int, let repetition = json["repetition"]?.int
        else { return nil }
        self.path = path
        self.cell = Int(clamping: cell)
        self.repetition = Int(clamping: repetition)
        checkers = json["checkers"]?.elements?.compactMap(\.text)
        survey = json["survey"]?.elements?.compactMap(\.text) ?? []
        root = json["root"]?.text
        deadline = json["deadline"]?.double
        schedule = json["schedule"]?.text
        isFollowed = json["follow"] == .bool(true)
        if let call = json["failing"], let function = call["function"]?.text, let number = call["number"]?.int {
            failing = .init(
                function: function, number: Int(clamping: number),
                error: call["error"]?.int.map { UInt32(clamping: $0) })
        }
    }

    var line: String {
        let json: JSONValue = [
            "path": .string(path), "cell": .count(cell),
            "checkers": checkers.map { .array($0.map(JSONValue.string)) } ?? .null,
            "survey": .array(survey.map(JSONValue.string)),
            "failing": failing.map {
                [
                    "function": .string($0.function), "number": .count($0.number),
                    "error": $0.error.map { .count($0) } ?? .null,
                ]
            } ?? .null,
            "root": .optional(root), "deadline": deadline.map(JSONValue.number) ?? .null,
            "schedule": .optional(schedule), "follow": .bool(isFollowed), "repetition": .count(repetition),
        ]
        return json.serialized()
    }
}

/// What a worker answers, one line: a result, with what was asked for besides.
package struct WorkerAnswer: Hashable, Sendable {
    package var result: ScenarioResult
    /// The places that call one of the functions of the task's survey.
    package var sites: [CallSiteInjection.Site] = []
    /// Why the calls could not be written to where they go, or nil.
    package var traceProblem: String?
    /// The line that the answer was read from: an object with all of the result.
    var line: String?
    /// Whether a worker made it, and did not die or fall silent.
    package var isWorkers: Bool { line != nil }

    init(_ result: ScenarioResult) { self.result = result }

    /// - Returns: nil for what is no answer.
    init?(line: String) {
        guard let json = try? JSONValue(parsing: line.utf8), let result = ScenarioResult(json: json) else { return nil }
        self.result = result
        sites = json["sites"]?.elements?.compactMap(CallSiteInjection.Site.init(json:)) ?? []
        traceProblem = json["traceProblem"]?.text
        self.line = line
    }

    /// The line of an answer that was made here.
    var written: String {
        guard case .object(var members) = result.json else { return "null" }
        if !sites.isEmpty { members.append(.init("sites", .array(sites.map(\.json)))) }
        if let traceProblem { members.append(.init("traceProblem", .string(traceProblem))) }
        return JSONValue.object(members).serialized()
    }
}

extension CallSiteInjection.Site {
    fileprivate init?(json: JSONValue) {
        guard let function = json["function"]?.text, let process = json["process"]?.text,
            let place = json["place"]?.text, let number = json["number"]?.int
        else { return nil }
        self.init(function: function, process: process, place: place, number: Int(clamping: number))
    }

    fileprivate var json: JSONValue {
        [
            "function": .string(function), "process": .string(process), "place": .string(place),
            "number": .count(number),
        ]
    }
}
