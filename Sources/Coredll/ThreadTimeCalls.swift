import CEKernel
import CEDevices
import CEMemory
import GuestAddress
import Unicorn

extension Kernel {
    /// FILETIME units of 100 nanoseconds in so many instructions.
    private func fileTimeUnits(_ instructions: UInt64) -> UInt64 {
        let second = max(board.wiring.time.instructionsPerSecond, 1)
        return instructions / second * 10_000_000 + instructions % second * 10_000_000 / second
    }

    fileprivate func giveTimes(
        of thread: Thread, creation: VirtualAddress, exit: VirtualAddress, kernel: VirtualAddress,
        user: VirtualAddress, _ call: borrowing Invocation
    ) throws(CallStop) {
        let start = VirtualClock.start
        let activity = thread.activity
        let used = fileTimeUnits(activity.time)
        try setDoubleword(start &+ fileTimeUnits(activity.begun), creation, call)
        try setDoubleword(activity.ended.map { start &+ fileTimeUnits($0) } ?? 0, exit, call)
        try setDoubleword(thread.owner.isKernel ? used : 0, kernel, call)
        try setDoubleword(thread.owner.isKernel ? 0 : used, user, call)
    }
}

/// The time that threads use, and the ticks of the clock.
let threadTimeCalls: [KernelCall] = [
    KernelCall(
        "GetThreadTimes", .partial("the time in drivers counts as that of the thread's own process"),
        "hThread lpCreationTime lpExitTime lpKernelTime lpUserTime", source: "winbase.h", returns: .boolean
    ) {
        (
            kernel, call, handle: Handle, creation: VirtualAddress, exit: VirtualAddress, system: VirtualAddress,
            user: VirtualAddress
        ) throws(CallStop) in
        guard case .thread(let thread) = kernel.object(handle, call.thread) else { throw .error(.invalidHandle) }
        kernel.accountForThreads()
        try kernel.giveTimes(of: thread, creation: creation, exit: exit, kernel: system, user: user, call)
        return .value(1)
    },
    // In milliseconds since the system has started.
    KernelCall("GetIdleTime", .full, source: "winbase.h", returns: .number) { kernel, _ throws(CallStop) in
        .value(UInt32(truncatingIfNeeded: kernel.idleMilliseconds))
    },
    KernelCall("SleepTillTick", .full, source: "pkfuncs.h", returns: .none) { kernel, call throws(CallStop) in
        kernel.waitForTick(call.thread)
    },
]
