internal import ARMCore
import CEKernel
import CEMemory
import GuestAddress
import OEMAddrTable
import Unicorn

/// Processes, their ids and their memory (documents ee483040, ee482772).
let processCalls: [KernelCall] = [
    KernelCall("GetCurrentProcessId") { _, call throws(CallStop) in .value(call.thread.current.id) },
    KernelCall("GetCurrentProcess") { _, _ throws(CallStop) in .value(Kernel.currentProcessHandle) },
    // The process whose address space is active: the caller of a driver.
    KernelCall("GetCallerVMProcessId") { _, call throws(CallStop) in .value(call.thread.callerSpace.id) },
    KernelCall("GetDirectCallerProcessId") { kernel, call throws(CallStop) in
        // A user-mode driver is called by the reflector.
        .value(
            call.thread.isVisiting
                ? kernel.processes.nk.id : call.thread.frames.last?.current.id ?? kernel.processes.nk.id)
    },
    KernelCall("GetCallerProcess") { _, call throws(CallStop) in .value(call.thread.callerSpace.id) },
    KernelCall("GetOwnerProcess") { _, call throws(CallStop) in .value(call.thread.owner.id) },
    KernelCall("OpenProcess") { kernel, call throws(CallStop) in
        guard call.r1 == 0, let process = kernel.processes.living[call.r2] else {
            throw .error(.invalidParameter)
        }
        return .value(kernel.objects.handles.add(.process(process), owner: call.thread.current))
    },
    KernelCall("GetProcessId") { kernel, call throws(CallStop) in .value(try kernel.targetProcess(call.r0, call).id) },
    KernelCall("TerminateProcess") { kernel, call throws(CallStop) in
        let process = try kernel.targetProcess(call.r0, call)
        guard !process.isKernel else { throw .error(.accessDenied) }
        let isOwn =
            process === call.thread.owner || call.thread.isVisiting(process)
        if isOwn {
            kernel.finishProcess(process, exitCode: call.r1)
        } else {
            kernel.kill(process, exitCode: call.r1)
        }
        return isOwn ? .pending : .value(1)
    },
    KernelCall("ExitProcess") { kernel, call throws(CallStop) in
        let process = call.thread.current.isKernel ? call.thread.owner : call.thread.current
        guard !process.isKernel else { throw .error(.accessDenied) }
        kernel.finishProcess(process, exitCode: call.r0)
        return .pending
    },
    KernelCall("GetExitCodeProcess") { kernel, call throws(CallStop) in
        let code: UInt32
        if case .process(let process)? = kernel.objects.handles[call.r0, call.thread.current] {
            code = process.exitCode ?? Kernel.stillActive
        } else {
            code = try kernel.targetProcess(call.r0, call).exitCode ?? Kernel.stillActive
        }
        try call.access { memory throws(GuestFault) in try memory.setWord(code, call.r1) }
        return .value(1)
    },
    KernelCall("CreateProcessW") { kernel, call throws(CallStop) in try kernel.createProcess(call) },
    KernelCall("ReadProcessMemory") { kernel, call throws(CallStop) in
        try kernel.transfer(call, isRead: true)
    },
    KernelCall("WriteProcessMemory") { kernel, call throws(CallStop) in
        try kernel.transfer(call, isRead: false)
    },
    KernelCall("GetCommandLineW") { kernel, call throws(CallStop) in
        throw .fatal("GetCommandLineW is not provided: the command line is the entry point's third argument")
    },
    KernelCall("GlobalMemoryStatus") { kernel, call throws(CallStop) in
        let pool = kernel.memory.pool
        let total = UInt32(truncatingIfNeeded: pool.total * 4096)
        let free = UInt32(truncatingIfNeeded: pool.free * 4096)
        let load = pool.total == 0 ? 0 : UInt32((pool.total - pool.free) * 100 / pool.total)
        // MEMORYSTATUS: length, load, physical total and free, page file total and free, virtual total and free.
        let virtual = UInt32(clamping: kernel.memory.profile.layout.userMemory.size)
        let words: [UInt32] = [32, load, total, free, 0, 0, virtual, virtual]
        try call.access { memory throws(GuestFault) in
            for (index, word) in words.enumerated() { try memory.setWord(word, call.r0 &+ UInt32(index) &* 4) }
        }
        return .value(0)
    },
    KernelCall("GetSystemInfo") { kernel, call throws(CallStop) in
        // SYSTEM_INFO: architecture ARM (5), page size, application range, processors, type, granularity, level.
        let range = kernel.memory.profile.layout.userMemory
        let words: [UInt32] = [
            5, 4096, range.base.rawValue, UInt32(truncatingIfNeeded: range.end &- 1), 1, 1, 2577, 0x1_0000,
            UInt32(kernel.engine.cpu.architecture.rawValue),
        ]
        try call.access { memory throws(GuestFault) in
            for (index, word) in words.enumerated() { try memory.setWord(word, call.r0 &+ UInt32(index) &* 4) }
        }
        return .value(0)
    },
]

extension Kernel {
    /// STILL_ACTIVE.
    static let stillActive: UInt32 = 259

    /// CreateProcessW(image, commandLine, …, PROCESS_INFORMATION*): CE uses the first two, the creation flags and the last.
    func createProcess(_ call: borrowing Invocation) throws(CallStop) -> CallResult {
        let information = try call[9]
        guard call.r0 != 0 else { throw .error(.invalidParameter) }
        let (image, arguments) = try call.access { memory throws(GuestFault) in
            (
                try memory.wideString(call.r0, limit: 260),
                call.r1 == 0 ? "" : try memory.wideString(call.r1, limit: 2048)
            )
        }
        let (process, thread) = try checked { () throws(CEError) in
            try createProcess(image: image, arguments: arguments)
        }
        guard information != 0 else { return .value(1) }
        let owner = call.thread.current
        // PROCESS_INFORMATION: hProcess, hThread, dwProcessId, dwThreadId.
        let words = [
            objects.handles.add(.process(process), owner: owner), objects.handles.add(.thread(thread), owner: owner),
            process.id,
            thread.id,
        ]
        try call.access { memory throws(GuestFault) in
            for (index, word) in words.enumerated() { try memory.setWord(word, information &+ UInt32(index) &* 4) }
        }
        return .value(1)
    }

    /// ReadProcessMemory and WriteProcessMemory(hProcess, address, buffer, size, transferred*).
    func transfer(_ call: borrowing Invocation, isRead: Bool) throws(CallStop) -> CallResult {
        let process = try targetProcess(call.r0, call)
        let size = call.r3
        let counter = try call[4]
        guard size <= GuestView.copyLimit, UInt64(call.r1) + UInt64(size) <= 0x1_0000_0000,
            call.thread.current.isKernel || isUserRange(call.r1, size, write: !isRead)
        else { throw .error(.invalidParameter) }
        let other = GuestView(memory: memory.physical, regime: process.regime, privileged: call.memory.isPrivileged)
        try call.access { own throws(GuestFault) in
            if isRead {
                try own.write(try other.bytes(call.r1, size), call.r2)
            } else {
                try other.write(try own.bytes(call.r2, size), call.r1)
            }
            if counter != 0 { try own.setWord(size, counter) }
        }
        return .value(1)
    }
}
