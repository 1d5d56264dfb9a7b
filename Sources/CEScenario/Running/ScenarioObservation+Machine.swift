import CECheckers
import CEDevices
import CEDiagnosis
import CEKernel
internal import CEMachine
import CEMemory
internal import Diagnostics
internal import GuestAddress
import MachineTerms
import RunReports

extension ScenarioObservation {
    /// What a machine that has stopped says about its run.
    init(_ machine: Machine, outcome: Machine.Outcome, ledgerBefore before: LedgerCounts) {
        let processes = machine.processes
        let names = Dictionary(machine.kernel.processes.all.map { ($0.number, $0.name) }) { first, _ in first }
        let peak = machine.ledgerPeak
        let end = machine.ledger
        self.init(
            ending: Self.ending(outcome, processes, machine.faults.last), output: machine.outputLines,
            processes: processes.map { Process(name: $0.name, id: $0.id, exitCode: $0.exitCode) },
            notStarted: machine.failedProcesses, notActivated: machine.failedDrivers,
            faults: machine.faults.map(Fault.init), leaks: machine.leaks.map { machine.kernel.describe($0) },
            calls: machine.calls.map {
                Call(name: $0.name, count: $0.count, failed: $0.failed, lastReturn: $0.lastReturn)
            },
            mappings: machine.mappings.map { Mapping($0, processes: names, machine.kernel) },
            ledger: [
                LedgerFigure(.total, start: before.total, peak: peak.total, end: end.total),
                LedgerFigure(.kernel, start: before.kernel, peak: peak.kernel, end: end.kernel),
                LedgerFigure(.pageTables, start: before.pageTables, peak: peak.pageTables, end: end.pageTables),
                LedgerFigure(.committed, start: before.committed, peak: peak.committed, end: end.committed),
                LedgerFigure(.shared, start: before.shared, peak: peak.shared, end: end.shared),
                LedgerFigure(.free, start: before.free, peak: peak.free, end: end.free),
            ],
            instructions: machine.instructions, virtualNanoseconds: machine.virtualNanoseconds,
            traceHash: machine.traceHash, bootLog: machine.bootLog)
        leakCount = machine.leaks.isEmpty ? nil : machine.leaks.reduce(0) { $0 &+ $1.count }
        let counts = machine.kernel.counts
        (tableWords, tableWordsCleared) = (counts.descriptors, counts.cleared)
        tlbInvalidations = counts.invalidations
        let clock = machine.kernel.board.clock
        threads = machine.threads.map { Thread($0, clock) }
        lanes = machine.lanes.map { Lane($0, clock) }
        stacks = machine.stackDepths.map(Stack.init)
        pictures = machine.pictures.map {
            Picture(device: $0.device, width: $0.width, height: $0.height, pixels: $0.pixels)
        }
        (processLedger, siteLedger) = Self.ledgers(machine.kernel)
        pages = Self.pages(machine.kernel)
        outputEntries = Self.entries(machine.kernel.output.passages, machine.faults)
        missingCalls = machine.missingCalls.map {
            MissingCall(function: $0.function, count: $0.count, callers: $0.callers)
        }
        refusals = machine.refusals.map(Refusal.init)
        findings = machine.findings.map {
            Finding(
                id: $0.checker.id, severity: $0.severity, process: $0.process, place: $0.place,
                message: $0.wholeMessage, hint: $0.hint, count: $0.count)
        }
    }

    private static func ending(
        _ outcome: Machine.Outcome, _ processes: [ProcessSummary], _ lastFault: FaultReport?
    ) -> Ending {
        if outcome == .breakpoint {
            return .crashed("the run ended at the breakpoint \(lastFault?.programCounter ?? "")")
        }
        if let crashed = processes.first(where: \.endedByFault) {
            return .crashed("\(crashed.name) ended by an exception that nobody handled")
        }
        return switch outcome {
        case .completed, .breakpoint: .completed
        case .timeout: .timeout
        case .deadlock: .deadlock
        }
    }
}

extension ScenarioObservation.Mapping {
    fileprivate init(_ record: MappingRecord, processes: [UInt16: String], _ kernel: Kernel) {
        func site(_ site: CallSite) -> String { kernel.describe(site) }
        self.init(
            process: processes[record.owner] ?? "process \(record.owner)", virtual: record.virtual,
            physical: record.physical, kind: record.kind, attributes: Self.flags(record.protection),
            createdBy: site(record.createdBy), releasedBy: record.releasedBy.map(site),
            createdAt: kernel.board.clock.nanoseconds(record.createdBy.instructions),
            releasedAt: record.releasedBy.map { kernel.board.clock.nanoseconds($0.instructions) })
    }

    /// The PAGE_… flags by name.
    private static func flags(_ protection: UInt32) -> String {
        let names: [(UInt32, String)] = [
            (Protection.noAccess, "PAGE_NOACCESS"), (Protection.readOnly, "PAGE_READONLY"),
            (Protection.readWrite, "PAGE_READWRITE"), (Protection.execute, "PAGE_EXECUTE"),
            (Protection.executeRead, "PAGE_EXECUTE_READ"), (Protection.executeReadWrite, "PAGE_EXECUTE_READWRITE"),
            (Protection.guardPage, "PAGE_GUARD"), (Protection.noCache, "PAGE_NOCACHE"),
            (Protection.physical, "PAGE_PHYSICAL"),
        ]
        let known = names.filter { protection & $0.0 != 0 }
        let rest = known.reduce(protection) { $0 & ~$1.0 }
        return (known.map(\.1) + (rest == 0 ? [] : ["0x\(hexadecimal(rest))"])).joined(separator: " | ")
    }
}
