import CEDiagnosis
import CEKernel
import SavedState

/// What a run leaves for its reports: faults and leaks. Of a guest that makes them without end the first ones tell
/// enough.
final class RunRecord: MachineObserver, SavedPart {
    private static let maximumFaults = 1000

    let events: MachineEvents = [.faults, .leaks, .refusals]
    /// Unowned: the kernel's observers hold the record.
    private unowned let kernel: Kernel
    private(set) var faults: [FaultReport] = []
    private var leaked = LeakLog()
    var leaks: [Leak] { leaked.leaks }

    private var refused = RefusalLog()
    var refusals: [Refusal] { refused.refusals }

    init(_ kernel: Kernel) { self.kernel = kernel }

    func observe(_ event: MachineEvent) {
        switch event {
        case .faultNoted(let report): if faults.count < Self.maximumFaults { faults.append(report) }
        case .leaked(let leak, _): if !leak.isGivenBack { leaked.add(leak, kernel) }
        case .callRefused(let call, let thread): refused.add(call, thread, kernel)
        default: break
        }
    }

    static let hostProperties: Set<String> = ["events", "kernel"]

    func carry(_ state: StateCarrier) throws {
        try state.carry(&faults)
        try state.carry(&leaked)
        try state.carry(&refused)
    }
}
