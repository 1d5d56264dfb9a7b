import CEKernel
import CEMemory
import GuestAddress

extension Kernel {
    fileprivate func giveTimes(
        of thread: Thread, creation: VirtualAddress, exit: VirtualAddress, kernel: VirtualAddress,
        user: VirtualAddress, _ call: borrowing Invocation
    ) throws(CallStop) {
        let clock = board.clock
        let activity = thread.activity
        let used = clock.fileTime(activity.time) &- VirtualClock.start
        try setDoubleword(clock.fileTime(activity.begun), creation, call)
        try setDoubleword(activity.ended.map { clock.fileTime($0) } ?? 0, exit, call)
        try setDoubleword(thread.owner.isKernel ? used : 0, kernel, call)
        try setDoubleword(thread.owner.isKernel ? 0 : used, user, call)
    }
}

/// The time that threads use.
let threadTimeCalls: [KernelCall] = [
    KernelCall(
        "GetThreadTimes", .partial("the time in drivers counts as that of the thread's own process"),
        "hThread lpCreationTime lpExitTime lpKernelTime lpUserTime", source: "winbase.h", returns: .boolean
    ) {
        (
            kernel, call, handle: Handle, creation: VirtualAddress, exit: VirtualAddress, system: VirtualAddress,
            user: VirtualAddress
        ) throws(CallStop) in
        guard case .thread(let thread) = kernel.object(handle, call.thread) else {
            throw .error(kernel.refuse(handle: handle.rawValue, takes: "a thread"))
        }
        kernel.accountForThreads()
        try kernel.giveTimes(of: thread, creation: creation, exit: exit, kernel: system, user: user, call)
        return .value(1)
    },
    // In milliseconds since the system has started.
    KernelCall("GetIdleTime", .full, source: "winbase.h", returns: .number) { kernel, _ throws(CallStop) in
        .value(kernel.idleMilliseconds)
    },
]
