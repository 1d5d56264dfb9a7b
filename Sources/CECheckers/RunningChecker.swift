import CEKernel
import CEMemory
internal import Diagnostics

/// A checker at work on a machine. To be derived from: it asks for kinds of event when it is made and emits findings.
class RunningChecker: AccessListener {
    let checker: Checker
    unowned let kernel: Kernel
    private let log: FindingLog

    init(_ checker: Checker, _ setup: CheckerSetup, _ events: MachineEvents, memory memoryEvents: MemoryEvents = []) {
        self.checker = checker
        kernel = setup.kernel
        log = setup.log
        super.init(events, memory: memoryEvents)
    }

    /// - Parameters:
    ///   - process: whose code did it.
    ///   - place: `smd.dll+0x1234 in VirtualFree`.
    /// - Returns: the finding's position among all; nil when it is there already, or there are too many.
    @discardableResult
    final func emit(
        _ severity: Severity, process: String, place: String, _ message: String, hint: String?
    ) -> Int? {
        log.add(
            MachineFinding(
                checker: checker, severity: severity, process: process, place: place, message: message, hint: hint))
    }

    /// Says more of a finding that has been emitted.
    final func revise(_ position: Int, _ message: String, hint: String?) {
        log.revise(position, message, hint: hint)
    }
}
