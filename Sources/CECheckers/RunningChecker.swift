import CEKernel
import CEMemory
internal import Diagnostics
import GuestAddress

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
    /// - Returns: the finding's position among all; nil when there are too many.
    @discardableResult
    final func emit(
        _ severity: Severity, process: String, place: String, _ message: String, hint: String?
    ) -> Int? {
        log.add(
            MachineFinding(
                checker: checker, severity: severity, process: process, place: place, message: message, hint: hint))
    }

    /// Notes that a finding is about memory with two kinds of attributes.
    final func note(alias range: AddressRange<PhysicalAddress>, of position: Int) {
        log.note(alias: range, of: position)
    }

    /// Makes what happens to a place in memory part of the finding that has caused it.
    /// - Returns: false when no finding has.
    final func attach(_ consequence: @autoclosure () -> String, over range: AddressRange<PhysicalAddress>) -> Bool {
        guard let cause = log.aliasFinding(over: range) else { return false }
        log.attach(consequence(), to: cause)
        return true
    }

    /// Says more of a finding that has been emitted.
    final func revise(_ position: Int, _ message: String, hint: String?) {
        log.revise(position, message, hint: hint)
    }
}
