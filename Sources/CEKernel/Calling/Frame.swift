import CEMemory
import GuestAddress
package import Unicorn

/// What a thread comes back to: a call that the kernel made into the guest, or a stay in the process of a user-mode driver.
package struct Frame: Codable {
    enum Kind: Codable {
        /// A call into the guest: the function, and what happens with its result.
        case call(entry: UInt32, then: Continuation)
        case visit(HostVisit)
    }

    /// Where the kernel call returns to once it is complete.
    package let resume: CoreRegisters
    package let current: Process
    /// The call of a CE function for which it was made; nil where the kernel did it of itself.
    let call: PendingCall?
    var kind: Kind

    /// What happens with the result of a call; nil of a visit.
    var continuation: Continuation? {
        if case .call(_, let continuation) = kind { continuation } else { nil }
    }

    /// `DRV1: in XXX_IOControl of code 0x00000007`: what a driver was called for; nil of any other call.
    package var request: String? {
        guard case .ioControl(let work)? = continuation?.driverCall?.kind else {
            guard case .transfer(let work, _)? = continuation?.driverCall?.kind else { return nil }
            return "\(work.device.anyName ?? work.device.module.name) in \(work.method.rawValue)"
        }
        return "\(work.device.anyName ?? work.device.module.name) in \(work.method.rawValue) of code "
            + "0x\(hexadecimal(work.code))"
    }

    /// Whether the kernel goes on when the function that was called faulted and nobody handled it.
    var canRecover: Bool { continuation?.canRecover ?? false }

    /// The function that was called; nil of a visit.
    var entry: UInt32? {
        if case .call(let entry, _) = kind { entry } else { nil }
    }

    package var isVisit: Bool {
        if case .visit = kind { true } else { false }
    }

    /// The stay in a process of user-mode drivers; nil of a call.
    package var visit: HostVisit? {
        if case .visit(let visit) = kind { visit } else { nil }
    }
}

/// What the kernel goes on with when a guest function that it called has returned, or has faulted and nobody handled it. Values: the
/// state of a thread can be printed, compared and saved.
enum Continuation: Codable {
    /// The thread's own function: the thread ends.
    case threadEnd
    /// A method of a kernel-mode driver on behalf of a call.
    case driver(DriverCall)
    /// Any other method of a driver, and every method of a user-mode driver.
    case method(MethodCall)
    /// DllMain(DLL_PROCESS_ATTACH) of one of several modules.
    case attach(ModuleAttachment)
    /// XXX_Init.
    case initialize(Activation)
    /// DllMain(DLL_PROCESS_DETACH).
    case detach(ModuleDetachment)
    /// A filter or a `__finally` block.
    case exception(ExceptionStep)
    /// A function of an installable ISR.
    case interruptHandler(InterruptHandlerStep)
    /// A function whose result is the call's, if that is not known already.
    case answer(known: UInt32?)

    /// The call of a driver for a caller that it is.
    var driverCall: DriverCall? {
        switch self {
        case .driver(let call): call
        case .method(let method): if case .driver(let call) = method.end { call } else { nil }
        default: nil
        }
    }

    /// Whether the kernel goes on when the function faulted and nobody handled it; otherwise the fault ends the thread.
    var canRecover: Bool {
        switch self {
        case .driver, .method, .attach, .initialize, .detach, .interruptHandler, .answer: true
        case .threadEnd, .exception: false
        }
    }
}
