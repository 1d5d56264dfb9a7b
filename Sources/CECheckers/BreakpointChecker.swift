import CEDiagnosis
import CEKernel
import Diagnostics

extension Checker {
    static let breakpoint = Checker(
        id: "CE0817", name: "breakpoint", title: "a breakpoint that no handler took",
        explanation:
            "The code met a breakpoint that was compiled into it: DebugBreak, or an assertion of a debug build that "
            + "failed. Its own handlers are asked first. When none takes it the code goes on behind it, so that one "
            + "run shows what follows; a device without a debugger may end the thread or the driver's call there. "
            + "'breakpoints: stop' in a scenario ends the run at the breakpoint.",
        isStandard: true,
        make: { BreakpointChecker($0) })
}

/// Reports breakpoints that threads went on behind.
final class BreakpointChecker: RunningChecker {
    init(_ setup: CheckerSetup) { super.init(.breakpoint, setup, .breakpoints) }

    override func observe(_ event: MachineEvent) {
        guard case .breakpointPassed(let report, let place) = event else { return }
        emit(
            .warning, process: report.process, place: place, Kernel.breakpointText, hint: Kernel.breakpointHint)
    }
}
