import CEDiagnosis
import CEKernel
import Diagnostics
import SavedState

extension Checker {
    static let leaks = Checker(
        id: "CE0801", name: "leaks", title: "memory and handles that nobody gave back",
        explanation:
            "A reservation, mapping or handle is left over when its process exits, its driver is unloaded or the "
            + "scenario ends. In the kernel it stays until the next boot; the finding names the caller and the call "
            + "that would have given it back. What a process took for itself goes with it and is a note; of one that "
            + "was killed or crashed nothing is said. What one place leaves is one finding with a count.",
        make: { LeakChecker($0) })
}

/// Reports what nobody gave back.
final class LeakChecker: RunningChecker {
    private var leaks = LeakLog()
    /// The positions of the leaks' findings.
    private var findings: [Int: Int] = [:]

    init(_ setup: CheckerSetup) { super.init(.leaks, setup, .leaks) }

    override func observe(_ event: MachineEvent) {
        guard case .leaked(let told, isMistake: true) = event, let place = leaks.add(told, kernel) else { return }
        let leak = leaks.leaks[place.position]
        let message = "\(leak.what) \(leak.count == 1 ? "was" : "were") not \(leak.omission)"
        let hint = leak.advice
        if place.isNew {
            findings[place.position] = emit(
                leak.isOwn ? .note : .warning, process: leak.process, place: kernel.describe(leak.createdBy), message,
                hint: hint)
        } else if let finding = findings[place.position] {
            revise(finding, message, hint: hint)
        }
    }

    override func carry(_ state: StateCarrier) throws {
        try super.carry(state)
        try state.carry(&leaks)
        try state.carry(&findings)
    }
}
