import CEKernel
import Diagnostics

extension Checker {
    static let removedCalls = Checker(
        id: "CE0831", name: "removed-calls", title: "a call that CE 6 no longer supports",
        explanation:
            "CE 6 has no slots and no permissions. It keeps the names of CE 5's pointer mapping and permission calls, "
            + "so that drivers load, and takes their effect: each prints a line on the debug port and returns the "
            + "pointer as it is, or 0. What came as an argument is good as it is; a pointer inside a buffer, or one "
            + "that is kept beyond the call, leads into another process from then on.",
        example: Example(
            bad: "p = MapCallerPtr(request->buffer, request->size);",
            good: "CeOpenCallerBuffer(&p, request->buffer, request->size, ARG_IO_PTR, FALSE);"),
        isStandard: true,
        make: { RemovedCallChecker($0) })
}

/// Reports calls that the system keeps without their effect.
final class RemovedCallChecker: RunningChecker {
    init(_ setup: CheckerSetup) { super.init(.removedCalls, setup, .removedCalls) }

    override func observe(_ event: MachineEvent) {
        guard case .removedFunctionCalled(let name, let replacement, let process, let place) = event else { return }
        emit(
            .warning, process: process.name, place: place, "CE 6 no longer supports \(name)", hint: replacement)
    }
}
