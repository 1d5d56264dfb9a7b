import Diagnostics

extension HTMLText {
    /// What the checkers found, and the calls that failed.
    mutating func findings(_ run: ScenarioObservation) {
        if !run.findings.isEmpty {
            table(
                "Findings", ["", "Name", "What", "Where", "What to do"],
                run.findings.map { [$0.severity.rawValue, $0.id, $0.message, $0.place, $0.hint ?? ""] })
        }
        guard !run.refusals.isEmpty else { return }
        table(
            "Calls that failed", ["Call", "Error", "Why", "Where", "Times"],
            run.refusals.map { refusal in
                [
                    "\(refusal.call)(\(refusal.arguments))", refusal.error, refusal.text,
                    "\(refusal.process) \(refusal.place)", "\(refusal.count)",
                ]
            })
    }
}
