import CEKernel
import CEMemory
import GuestAddress
import Unicorn

/// Constants of the thread calls (winbase.h of the public SDK).
private enum ThreadConstants {
    static let createSuspended: UInt32 = 0x4
    static let stackSizeIsReservation: UInt32 = 0x1_0000
    static let maximumSuspendCount = 127
    static let stillActive: UInt32 = 259
    /// The eight priorities of SetThreadPriority are the lowest of the 256.
    static let firstClassicPriority = 248
    static let priorityError: UInt32 = 0x7FFF_FFFF
}

extension Kernel {
    fileprivate func thread(_ handle: Handle, _ call: borrowing Invocation) throws(CallStop) -> Thread {
        guard case .thread(let thread) = object(handle, call.thread) else {
            throw .error(refuse(handle: handle.rawValue, takes: "a thread"))
        }
        return thread
    }

    /// - Parameters:
    ///   - start: the thread's function.
    ///   - idPointer: where the thread's id goes, or 0.
    fileprivate func createThread(
        stackSize: UInt32, start: UInt32, argument: UInt32, flags: UInt32, id idPointer: UInt32,
        _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        guard flags & ~(ThreadConstants.createSuspended | ThreadConstants.stackSizeIsReservation) == 0 else {
            throw .error(
                refuse(
                    "flags",
                    "dwCreationFlags 0x\(hexadecimal(flags)) holds more than CREATE_SUSPENDED (4) and "
                        + "STACK_SIZE_PARAM_IS_A_RESERVATION (0x10000)"))
        }
        guard start != 0 else {
            throw .error(refuse("null", "lpStartAddress is NULL, and a thread needs a function"))
        }
        if idPointer != 0 { try call.access { memory throws(GuestFault) in try memory.probe(idPointer, 4, .write) } }
        let isSizeGiven = flags & ThreadConstants.stackSizeIsReservation != 0
        let created: Thread
        do throws(CEError) {
            created = try makeThread(
                in: call.thread.current, start: start, argument: argument, stackSize: isSizeGiven ? stackSize : 0,
                suspended: flags & ThreadConstants.createSuspended != 0)
        } catch { throw .error(error) }
        let site = site(call)
        created.creator = site
        if created.suspendCount > 0 { created.suspender = site }
        do throws(CallStop) {
            let handle = try addHandle(.thread(created), call)
            let id = created.id
            if idPointer != 0 { try call.access { memory throws(GuestFault) in try memory.setWord(id, idPointer) } }
            scheduler.reconsider()
            return .value(handle)
        } catch {
            endThread(created, exitCode: 0)
            throw error
        }
    }

    fileprivate func suspend(_ thread: Thread, _ call: borrowing Invocation) throws(CallStop) -> CallResult {
        if let code = thread.exitCode {
            throw .error(
                refuse("ended", "thread 0x\(hexadecimal(thread.id)) has ended already, with exit code \(code)"))
        }
        guard thread.suspendCount < ThreadConstants.maximumSuspendCount else {
            throw .error(
                refuse(
                    "suspended",
                    "thread 0x\(hexadecimal(thread.id)) was suspended \(thread.suspendCount) times without "
                        + "ResumeThread, and there is no more (MAXIMUM_SUSPEND_COUNT)"))
        }
        let previous = thread.suspendCount
        thread.suspendCount += 1
        thread.suspender = site(call)
        // A thread that waits is held back when its wait ends.
        if thread.state == .ready || thread.state == .running {
            scheduler.suspend(thread)
        }
        return .value(UInt32(previous))
    }

    fileprivate func resume(_ thread: Thread) -> CallResult {
        let previous = thread.suspendCount
        guard previous > 0 else { return .value(0) }
        thread.suspendCount -= 1
        if thread.suspendCount == 0, thread.state == .suspended { scheduler.makeReady(thread) }
        return .value(UInt32(previous))
    }

    fileprivate func terminate(
        _ handle: Handle, exitCode: UInt32, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        let thread = try thread(handle, call)
        let result = endThread(thread, exitCode: exitCode)
        return thread === call.thread ? result : .value(1)
    }
}

/// Threads: their life, priorities, local storage, error codes, and the time.
let threadCalls: [KernelCall] = threadLifeCalls + threadPriorityCalls + threadStateCalls + localStorageCalls + timeCalls

private let threadLifeCalls: [KernelCall] = [
    KernelCall(
        "CreateThread", .full, "lpThreadAttributes dwStackSize lpStartAddress lpParameter dwCreationFlags lpThreadId",
        source: "winbase.h", returns: .handle
    ) {
        (
            kernel, call, _: Unread<VirtualAddress>, stackSize: UInt32, start: VirtualAddress, argument: Word,
            flags: ThreadCreationFlags, id: VirtualAddress
        ) throws(CallStop) in
        try kernel.createThread(
            stackSize: stackSize, start: start.rawValue, argument: argument.rawValue, flags: flags.rawValue,
            id: id.rawValue, call)
    },
    KernelCall("ExitThread", .full, "dwExitCode", source: "winbase.h", returns: .none) {
        (kernel, call, code: UInt32) throws(CallStop) in
        kernel.endThread(call.thread, exitCode: code)
    },
    KernelCall("TerminateThread", .full, "hThread dwExitCode", source: "winbase.h", returns: .boolean) {
        (kernel, call, handle: Handle, code: UInt32) throws(CallStop) in
        try kernel.terminate(handle, exitCode: code, call)
    },
    KernelCall("SuspendThread", .full, "hThread", source: "winbase.h", returns: .signed, failure: .max) {
        (kernel, call, handle: Handle) throws(CallStop) in
        try kernel.suspend(try kernel.thread(handle, call), call)
    },
    KernelCall("ResumeThread", .full, "hThread", source: "winbase.h", returns: .signed, failure: .max) {
        (kernel, call, handle: Handle) throws(CallStop) in
        kernel.resume(try kernel.thread(handle, call))
    },
    KernelCall("GetExitCodeThread", .full, "hThread lpExitCode", source: "winbase.h", returns: .boolean) {
        (kernel, call, handle: Handle, pointer: VirtualAddress) throws(CallStop) in
        let code = try kernel.thread(handle, call).exitCode ?? ThreadConstants.stillActive
        try call.access { memory throws(GuestFault) in try memory.setWord(code, pointer.rawValue) }
        return .value(1)
    },
]

private let threadPriorityCalls: [KernelCall] = [
    KernelCall("SetThreadPriority", .full, "hThread nPriority", source: "ee482789", returns: .boolean) {
        (kernel, call, handle: Handle, priority: UInt32) throws(CallStop) in
        let thread = try kernel.thread(handle, call)
        guard priority < 8 else {
            throw .error(
                kernel.refuse(
                    "priority",
                    "nPriority \(priority) is not from THREAD_PRIORITY_TIME_CRITICAL (0) to THREAD_PRIORITY_IDLE (7): "
                        + "CeSetThreadPriority takes CE's own, 0 to 255"))
        }
        kernel.setPriority(of: thread, ThreadConstants.firstClassicPriority + Int(priority))
        return .value(1)
    },
    KernelCall(
        "GetThreadPriority", .full, "hThread", source: "winbase.h", returns: .number,
        failure: ThreadConstants.priorityError
    ) { (kernel, call, handle: Handle) throws(CallStop) in
        let thread = try kernel.thread(handle, call)
        return .value(UInt32(max(0, thread.ownPriority - ThreadConstants.firstClassicPriority)))
    },
    KernelCall("CeSetThreadPriority", .full, "hThread nPriority", source: "ms885155", returns: .boolean) {
        (kernel, call, handle: Handle, priority: UInt32) throws(CallStop) in
        let thread = try kernel.thread(handle, call)
        guard priority < 256 else {
            throw .error(kernel.refuse("priority", "nPriority \(priority) is not from 0 (highest) to 255 (lowest)"))
        }
        kernel.setPriority(of: thread, Int(priority))
        return .value(1)
    },
    KernelCall(
        "CeGetThreadPriority", .full, "hThread", source: "ms885155", returns: .number,
        failure: ThreadConstants.priorityError
    ) { (kernel, call, handle: Handle) throws(CallStop) in
        .value(UInt32(clamping: try kernel.thread(handle, call).ownPriority))
    },
    KernelCall("CeSetThreadQuantum", .full, "hThread dwTime", source: "ms885156", returns: .boolean) {
        (kernel, call, handle: Handle, time: UInt32) throws(CallStop) in
        let thread = try kernel.thread(handle, call)
        guard time < 0x8000_0000 else {
            throw .error(kernel.refuse("time", "dwTime 0x\(hexadecimal(time)) is above 0x7fffffff milliseconds"))
        }
        thread.quantum = kernel.board.clock.quantum(milliseconds: time)
        return .value(1)
    },
    KernelCall("CeGetThreadQuantum", .full, "hThread", source: "ms885156", returns: .number, failure: .max) {
        (kernel, call, handle: Handle) throws(CallStop) in
        let quantum = try kernel.thread(handle, call).quantum
        return .value(quantum == VirtualClock.endlessQuantum ? 0 : kernel.board.clock.milliseconds(quantum))
    },
]

private let threadStateCalls: [KernelCall] = [
    KernelCall("GetCurrentThread", .full, source: "kfuncs.h", returns: .handle) { _, _ throws(CallStop) in
        .value(Kernel.currentThreadHandle)
    },
    KernelCall("GetCurrentThreadId", .full, source: "kfuncs.h", returns: .hexadecimal) { _, call throws(CallStop) in
        .value(call.thread.id)
    },
    KernelCall("GetThreadId", .full, "hThread", source: "winbase.h", returns: .hexadecimal) {
        (kernel, call, handle: Handle) throws(CallStop) in
        .value(try kernel.thread(handle, call).id)
    },
    KernelCall("GetProcessIdOfThread", .full, "hThread", source: "winbase.h", returns: .hexadecimal) {
        (kernel, call, handle: Handle) throws(CallStop) in
        .value(try kernel.thread(handle, call).owner.id)
    },
    KernelCall(
        "OpenThread", .full, "dwDesiredAccess bInheritHandle dwThreadId", source: "winbase.h", returns: .handle
    ) { (kernel, call, _: Unread<Word>, inherits: Bool, id: Word) throws(CallStop) in
        kernel.memory.physical.hostWork.look(at: kernel.scheduler.threads.count)
        try kernel.refuseInheritance(inherits)
        guard let thread = kernel.scheduler.threads.first(where: { $0.id == id.rawValue }) else {
            throw .error(kernel.refuse(id: id.rawValue, of: "thread"))
        }
        return .value(try kernel.addHandle(.thread(thread), call))
    },
    KernelCall("GetLastError", .full, source: "winbase.h", returns: .error) { _, call throws(CallStop) in
        .value(call.thread.lastError)
    },
    KernelCall("SetLastError", .full, "dwErrCode", source: "winbase.h", returns: .none) {
        (_, call, code: UInt32) throws(CallStop) in
        call.thread.lastError = code
        return .value(0)
    },
]
