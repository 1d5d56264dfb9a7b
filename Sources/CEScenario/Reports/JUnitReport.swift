extension RunReport {
    /// The report as JUnit XML: a test suite for each scenario file's folder is more than viewers show, so there is one suite,
    /// and a test case a scenario with its file as the class.
    public var junit: String {
        var xml = XMLText()
        let failed = results.count { $0.status == .failed || $0.status == .crashed || $0.status == .timeout }
        let totals = [
            ("tests", "\(results.count)"), ("failures", "\(failed)"), ("errors", "\(count(.error))"),
            ("skipped", "\(count(.skipped))"), ("time", decimal(results.reduce(0) { $0 + $1.seconds })),
        ]
        xml.open("testsuites", [("name", "cebsp")] + totals.filter { $0.0 != "skipped" })
        xml.open("testsuite", [("name", "cebsp")] + totals)
        xml.open("properties")
        xml.empty("property", [("name", "tool"), ("value", tool)])
        xml.empty("property", [("name", "engine"), ("value", engine)])
        xml.close("properties")
        for result in results { testCase(result, into: &xml) }
        xml.close("testsuite")
        xml.close("testsuites")
        return xml.text
    }

    private func testCase(_ result: ScenarioResult, into xml: inout XMLText) {
        let name = result.repetition > 1 ? "\(result.name) #\(result.repetition)" : result.name
        xml.open("testcase", [("name", name), ("classname", result.file), ("time", decimal(result.seconds))])
        switch result.status {
        case .passed: break
        case .skipped: xml.empty("skipped", [("message", result.message ?? "")])
        case .error:
            let message = result.message ?? "could not be run"
            xml.element("error", [("message", message.firstLine), ("type", "error")], content: message)
        case .failed, .crashed, .timeout:
            let message = result.failures.first.map { "\($0.text): expected \($0.expected), found \($0.found)" }
            xml.element(
                "failure",
                [
                    ("message", message ?? result.message?.firstLine ?? result.status.rawValue),
                    ("type", result.status.rawValue),
                ], content: details(of: result))
        }
        if !result.observation.output.isEmpty {
            xml.element("system-out", [], content: result.observation.output.joined(separator: "\n"))
        }
        xml.close("testcase")
    }

    /// Failures, faults and output: what a person needs to understand the failure without running it.
    private func details(of result: ScenarioResult) -> String {
        var parts = result.failures.map(\.description)
        if let message = result.message { parts.append(message) }
        parts += result.observation.faults.map(\.text)
        parts += ["output:"] + result.observation.output
        return parts.joined(separator: "\n")
    }

    /// Seconds with three digits behind the point, the form that readers of JUnit files expect.
    private func decimal(_ seconds: Double) -> String {
        let milliseconds = Int64(max(0, min(seconds, 1e12)) * 1000 + 0.5)
        return "\(milliseconds / 1000).\(String(1000 + milliseconds % 1000).dropFirst())"
    }
}

extension String {
    fileprivate var firstLine: String { split(separator: "\n", maxSplits: 1).first.map(String.init) ?? self }
}
