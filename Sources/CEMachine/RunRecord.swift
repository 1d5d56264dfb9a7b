import CEKernel
import SavedState

/// What a run leaves for its reports: faults and leaks. Of a guest that makes them without end the first ones tell
/// enough.
final class RunRecord: MachineObserver, SavedPart {
    private static let maximumFaults = 1000
    private static let maximumLeaks = 10_000

    let events: MachineEvents = [.faults, .leaks]
    private(set) var faults: [FaultReport] = []
    private(set) var leaks: [Leak] = []

    func observe(_ event: MachineEvent) {
        switch event {
        case .faultNoted(let report): if faults.count < Self.maximumFaults { faults.append(report) }
        case .leaked(let leak, _): if leaks.count < Self.maximumLeaks { leaks.append(leak) }
        default: break
        }
    }

    static let hostProperties: Set<String> = ["events"]

    func carry(_ state: StateCarrier) throws {
        try state.carry(&faults)
        try state.carry(&leaks)
    }
}
