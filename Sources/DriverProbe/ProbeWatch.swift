internal import CECheckers
internal import CEKernel
internal import CEMachine
internal import Diagnostics
internal import GuestAddress
internal import MachineTerms

/// Notes what a driver asks for while it is tried.
final class ProbeWatch: MachineObserver {
    /// The id of a call that a power handler must not make.
    static let powerCall = "CE0902"
    private static let maximum = 400
    private static let mostFaults = 20
    private static let program = "probe.exe"

    let events: MachineEvents = .registry
    private(set) var queries: [ProbeReport.Query] = []
    private(set) var findings: [ProbeReport.Finding] = []
    /// What calls of XXX_IOControl gave, by their code.
    private(set) var codes: [UInt32: (isAnswered: Bool, error: UInt32?)] = [:]
    private(set) var faults: [String] = []
    private var entry = ""
    private var arguments: String?
    private var settledFindings = 0
    private var settledFaults = 0

    /// What comes from now on is an entry point's.
    /// - Parameter arguments: harmless or hostile; nil where that is no question.
    func begin(_ entry: String, _ arguments: String? = nil) {
        self.entry = entry
        self.arguments = arguments
    }

    func observe(_ event: MachineEvent) {
        guard case .registryQueried(let query, let thread) = event, queries.count < Self.maximum,
            thread.current.name.lowercased() != Self.program
        else { return }
        let noted = ProbeReport.Query(key: query.key, name: query.name, isFound: query.isFound)
        if !queries.contains(noted) { queries.append(noted) }
    }

    func note(_ call: CallRecord) {
        if isInPowerHandler { notePower(call) }
        guard call.function == "DeviceIoControl", call.process.lowercased() == Self.program,
            call.arguments.count > 1, let code = Self.number(call.arguments[1]),
            codes.count < Self.maximum || codes[code] != nil
        else { return }
        let before = codes[code]
        switch call.outcome {
        case .returned(let value) where value != 0: codes[code] = (true, before?.error)
        case .failed(_, let error): codes[code] = (before?.isAnswered ?? false, before?.error ?? error)
        default: codes[code] = before ?? (false, nil)
        }
    }

    // MARK: Power

    private var isInPowerHandler: Bool { ["PowerUp", "PowerDown"].contains(entry) }

    /// What may be called while the system is stopped (documents ms923701, ee483450).
    private static let allowedInPowerHandler: Set<String> = [
        "CeSetPowerOnEvent", "SetInterruptEvent", "OutputDebugStringW", "NKDbgPrintfW", "EnterCriticalSection",
        "LeaveCriticalSection",
    ]

    private func notePower(_ call: CallRecord) {
        guard findings.count < Self.maximum, CallLibrary.isKernelCall(call.function),
            !Self.allowedInPowerHandler.contains(call.function)
        else { return }
        let finding = ProbeReport.Finding(
            id: Self.powerCall, severity: "error", place: call.site,
            message: "\(call.function) is called where nothing may wait: the system is stopped, and CE halts",
            during: entry)
        if !findings.contains(finding) { findings.append(finding) }
    }

    private static func number(_ text: String) -> UInt32? {
        let digits = text.split(separator: "=").last.map(String.init) ?? text
        return digits.hasPrefix("0x") ? UInt32(digits.dropFirst(2), radix: 16) : UInt32(digits)
    }

    /// Takes in what the checkers have found since.
    func settle(_ machine: Machine) {
        let all = machine.findings
        for finding in all.dropFirst(settledFindings).prefix(Self.maximum) {
            findings.append(
                ProbeReport.Finding(
                    id: finding.checker.id, severity: finding.severity.rawValue, place: finding.place,
                    message: finding.wholeMessage, during: entry))
        }
        settledFindings = all.count
        for fault in machine.faults.dropFirst(settledFaults) where faults.count < Self.mostFaults {
            let when = entry + (arguments.map { " with \($0) arguments" } ?? "")
            faults.append("in \(when): \(Self.text(fault))")
        }
        settledFaults = machine.faults.count
    }

    /// `read of 4 bytes at 0x00000010: translation fault, at svc.dll+0x1234 in SVC_IOControl+0x24`.
    private static func text(_ fault: FaultReport) -> String {
        let access = fault.access.map { access in
            let size = fault.size.map { " of \($0) byte\($0 == 1 ? "" : "s")" } ?? ""
            return "\(access)\(size)" + (fault.address.map { " at \($0)" } ?? "")
        }
        let reason =
            fault.message ?? [access, "\(fault.reason.rawValue) fault"].compactMap { $0 }.joined(separator: ": ")
        let place = fault.function ?? fault.kernelCall
        return "\(reason), at \(fault.programCounter)" + (place.map { " in \($0)" } ?? "")
    }
}
