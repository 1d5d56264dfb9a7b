/// What a JUnit report of ours says.
package struct JUnitDocument: Hashable, Sendable {
    /// Why a test case is not a success.
    package struct Problem: Hashable, Sendable {
        package enum Kind: String, Hashable, Sendable, CaseIterable { case skipped, error, failure }

        package var kind: Kind
        package var message: String
        /// `failed`, `crashed`, `timeout`; of an error `malformed`, `missing`, `defect`; nil when skipped.
        package var type: String?
        package var details: String
    }

    /// A scenario, run once.
    package struct Case: Hashable, Sendable {
        package var name: String
        /// What `cebsp run` takes to run it again: what viewers show as the class.
        package var selector: String
        /// Host time.
        package var milliseconds: Int64
        package var problem: Problem?
        package var output: String?

        /// The number that a repetition's name ends in, or 1.
        var repetition: Int {
            guard let mark = name.lastIndex(of: "#"), mark > name.startIndex, name[name.index(before: mark)] == " "
            else {
                return 1
            }
            return Int(name[name.index(after: mark)...]) ?? 1
        }
    }

    /// The program's name and version: `cebsp 0.1.0`.
    package var tool: String
    package var engine: String
    package var cases: [Case]

    init(tool: String, engine: String, cases: [Case]) {
        self.tool = tool
        self.engine = engine
        self.cases = cases
    }

    func count(_ kind: Problem.Kind) -> Int { cases.count { $0.problem?.kind == kind } }

    /// One report of several parts of a run, which came from one version of one program.
    /// - Returns: nil without parts.
    package init?(merging parts: [JUnitDocument]) {
        guard let first = parts.first else { return nil }
        let engines = parts.reduce(into: [String]()) { if !$0.contains($1.engine) { $0.append($1.engine) } }
        let cases = ReportOrder.sorted(parts.flatMap(\.cases)) {
            ReportOrder(selector: $0.selector, repetition: $0.repetition, position: $1)
        }
        self.init(tool: first.tool, engine: engines.joined(separator: ", "), cases: cases)
    }

    /// As much of the results as the report has, for a summary of it.
    package var results: [ScenarioResult] {
        cases.map { test in
            let status: ScenarioResult.Status =
                switch test.problem?.kind {
                case nil: .passed
                case .skipped: .skipped
                case .error: .error
                case .failure: test.problem?.type.flatMap(ScenarioResult.Status.init(rawValue:)) ?? .failed
                }
            let isProblem = test.problem?.kind == .error
            return ScenarioResult(
                name: test.name, file: test.selector, status: status,
                message: test.problem.map { $0.details.isEmpty ? $0.message : $0.details },
                problem: isProblem
                    ? test.problem?.type.flatMap(ScenarioResult.Problem.init(rawValue:)) ?? .malformed : nil,
                seconds: Double(test.milliseconds) / 1000)
        }
    }
}

extension JUnitDocument {
    /// The document: a test suite for each scenario file's folder is more than viewers show, so there is one suite, and
    /// a test case a scenario.
    package var text: String { head + cases.map(Self.text).joined() + Self.tail }

    /// What stands before the test cases.
    var head: String {
        let counts = [
            ("tests", "\(cases.count)"), ("failures", "\(count(.failure))"), ("errors", "\(count(.error))"),
        ]
        let time = [("time", Self.seconds(cases.reduce(0) { $0 + $1.milliseconds }))]
        var xml = XMLText(declaration: true)
        xml.open("testsuites", [("name", "cebsp")] + counts + time)
        xml.open("testsuite", [("name", "cebsp")] + counts + [("skipped", "\(count(.skipped))")] + time)
        xml.open("properties")
        xml.empty("property", [("name", "tool"), ("value", tool)])
        xml.empty("property", [("name", "engine"), ("value", engine)])
        xml.close("properties")
        return xml.text
    }

    /// What stands behind them.
    static let tail = {
        var xml = XMLText(depth: 2)
        xml.close("testsuite")
        xml.close("testsuites")
        return xml.text
    }()

    /// The element of a test case.
    static func text(of test: Case) -> String {
        var xml = XMLText(depth: 2)
        write(test, into: &xml)
        return xml.text
    }

    private static func write(_ test: Case, into xml: inout XMLText) {
        xml.open(
            "testcase",
            [("name", test.name), ("classname", test.selector), ("time", seconds(test.milliseconds))])
        if let problem = test.problem {
            let attributes = [("message", problem.message)] + (problem.type.map { [("type", $0)] } ?? [])
            if problem.kind == .skipped {
                xml.empty(problem.kind.rawValue, attributes)
            } else {
                xml.element(problem.kind.rawValue, attributes, content: problem.details)
            }
        }
        if let output = test.output { xml.element("system-out", [], content: output) }
        xml.close("testcase")
    }

    /// Seconds with three digits behind the point, the form that readers of JUnit files expect.
    private static func seconds(_ milliseconds: Int64) -> String {
        "\(milliseconds / 1000).\(String(1000 + milliseconds % 1000).dropFirst())"
    }
}
