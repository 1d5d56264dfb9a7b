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
    fileprivate func thread(_ handle: UInt32, _ call: borrowing Invocation) throws(CallStop) -> Thread {
        guard case .thread(let thread) = object(handle, call.thread) else { throw .error(.invalidHandle) }
        return thread
    }

    fileprivate func createThread(_ call: borrowing Invocation) throws(CallStop) -> CallResult {
        let flags = try call[4]
        let idPointer = try call[5]
        guard flags & ~(ThreadConstants.createSuspended | ThreadConstants.stackSizeIsReservation) == 0, call.r2 != 0
        else {
            throw .error(.invalidParameter)
        }
        if idPointer != 0 { try call.access { memory throws(GuestFault) in try memory.probe(idPointer, 4, .write) } }
        let isSizeGiven = flags & ThreadConstants.stackSizeIsReservation != 0
        let created: Thread
        do throws(CEError) {
            created = try makeThread(
                in: call.thread.current, start: call.r2, argument: call.r3, stackSize: isSizeGiven ? call.r1 : 0,
                suspended: flags & ThreadConstants.createSuspended != 0)
        } catch { throw .error(error) }
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

    fileprivate func suspend(_ thread: Thread) throws(CallStop) -> CallResult {
        guard thread.exitCode == nil, thread.suspendCount < ThreadConstants.maximumSuspendCount else {
            throw .error(.invalidParameter)
        }
        let previous = thread.suspendCount
        thread.suspendCount += 1
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

    fileprivate func terminate(_ call: borrowing Invocation) throws(CallStop) -> CallResult {
        let thread = try thread(call.r0, call)
        let result = endThread(thread, exitCode: call.r1)
        return thread === call.thread ? result : .value(1)
    }

    fileprivate func setPriority(_ thread: Thread, _ priority: Int) -> CallResult {
        thread.priority = priority
        if thread.state == .ready { scheduler.queue(thread) }
        scheduler.reconsider()
        return .value(1)
    }
}

/// Threads: their life, priorities, local storage, error codes, and the time.
let threadCalls: [KernelCall] = threadLifeCalls + threadPriorityCalls + threadStateCalls + localStorageCalls + timeCalls

private let threadLifeCalls: [KernelCall] = [
    KernelCall("CreateThread") { kernel, call throws(CallStop) in try kernel.createThread(call) },
    KernelCall("ExitThread") { kernel, call throws(CallStop) in kernel.endThread(call.thread, exitCode: call.r0) },
    KernelCall("TerminateThread") { kernel, call throws(CallStop) in try kernel.terminate(call) },
    KernelCall("SuspendThread", failure: .max) { kernel, call throws(CallStop) in
        try kernel.suspend(try kernel.thread(call.r0, call))
    },
    KernelCall("ResumeThread", failure: .max) { kernel, call throws(CallStop) in
        kernel.resume(try kernel.thread(call.r0, call))
    },
    KernelCall("GetExitCodeThread") { kernel, call throws(CallStop) in
        let code = try kernel.thread(call.r0, call).exitCode ?? ThreadConstants.stillActive
        let pointer = call.r1
        try call.access { memory throws(GuestFault) in try memory.setWord(code, pointer) }
        return .value(1)
    },
]

private let threadPriorityCalls: [KernelCall] = [
    KernelCall("SetThreadPriority") { kernel, call throws(CallStop) in
        let thread = try kernel.thread(call.r0, call)
        guard call.r1 < 8 else { throw .error(.invalidParameter) }
        return kernel.setPriority(thread, ThreadConstants.firstClassicPriority + Int(call.r1))
    },
    KernelCall("GetThreadPriority", failure: ThreadConstants.priorityError) { kernel, call throws(CallStop) in
        let thread = try kernel.thread(call.r0, call)
        return .value(UInt32(max(0, thread.priority - ThreadConstants.firstClassicPriority)))
    },
    KernelCall("CeSetThreadPriority") { kernel, call throws(CallStop) in
        let thread = try kernel.thread(call.r0, call)
        guard call.r1 < 256 else { throw .error(.invalidParameter) }
        return kernel.setPriority(thread, Int(call.r1))
    },
    KernelCall("CeGetThreadPriority", failure: ThreadConstants.priorityError) { kernel, call throws(CallStop) in
        .value(UInt32(try kernel.thread(call.r0, call).priority))
    },
    KernelCall("CeSetThreadQuantum") { kernel, call throws(CallStop) in
        let thread = try kernel.thread(call.r0, call)
        guard call.r1 < 0x8000_0000 else { throw .error(.invalidParameter) }
        thread.quantum = VirtualClock.quantum(milliseconds: call.r1)
        return .value(1)
    },
    KernelCall("CeGetThreadQuantum", failure: .max) { kernel, call throws(CallStop) in
        let quantum = try kernel.thread(call.r0, call).quantum
        return .value(quantum == VirtualClock.endlessQuantum ? 0 : VirtualClock.milliseconds(quantum))
    },
]

private let threadStateCalls: [KernelCall] = [
    KernelCall("GetCurrentThread") { _, _ throws(CallStop) in .value(Kernel.currentThreadHandle) },
    KernelCall("GetCurrentThreadId") { _, call throws(CallStop) in .value(call.thread.id) },
    KernelCall("GetThreadId") { kernel, call throws(CallStop) in .value(try kernel.thread(call.r0, call).id) },
    KernelCall("GetProcessIdOfThread") { kernel, call throws(CallStop) in
        .value(try kernel.thread(call.r0, call).owner.id)
    },
    KernelCall("OpenThread") { kernel, call throws(CallStop) in
        let id = call.r2
        kernel.memory.physical.hostWork.look(at: kernel.scheduler.threads.count)
        guard call.r1 == 0, let thread = kernel.scheduler.threads.first(where: { $0.id == id }) else {
            throw .error(.invalidParameter)
        }
        return .value(try kernel.addHandle(.thread(thread), call))
    },
    KernelCall("GetLastError") { _, call throws(CallStop) in .value(call.thread.lastError) },
    KernelCall("SetLastError") { _, call throws(CallStop) in
        call.thread.lastError = call.r0
        return .value(0)
    },
]
