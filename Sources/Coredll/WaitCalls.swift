import CEKernel
import CEMemory
import GuestAddress

/// Results of the wait calls.
private enum WaitResult {
    static let failed: UInt32 = 0xFFFF_FFFF
    static let maximumObjects: UInt32 = 64
}

extension Kernel {
    fileprivate func waitForSeveral(
        _ count: UInt32, _ array: UInt32, all: Bool, _ time: Milliseconds, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        try checkWait(count, all: all)
        var objects: [any Waitable] = []
        for index in 0..<count {
            let handle = try call.access { memory throws(GuestFault) in try memory.word(array &+ index &* 4) }
            let object = try waitable(Handle(word: handle), call.thread, at: "lpHandles[\(index)]")
            try refuseInterruptEvent(object, among: count, call)
            objects.append(object)
        }
        return wait(call.thread, on: objects, milliseconds: time.rawValue, then: .index)
    }

    /// What WaitForMultipleObjects takes (document ee482998).
    private func checkWait(_ count: UInt32, all: Bool) throws(CallStop) {
        guard count > 0 else {
            throw .error(refuse("count", "nCount is 0, and there has to be a handle to wait for"))
        }
        guard count <= WaitResult.maximumObjects else {
            throw .error(
                refuse(
                    "count",
                    "nCount is \(count), and one wait takes at most \(WaitResult.maximumObjects) handles "
                        + "(MAXIMUM_WAIT_OBJECTS)"))
        }
        guard !all else {
            throw .error(
                refuse(
                    "wait-all",
                    "fWaitAll is TRUE: Windows CE waits for one of the objects, not for all of them, so it has to be "
                        + "FALSE"))
        }
    }

    /// An event that an interrupt sets is for one thread with WaitForSingleObject (documents ee482998, ee488762).
    fileprivate func refuseInterruptEvent(
        _ object: any Waitable, among count: UInt32, _ call: borrowing Invocation
    ) throws(CallStop) {
        guard let event = object as? Event, let sysintr = event.sysintr else { return }
        guard beginInterruptWait(event, sysintr, among: count, call.thread) else {
            throw .error(
                refuse(
                    "interrupt-event",
                    "the event is bound to SYSINTR \(sysintr), and one thread alone may wait for it, with "
                        + "WaitForSingleObject"))
        }
    }
}

/// Waiting for objects and for time.
let waitCalls: [KernelCall] = [
    KernelCall(
        "WaitForSingleObject", .full, "hHandle dwMilliseconds", source: "ee488762", returns: .wait,
        failure: WaitResult.failed
    ) { (kernel, call, handle: Handle, time: Milliseconds) throws(CallStop) in
        let object = try kernel.waitable(handle, call.thread)
        try kernel.refuseInterruptEvent(object, among: 1, call)
        return kernel.wait(call.thread, on: [object], milliseconds: time.rawValue, then: .index)
    },
    KernelCall(
        "WaitForMultipleObjects", .full, "nCount lpHandles fWaitAll dwMilliseconds", source: "ee482998",
        returns: .wait, failure: WaitResult.failed
    ) { (kernel, call, count: UInt32, list: VirtualAddress, all: Bool, time: Milliseconds) throws(CallStop) in
        try kernel.waitForSeveral(count, list.rawValue, all: all, time, call)
    },
    KernelCall("Sleep", .full, "dwMilliseconds", source: "winbase.h", returns: .none) {
        (kernel, call, time: Milliseconds) throws(CallStop) in
        guard time.rawValue != 0 else {
            kernel.yieldTurn(call.thread)
            return .value(0)
        }
        return kernel.wait(call.thread, on: [], milliseconds: time.rawValue, then: .zero)
    },
]
