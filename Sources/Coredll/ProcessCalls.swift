internal import ARMCore
import CEKernel
import CEMemory
import GuestAddress
import OEMAddrTable
import Unicorn

/// Processes, their ids and their memory.
let processCalls: [KernelCall] = processIdCalls + processLifeCalls + processMemoryCalls

private let processIdCalls: [KernelCall] = [
    KernelCall("GetCurrentProcessId", .full, source: "kfuncs.h", returns: .hexadecimal) { _, call throws(CallStop) in
        .value(call.thread.current.id)
    },
    KernelCall("GetCurrentProcess", .full, source: "kfuncs.h", returns: .handle) { _, _ throws(CallStop) in
        .value(Kernel.currentProcessHandle)
    },
    // The process whose address space is active: the caller of a driver.
    KernelCall("GetCallerVMProcessId", .full, source: "ee482772", returns: .hexadecimal) { _, call throws(CallStop) in
        .value(call.thread.callerSpace.id)
    },
    KernelCall("GetDirectCallerProcessId", .full, source: "ee483040", returns: .hexadecimal) {
        kernel, call throws(CallStop) in
        // A user-mode driver is called by the reflector.
        .value(
            call.thread.isVisiting
                ? kernel.processes.nk.id : call.thread.frames.last?.current.id ?? kernel.processes.nk.id)
    },
    KernelCall("GetCallerProcess", .full, source: "ee482853", returns: .hexadecimal) { _, call throws(CallStop) in
        .value(call.thread.callerSpace.id)
    },
    KernelCall("GetOwnerProcess", .full, source: "ee483052", returns: .hexadecimal) { _, call throws(CallStop) in
        .value(call.thread.owner.id)
    },
    KernelCall("OpenProcess", .full, "fdwAccess fInherit IDProcess", source: "winbase.h", returns: .handle) {
        (kernel, call, _: Unread<Word>, inherits: Bool, id: ProcessHandle) throws(CallStop) in
        try kernel.refuseInheritance(inherits)
        guard let process = kernel.processes.living[id.rawValue] else {
            throw .error(kernel.refuse(id: id.rawValue, of: "process"))
        }
        return .value(
            kernel.objects.handles.add(.process(process), owner: call.thread.current, site: kernel.site(call)))
    },
    KernelCall("GetProcessId", .full, "hProcess", source: "winbase.h", returns: .hexadecimal) {
        (kernel, call, process: ProcessHandle) throws(CallStop) in
        .value(try kernel.targetProcess(process, call).id)
    },
]

private let processLifeCalls: [KernelCall] = [
    KernelCall("TerminateProcess", .full, "hProcess uExitCode", source: "winbase.h", returns: .boolean) {
        (kernel, call, process: ProcessHandle, code: UInt32) throws(CallStop) in
        let process = try kernel.targetProcess(process, call)
        guard !process.isKernel else {
            throw .error(kernel.refuse("kernel", "\(process.name) is the kernel, which nobody ends", .accessDenied))
        }
        let isOwn = process === call.thread.owner || call.thread.isVisiting(process)
        if isOwn {
            kernel.finishProcess(process, exitCode: code)
        } else {
            kernel.kill(process, exitCode: code)
        }
        return isOwn ? .pending : .value(1)
    },
    KernelCall("ExitProcess", .full, "uExitCode", source: "winbase.h", returns: .none) {
        (kernel, call, code: UInt32) throws(CallStop) in
        let process = call.thread.current.isKernel ? call.thread.owner : call.thread.current
        guard !process.isKernel else {
            throw .error(
                kernel.refuse(
                    "kernel", "the thread belongs to the kernel, which nobody ends: ExitThread ends the thread",
                    .accessDenied))
        }
        kernel.finishProcess(process, exitCode: code)
        return .pending
    },
    KernelCall("GetExitCodeProcess", .full, "hProcess lpExitCode", source: "winbase.h", returns: .boolean) {
        (kernel, call, handle: ProcessHandle, pointer: VirtualAddress) throws(CallStop) in
        let code: UInt32
        if case .process(let process)? = kernel.objects.handles[handle.rawValue, call.thread.current] {
            code = process.exitCode ?? Kernel.stillActive
        } else {
            code = try kernel.targetProcess(handle, call).exitCode ?? Kernel.stillActive
        }
        try call.access { memory throws(GuestFault) in try memory.setWord(code, pointer.rawValue) }
        return .value(1)
    },
    // CE uses the first two, the creation flags and the last.
    KernelCall(
        "CreateProcessW", .partial("creation flags: the process starts at once, and is not debugged"),
        "pszImageName pszCmdLine psaProcess psaThread fInheritHandles fdwCreate pvEnvironment pszCurDir psiStartInfo "
            + "pProcInfo", source: "winbase.h", returns: .boolean
    ) {
        (
            kernel, call, image: WideString, commandLine: WideString, _: Unread<VirtualAddress>,
            _: Unread<VirtualAddress>, _: Unread<Bool>,
            _: Unread<Word>, _: Unread<VirtualAddress>, _: Unread<WideString>, _: Unread<VirtualAddress>,
            information: VirtualAddress
        ) throws(CallStop) in
        try kernel.createProcess(image.rawValue, commandLine.rawValue, information: information.rawValue, call)
    },
]

private let processMemoryCalls: [KernelCall] = [
    KernelCall(
        "ReadProcessMemory", .full, "hProcess lpBaseAddress lpBuffer nSize lpNumberOfBytesRead", source: "winbase.h",
        returns: .boolean
    ) {
        (
            kernel, call, process: ProcessHandle, address: VirtualAddress, buffer: VirtualAddress, size: UInt32,
            counter: VirtualAddress
        ) throws(CallStop) in
        try kernel.transfer(
            process, address.rawValue, buffer.rawValue, size, counter: counter.rawValue, isRead: true, call)
    },
    KernelCall(
        "WriteProcessMemory", .full, "hProcess lpBaseAddress lpBuffer nSize lpNumberOfBytesWritten",
        source: "winbase.h", returns: .boolean
    ) {
        (
            kernel, call, process: ProcessHandle, address: VirtualAddress, buffer: VirtualAddress, size: UInt32,
            counter: VirtualAddress
        ) throws(CallStop) in
        try kernel.transfer(
            process, address.rawValue, buffer.rawValue, size, counter: counter.rawValue, isRead: false, call)
    },
    KernelCall(
        "GetCommandLineW",
        .partial("a call stops the thread with a message: the command line is the entry point's third argument"),
        source: "winbase.h", returns: .address
    ) { _, _ throws(CallStop) in
        throw .fatal("GetCommandLineW is not provided: the command line is the entry point's third argument")
    },
    // MEMORYSTATUS: length, load, physical total and free, page file total and free, virtual total and free.
    KernelCall(
        "GlobalMemoryStatus", .partial("the virtual figures are those of an empty process"), "lpBuffer",
        source: "winbase.h", returns: .none
    ) { (kernel, call, buffer: VirtualAddress) throws(CallStop) in
        let pool = kernel.memory.pool
        let total = UInt32(truncatingIfNeeded: pool.total * 4096)
        let free = UInt32(truncatingIfNeeded: pool.free * 4096)
        let load = pool.total == 0 ? 0 : UInt32((pool.total - pool.free) * 100 / pool.total)
        let virtual = UInt32(clamping: kernel.memory.profile.layout.userMemory.size)
        try call.store([32, load, total, free, 0, 0, virtual, virtual], at: buffer)
        return .value(0)
    },
    // SYSTEM_INFO: architecture ARM (5), page size, application range, processors, type, granularity, level.
    KernelCall(
        "GetSystemInfo", .partial("the type of processor is 2577 (StrongARM) on every board"), "lpSystemInfo",
        source: "winbase.h", returns: .none
    ) { (kernel, call, buffer: VirtualAddress) throws(CallStop) in
        let level = UInt32(kernel.engine.cpu.architecture.rawValue)
        let range = kernel.memory.profile.layout.userMemory
        let last = UInt32(truncatingIfNeeded: range.end &- 1)
        try call.store([5, 4096, range.base.rawValue, last, 1, 1, 2577, 0x1_0000, level], at: buffer)
        return .value(0)
    },
]

extension Invocation {
    /// Stores adjacent words.
    fileprivate func store(_ words: [UInt32], at address: VirtualAddress) throws(CallStop) {
        try access { memory throws(GuestFault) in
            for (index, word) in words.enumerated() {
                try memory.setWord(word, address.rawValue &+ UInt32(index) &* 4)
            }
        }
    }
}

extension Kernel {
    /// STILL_ACTIVE.
    static let stillActive: UInt32 = 259

    /// CreateProcessW: a process of an image among the files.
    /// - Parameters:
    ///   - image: the file's name, a wide string.
    ///   - commandLine: a wide string, or 0.
    ///   - information: where a PROCESS_INFORMATION goes, or 0.
    func createProcess(
        _ image: UInt32, _ commandLine: UInt32, information: UInt32, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        guard image != 0 else { throw .error(refuse(null: "pszImageName")) }
        let (name, arguments) = try call.access { memory throws(GuestFault) in
            (
                try memory.wideString(image, limit: 260),
                commandLine == 0 ? "" : try memory.wideString(commandLine, limit: 2048)
            )
        }
        let (process, thread) = try checked { () throws(CEError) -> (Process, Thread) in
            do throws(CEError) { return try createProcess(image: name, arguments: arguments) } catch {
                throw refuseImage(name, error)
            }
        }
        guard information != 0 else { return .value(1) }
        let owner = call.thread.current
        // PROCESS_INFORMATION: hProcess, hThread, dwProcessId, dwThreadId.
        let words = [
            objects.handles.add(.process(process), owner: owner, site: site(call)),
            objects.handles.add(.thread(thread), owner: owner, site: site(call)), process.id, thread.id,
        ]
        try call.store(words, at: VirtualAddress(information))
        return .value(1)
    }

    /// ReadProcessMemory and WriteProcessMemory.
    /// - Parameter counter: where the number of bytes goes, or 0.
    fileprivate func transfer(
        _ process: ProcessHandle, _ address: UInt32, _ buffer: UInt32, _ size: UInt32, counter: UInt32, isRead: Bool,
        _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        let process = try targetProcess(process, call)
        guard size <= GuestView.copyLimit, UInt64(address) + UInt64(size) <= 0x1_0000_0000 else {
            throw .error(
                refuse(
                    "size",
                    "\(size) bytes from 0x\(hexadecimal(address)) reach past 0xffffffff, or are more than one call "
                        + "copies, \(GuestView.copyLimit)"))
        }
        guard call.thread.current.isKernel || isUserRange(address, size, write: !isRead) else {
            throw .error(
                refuse(
                    "user-range",
                    "0x\(hexadecimal(address)) with \(size) bytes is not in the half of the addresses that "
                        + "applications reach"))
        }
        let other = GuestView(memory: memory.physical, regime: process.regime, privileged: call.memory.isPrivileged)
        try call.access { own throws(GuestFault) in
            if isRead {
                try own.write(try other.bytes(address, size), buffer)
            } else {
                try other.write(try own.bytes(buffer, size), address)
            }
            if counter != 0 { try own.setWord(size, counter) }
        }
        return .value(1)
    }
}
