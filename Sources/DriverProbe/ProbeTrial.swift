internal import CECheckers
internal import CEKernel
internal import CEMachine
internal import CEMemory
internal import CEScenario
internal import Diagnostics
internal import GuestAddress
internal import MachineTerms
internal import PEImage
internal import ScenarioFiles

/// One run of a driver under one prefix: activation, then every entry point by a process of its own.
struct ProbeTrial {
    /// One process that calls an entry point.
    private struct Call {
        var entry: String
        var isHostile: Bool
        var arguments: String
    }

    private static let program = "probe.exe"
    /// The key of the only driver.
    private static let activeKey = "Drivers\\Active\\01"
    private static let codesOfACall = 12
    /// A process may need so much more than its entry point.
    private static let overhead: UInt32 = 20

    private let scenario: ProbeScenario
    private let codes: [UInt32]
    private let machine: Machine
    private let board: BoardFile
    private let watch: ProbeWatch

    /// - Parameter codes: what XXX_IOControl is called with, besides a few that no driver knows.
    /// - Throws: `InputErrors` for what in board or registry keeps the machine from being made.
    init(_ scenario: ProbeScenario, codes: [UInt32], path: String) throws(InputErrors) {
        self.scenario = scenario
        self.codes = codes
        let read = try Scenario.read(bytes: Array(scenario.text.utf8), path: path, vocabulary: .machine)
        guard let first = read.first else {
            throw InputErrors(InputError(at: SourceLocation(file: path), "no scenario"))
        }
        board = try BoardFile(reading: first.board, vocabulary: .machine)
        machine = try ScenarioSetup(first).machine
        machine.addFile(named: Self.program, bytes: PackageResources.probe_exe)
        watch = ProbeWatch()
        watch.begin("Init")
    }

    /// Runs it.
    /// - Throws: an error of the engine.
    mutating func run() throws -> ProbeReport {
        let watch = watch
        machine.kernel.add(watch)
        machine.onCall { watch.note($0) }
        machine.kernel.control.limit = RunLimits(seconds: 20).watch()
        var report = ProbeReport(file: scenario.request.driver, status: .activated)
        report.prefix = scenario.prefix.prefix
        report.device = scenario.device
        let time = UInt64(scenario.request.milliseconds) * 1_000_000
        let outcome = try machine.run(virtualTimeout: machine.virtualNanoseconds + time + 50_000_000)
        if outcome == .timeout || outcome == .deadlock {
            report.status = .hung
            let entry = machine.kernel.drivers.isInitializing ? scenario.prefix.export("Init") : "DllMain"
            report.reason = "\(entry) did not return within \(scenario.request.milliseconds) ms"
        } else if !machine.failedDrivers.isEmpty {
            report.status = .refused
            report.reason = reason
        } else {
            try callEntries(&report, time)
        }
        watch.settle(machine)
        complete(&report)
        return report
    }

    /// The line that says why, or the last one.
    private var reason: String? {
        let lines = machine.outputLines
        return lines.last { $0.contains("was not activated: ") && !$0.hasPrefix("driver ") }
            ?? lines.last { $0.contains(".dll exports ") }
            ?? lines.last { $0.hasPrefix("driver ") && $0.contains("was not activated") }
    }

    // MARK: Entry points

    private var calls: [Call] {
        let entries = scenario.prefix.entries
        var calls: [Call] = []
        if let device = scenario.device {
            calls.append(Call(entry: "Open", isHostile: false, arguments: "\(device) o"))
            let known = codes.isEmpty ? [] : codes
            let groups = stride(from: 0, to: known.count, by: Self.codesOfACall).map {
                known[$0..<min($0 + Self.codesOfACall, known.count)].map { String($0, radix: 16) }.joined(
                    separator: " ")
            }
            for isHostile in [false, true] {
                for (entry, letter) in [("Read", "r"), ("Write", "w"), ("Seek", "s")] where entries.contains(entry) {
                    let what = isHostile ? letter.uppercased() : letter
                    calls.append(Call(entry: entry, isHostile: isHostile, arguments: "\(device) \(what)"))
                }
                guard entries.contains("IOControl") else { continue }
                for group in groups + ["0 ffffffff"] {
                    calls.append(
                        Call(
                            entry: "IOControl", isHostile: isHostile,
                            arguments: "\(device) \(isHostile ? "I" : "i") \(group)"))
                }
            }
        }
        return calls
    }

    private func callEntries(_ report: inout ProbeReport, _ time: UInt64) throws {
        let results = ProbeResults()
        for call in calls { add(call, results) }
        for isUp in [false, true] { addPower(isUp: isUp, results) }
        add(Call(entry: "Deinit", isHostile: false, arguments: "- d"), results)
        let perCall = time + UInt64(Self.overhead) * 1_000_000 + 10_000_000
        _ = try machine.run(virtualTimeout: machine.virtualNanoseconds + perCall * UInt64(calls.count + 4))
        if let waiting = results.waiting {
            results.entries.append(
                ProbeReport.Entry(name: waiting, arguments: "harmless", outcome: "did not return", succeeded: 0))
        }
        for entry in results.entries {
            // Groups of codes are one entry.
            if let last = report.entries.indices.last, report.entries[last].name == entry.name,
                report.entries[last].arguments == entry.arguments
            {
                report.entries[last].succeeded &+= entry.succeeded
                if entry.outcome != "returned" { report.entries[last].outcome = entry.outcome }
            } else {
                report.entries.append(entry)
            }
        }
    }

    /// XXX_PowerDown or XXX_PowerUp, if the driver has it.
    private func addPower(isUp: Bool, _ results: ProbeResults) {
        let name = isUp ? "PowerUp" : "PowerDown"
        guard scenario.prefix.entries.contains(name) else { return }
        let (machine, watch) = (machine, watch)
        machine.addAction { [unowned machine] in
            watch.settle(machine)
            watch.begin(name)
            results.waiting = name
        }
        machine.addPower(device: Self.activeKey, isUp: isUp) { result in
            results.waiting = nil
            let outcome =
                switch result {
                case .succeeded: "returned"
                case .faulted: "faulted"
                case .failed(let error, _): "failed: \(ErrorNames.text(error))"
                case .noDevice: "was not called: the driver is gone"
                }
            results.entries.append(
                ProbeReport.Entry(
                    name: name, arguments: "harmless", outcome: outcome, succeeded: outcome == "returned" ? 1 : 0))
        }
    }

    private func add(_ call: Call, _ results: ProbeResults) {
        let (machine, watch) = (machine, watch)
        let state = CallProgress()
        // Unowned: the machine holds its steps.
        machine.addAction { [unowned machine] in
            watch.settle(machine)
            watch.begin(call.entry, call.isHostile ? "hostile" : "harmless")
            state.faults = machine.faults.count
        }
        machine.addProcess(image: Self.program, arguments: call.arguments)
        machine.addWait(
            milliseconds: scenario.request.milliseconds + Self.overhead,
            until: { [unowned machine] in !machine.isRunning(Self.program) }, then: { state.isDone = $0 })
        machine.addAction { [unowned machine] in
            let code = machine.processes.last?.exitCode ?? 0
            if !state.isDone { _ = machine.terminateProcesses(named: Self.program) }
            var outcome = "returned"
            if !state.isDone {
                outcome = "did not return"
            } else if machine.faults.count > state.faults {
                outcome = "faulted"
            } else if code & 0x10000 != 0 {
                outcome = "Open failed: \(ErrorNames.text(code & 0xFFFF))"
            }
            results.entries.append(
                ProbeReport.Entry(
                    name: call.entry, arguments: call.isHostile ? "hostile" : "harmless", outcome: outcome,
                    succeeded: code & 0x10000 != 0 ? 0 : code))
        }
    }

    // MARK: The report

    private func complete(_ report: inout ProbeReport) {
        report.queries = watch.queries
        report.findings = watch.findings
        report.faults = watch.faults
        report.missingCalls = machine.missingCalls.map {
            .init(function: $0.function, count: UInt32(clamping: $0.count), callers: $0.callers)
        }
        report.output = machine.outputLines.filter { !$0.isEmpty }.prefix(200).map { String($0.prefix(400)) }
        report.mappings = ProbePlaces(board, machine.kernel.board.staticMap).mappings(machine)
        var known: [UInt32: ProbeReport.Code] = [:]
        for code in codes { known[code] = .init(code: code, source: "code", isAnswered: false, error: nil) }
        for (code, answer) in watch.codes where known[code] != nil || answer.isAnswered {
            let source = known[code] == nil ? "run" : "both"
            known[code] = .init(code: code, source: source, isAnswered: answer.isAnswered, error: answer.error)
        }
        report.codes = known.values.sorted { $0.code < $1.code }
    }

    /// Pages of registers that the driver maps and the board does not have.
    var unknownPages: [PhysicalAddress] {
        ProbePlaces(board, machine.kernel.board.staticMap).unknownPages(machine)
    }
}

/// How far one call has come.
private final class CallProgress {
    var isDone = false
    var faults = 0
}

/// What the calls have given.
private final class ProbeResults {
    var entries: [ProbeReport.Entry] = []
    /// The entry point that the machine itself has called and that has not returned.
    var waiting: String?
}
