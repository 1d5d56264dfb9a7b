extension JUnitDocument.Case {
    init(_ result: ScenarioResult) {
        self.init(
            name: result.repetition > 1 ? "\(result.name) #\(result.repetition)" : result.name,
            selector: result.selector, milliseconds: Int64(max(0, min(result.seconds, 1e12)) * 1000 + 0.5),
            problem: Self.problem(of: result),
            output: result.observation.output.isEmpty ? nil : result.observation.output.joined(separator: "\n"))
    }

    private static func problem(of result: ScenarioResult) -> JUnitDocument.Problem? {
        switch result.status {
        case .passed: return nil
        case .skipped: return .init(kind: .skipped, message: result.message ?? "", type: nil, details: "")
        case .error:
            let message = result.message ?? "could not be run"
            return .init(
                kind: .error, message: message.firstLine, type: result.problem?.rawValue ?? "error", details: message)
        case .failed, .crashed, .timeout:
            let message = result.failures.first.map { "\($0.text): expected \($0.expected), found \($0.found)" }
            return .init(
                kind: .failure, message: message ?? result.message?.firstLine ?? result.status.rawValue,
                type: result.status.rawValue, details: details(of: result))
        }
    }

    /// Failures, threads of a run that hangs, findings, calls that failed and faults: what a person needs to understand
    /// the failure without running it. The output stands beside it.
    private static func details(of result: ScenarioResult) -> String {
        let run = result.observation
        var parts = result.failures.map(\.description)
        if let message = result.message { parts.append(message) }
        parts += ThreadText(run).lines
        parts += run.findings.map(\.text)
        parts += RefusalText(run).entries
        parts += run.faults.map(\.text)
        return parts.joined(separator: "\n")
    }
}

extension String {
    fileprivate var firstLine: String { split(separator: "\n", maxSplits: 1).first.map(String.init) ?? self }
}
