import CEMemory
import GuestAddress
import MachineTerms
import Unicorn

/// The end of a function whose compiler put a cookie above its local arrays, and that found another one there.
extension Kernel {
    /// __report_gsfailure: it ends the process with STATUS_STACK_BUFFER_OVERRUN and asks no handler. The kernel's own
    /// process cannot be ended: there the driver's caller goes on as after any other fault.
    package func failStackCheck(found: UInt32, _ thread: Thread) {
        var report = report(.stackCheck(found: found), thread)
        observers.tell(.faults, .faultRaised(report, thread))
        guard !thread.current.isKernel else {
            unhandled(report, on: thread)
            return
        }
        output.write(&report)
        observers.tell(.faults, .faultNoted(report))
        terminate(thread.current, report.code)
    }
}
