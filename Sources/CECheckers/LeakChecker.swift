import CEDiagnosis
import CEKernel
import Diagnostics

extension Checker {
    static let leaks = Checker(
        id: "CE0801", name: "leaks", title: "memory that nobody freed",
        explanation:
            "A reservation or mapping is left over when its process exits, its driver is unloaded or the scenario "
            + "ends. In the kernel it stays until the next boot; the finding names the caller and the call that would "
            + "have freed it. What a process took for itself goes with it and is a note; of one that was killed or "
            + "crashed nothing is said.",
        make: { LeakChecker($0) })
}

/// Reports reservations that nobody freed.
final class LeakChecker: RunningChecker {
    init(_ setup: CheckerSetup) { super.init(.leaks, setup, .leaks) }

    override func observe(_ event: MachineEvent) {
        guard case .leaked(let leak, isMistake: true) = event else { return }
        emit(
            leak.isOwn ? .note : .warning, process: leak.process, place: kernel.describe(leak.createdBy),
            "\(leak.range) was not freed at \(leak.reason.rawValue)", hint: "\(leak.remedyText) frees it")
    }
}
