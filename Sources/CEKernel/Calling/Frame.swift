import CEMemory
package import Unicorn

/// What a thread comes back to: a call that the kernel made into the guest, or a stay in the process of a user-mode driver.
package struct Frame {
    enum Kind {
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
enum Continuation {
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

    /// Whether the kernel goes on when the function faulted and nobody handled it; otherwise the fault ends the thread.
    var canRecover: Bool {
        switch self {
        case .driver, .method, .attach, .initialize, .detach: true
        case .threadEnd, .exception: false
        }
    }
}

extension Kernel {
    /// Goes on with the result of a guest function.
    func resume(_ continuation: Continuation, _ thread: Thread, _ result: UInt32) throws(CallStop) -> CallResult {
        switch continuation {
        case .threadEnd: endThread(thread, exitCode: result)
        case .driver(let call): call.finish(self, thread, result)
        case .method(let call): try finish(call, thread, result)
        case .attach(let attachment): try finish(attachment, thread, result)
        case .initialize(let activation): try finish(activation, thread, result)
        case .detach(let detachment): try finish(detachment, thread)
        case .exception(let step): try finish(step, thread, result)
        }
    }

    /// Goes on after a fault of a guest function that nobody handled.
    func recover(_ continuation: Continuation, _ thread: Thread) throws(CallStop) -> CallResult {
        switch continuation {
        case .threadEnd, .exception: .pending
        case .driver(let call): call.fail(self, thread, .invalidParameter)
        case .method(let call): try fail(call, thread)
        case .attach(let attachment): try fail(attachment, thread)
        case .initialize(let activation): try fail(activation, thread)
        case .detach(let detachment): try finish(detachment, thread)
        }
    }
}
