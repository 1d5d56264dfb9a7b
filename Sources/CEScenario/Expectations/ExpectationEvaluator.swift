internal import Diagnostics
internal import GuestAddress
internal import MachineTerms
package import RunReports
package import ScenarioFiles

/// Compares what a run did with what its scenario expects.
package struct ExpectationEvaluator {
    let expectations: Expectations
    let observation: ScenarioObservation
    let memory: any ObservedMemory

    package init(_ expectations: Expectations, _ observation: ScenarioObservation, memory: any ObservedMemory) {
        self.expectations = expectations
        self.observation = observation
        self.memory = memory
    }

    /// Every expectation that was not met, in the order of the file format.
    package func failures() -> [ExpectationFailure] {
        resultFailures() + exitFailures() + outputFailures() + memoryFailures() + callFailures() + faultFailures()
            + leakFailures() + (expectations.findings.map(FindingComparison(observation.findings).failures) ?? [])
            + ledgerFailures()
    }

    private func resultFailures() -> [ExpectationFailure] {
        let found: Expectations.Result
        let detail: String
        switch observation.ending {
        case .timeout: (found, detail) = (.timeout, "a timeout at \(seconds(observation.virtualNanoseconds))")
        case .crashed(let message): (found, detail) = (.crash, "a crash: \(message)")
        case .deadlock: (found, detail) = (.timeout, "a deadlock: every thread waits for ever")
        case .completed: (found, detail) = (.pass, "a run to the end")
        }
        guard found != expectations.result.value else { return startFailures() }
        let expected =
            switch expectations.result.value {
            case .pass: "a run to the end"
            case .crash: "a crash"
            case .timeout: "a timeout"
            }
        return [ExpectationFailure("result", expected: expected, found: detail, at: expectations.result.location)]
    }

    /// A process that was not started never fails by itself, and a scenario that says nothing expects its drivers too.
    private func startFailures() -> [ExpectationFailure] {
        guard expectations.result.value == .pass else { return [] }
        let drivers = expectations.everyExitIsZero ? observation.notActivated.map { "driver \($0)" } : []
        return (observation.notStarted.map { "process \($0)" } + drivers).map { name in
            ExpectationFailure(
                name, expected: "a start", found: "an error, see the output", at: expectations.result.location)
        }
    }

    private func exitFailures() -> [ExpectationFailure] {
        var failures: [ExpectationFailure] = []
        if expectations.everyExitIsZero {
            for process in observation.processes where process.exitCode != 0 {
                failures.append(
                    .init(
                        "exit code of \(process.name)", expected: "0", found: text(process.exitCode),
                        at: expectations.result.location))
            }
        }
        for exit in expectations.exits {
            let processes = observation.processes.filter { $0.name.lowercased() == exit.process.lowercased() }
            let found = processes.map(\.exitCode)
            // One code stands for every process of the name; a list has one for each.
            let isMet =
                exit.codes.count == 1
                ? !found.isEmpty && found.allSatisfy { $0 == exit.codes[0] } : found == exit.codes.map(Optional.some)
            guard !isMet else { continue }
            let running = observation.processes.map(\.name)
            failures.append(
                .init(
                    "exit code of \(exit.process)", expected: exit.codes.map { text($0) }.joined(separator: ", "),
                    found: processes.isEmpty
                        ? "no such process (there were \(running.isEmpty ? "none" : running.joined(separator: ", ")))"
                        : found.map(text).joined(separator: ", "),
                    at: exit.location))
        }
        return failures
    }

    private func text(_ code: UInt32?) -> String {
        guard let code else { return "still running" }
        return code < 0x1_0000 ? "\(code)" : "\(code) (0x\(hexadecimal(code)))"
    }

    private func outputFailures() -> [ExpectationFailure] {
        var search = OutputSearch(observation.output)
        return expectations.output.compactMap { search.failure(of: $0) }
    }

    private func memoryFailures() -> [ExpectationFailure] {
        expectations.memory.compactMap(MemoryComparison(memory).failure)
    }

    private func callFailures() -> [ExpectationFailure] {
        expectations.calls.flatMap { entry -> [ExpectationFailure] in
            let call =
                observation.calls.first { $0.name == entry.name }
                ?? .init(name: entry.name, count: 0, failed: 0, lastReturn: nil)
            var failures: [ExpectationFailure] = []
            // An entry that gives no figure says that the call was made.
            let count = entry.count ?? (entry.failed == nil && entry.returns == nil ? .init(minimum: 1) : nil)
            if let count, !count.contains(Int64(call.count)) {
                let near = call.count == 0 ? nearestName(to: entry.name, among: observation.calls.map(\.name)) : nil
                let hint = near.map { $0 == entry.name ? "" : "; \($0) was called" } ?? ""
                failures.append(
                    .init(
                        "calls of \(entry.name)", expected: "\(count)", found: "\(call.count)\(hint)",
                        at: entry.location))
            }
            if let failed = entry.failed, !failed.contains(Int64(call.failed)) {
                failures.append(
                    .init(
                        "failed calls of \(entry.name)", expected: "\(failed)", found: "\(call.failed)",
                        at: entry.location))
            }
            if let returns = entry.returns, call.lastReturn != returns {
                failures.append(
                    .init(
                        "last return of \(entry.name)", expected: text(returns),
                        found: call.lastReturn.map { text($0) } ?? "no call", at: entry.location))
            }
            return failures
        }
    }

    private func faultFailures() -> [ExpectationFailure] {
        guard let expected = expectations.faults else { return [] }
        var failures: [ExpectationFailure] = []
        for (index, fault) in observation.faults.enumerated() {
            let found = "\(fault.kind.rawValue) (\(fault.reason.rawValue)) in \(fault.process)"
            guard index < expected.value.count else {
                failures.append(
                    .init(
                        "faults", expected: expected.value.isEmpty ? "none" : "no further one", found: found,
                        at: expected.location))
                continue
            }
            let entry = expected.value[index]
            let matches =
                entry.kind ?? fault.kind == fault.kind && entry.reason ?? fault.reason == fault.reason
                && (entry.process ?? fault.process).lowercased() == fault.process.lowercased()
                && entry.isHandled ?? fault.isHandled == fault.isHandled
            if !matches {
                let handled = fault.isHandled ? ", handled" : ", not handled"
                failures.append(
                    .init(
                        "fault \(index + 1)", expected: describe(entry),
                        found: found + (entry.isHandled == nil ? "" : handled), at: entry.location))
            } else if let text = entry.text {
                failures += textFailures(index, text, fault.text, at: entry.location)
            }
        }
        for (index, entry) in expected.value.enumerated() where index >= observation.faults.count {
            failures.append(.init("fault \(index + 1)", expected: describe(entry), found: "none", at: entry.location))
        }
        return failures
    }

    /// The first line in which a report differs from the expected one.
    private func textFailures(
        _ index: Int, _ expected: String, _ found: String, at location: SourceLocation
    ) -> [ExpectationFailure] {
        var wanted = expected.split(separator: "\n", omittingEmptySubsequences: false)
        // A block of YAML ends in a line break.
        if wanted.last == "" { wanted.removeLast() }
        let lines = found.split(separator: "\n", omittingEmptySubsequences: false)
        for number in 0..<max(wanted.count, lines.count) {
            let want = wanted.indices.contains(number) ? wanted[number] : nil
            let have = lines.indices.contains(number) ? lines[number] : nil
            guard want != have else { continue }
            return [
                ExpectationFailure(
                    "line \(number + 1) of the report of fault \(index + 1)",
                    expected: want.map { "\"\($0)\"" } ?? "no line",
                    found: have.map { "\"\($0)\"" } ?? "no line", at: location)
            ]
        }
        return []
    }

    private func describe(_ fault: Expectations.Fault) -> String {
        (fault.kind?.rawValue ?? "any fault") + (fault.reason.map { " (\($0.rawValue))" } ?? "")
            + (fault.process.map { " in \($0)" } ?? "")
            + (fault.isHandled.map { $0 ? ", handled" : ", not handled" } ?? "")
    }

    private func leakFailures() -> [ExpectationFailure] {
        guard let expected = expectations.leaks, !expected.value.contains(Int64(observation.leakTotal)) else {
            return []
        }
        let shown = observation.leaks.prefix(10).joined(separator: "; ")
        let found = observation.leaks.isEmpty ? "none" : "\(observation.leakTotal): \(shown)"
        return [.init("leaks", expected: "\(expected.value)", found: found, at: expected.location)]
    }

    private func ledgerFailures() -> [ExpectationFailure] {
        expectations.ledger.compactMap { entry in
            guard let figure = observation.ledger.first(where: { $0.use == entry.use }) else { return nil }
            let value =
                switch entry.moment {
                case .start: figure.start
                case .peak: figure.peak
                case .end: figure.end
                }
            guard !entry.bounds.contains(Int64(value)) else { return nil }
            return .init(
                "\(entry.use.expectationKey) at \(entry.moment.rawValue)", expected: "\(entry.bounds)",
                found: "\(value)",
                at: entry.location)
        }
    }
}
