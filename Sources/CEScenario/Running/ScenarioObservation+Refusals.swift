import CEKernel
import JSON
import RunReports

extension ScenarioObservation.Refusal {
    init(_ refusal: CEKernel.Refusal) {
        self.init(
            call: refusal.call, process: refusal.process, place: refusal.place,
            arguments: refusal.arguments.joined(separator: ", "), error: ErrorNames.text(refusal.error),
            rule: refusal.rule, values: .object(refusal.values.map { JSONValue.Member($0.name, .string($0.text)) }),
            text: refusal.text, count: refusal.count)
    }
}
