internal import CECheckers
internal import CEKernel
internal import CEMachine
internal import Diagnostics

/// Notes what a driver asks for while it is tried.
final class ProbeWatch: MachineObserver {
    private static let maximum = 400
    private static let program = "probe.exe"

    let events: MachineEvents = .registry
    private(set) var queries: [ProbeReport.Query] = []
    private(set) var findings: [ProbeReport.Finding] = []
    /// What calls of XXX_IOControl gave, by their code.
    private(set) var codes: [UInt32: (isAnswered: Bool, error: UInt32?)] = [:]
    private var entry = ""
    private var settled = 0

    /// What comes from now on is an entry point's.
    func begin(_ entry: String) { self.entry = entry }

    func observe(_ event: MachineEvent) {
        guard case .registryQueried(let query, let thread) = event, queries.count < Self.maximum,
            thread.current.name.lowercased() != Self.program
        else { return }
        let noted = ProbeReport.Query(key: query.key, name: query.name, isFound: query.isFound)
        if !queries.contains(noted) { queries.append(noted) }
    }

    func note(_ call: CallRecord) {
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

    private static func number(_ text: String) -> UInt32? {
        let digits = text.split(separator: "=").last.map(String.init) ?? text
        return digits.hasPrefix("0x") ? UInt32(digits.dropFirst(2), radix: 16) : UInt32(digits)
    }

    /// Takes in what the checkers have found since.
    func settle(_ machine: Machine) {
        let all = machine.findings
        for finding in all.dropFirst(settled).prefix(Self.maximum) {
            findings.append(
                ProbeReport.Finding(
                    id: finding.checker.id, severity: finding.severity.rawValue, place: finding.place,
                    message: finding.message, during: entry))
        }
        settled = all.count
    }
}
