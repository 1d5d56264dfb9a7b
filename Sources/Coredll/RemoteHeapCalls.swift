import CEKernel
import CEMemory
import GuestAddress

/// Heaps of other processes and of the system, which since CE 6 are the caller's own (header kfuncs.h), and what asks
/// heaps to tidy up.
let remoteHeapCalls: [KernelCall] = [
    KernelCall("RemoteLocalAlloc", .full, "uFlags uBytes", source: "kfuncs.h", returns: .address) {
        (kernel, call, flags: LocalFlags, size: UInt32) throws(CallStop) in
        try kernel.localAllocate(flags, size, call)
    },
    KernelCall("RemoteLocalFree", .full, "hMem", source: "kfuncs.h", returns: .address) {
        (kernel, call, block: VirtualAddress) throws(CallStop) in
        try kernel.localFree(block, call)
    },
    KernelCall(
        "LocalAllocInProcess", .partial("for the calling process only"), "uFlags uBytes hProcess",
        source: "kfuncs.h", returns: .address
    ) { (kernel, call, flags: LocalFlags, size: UInt32, process: ProcessHandle) throws(CallStop) in
        try kernel.requireOwn(process, call)
        return try kernel.localAllocate(flags, size, call)
    },
    KernelCall(
        "LocalFreeInProcess", .partial("for the calling process only"), "hMem hProcess", source: "kfuncs.h",
        returns: .address
    ) { (kernel, call, block: VirtualAddress, process: ProcessHandle) throws(CallStop) in
        try kernel.requireOwn(process, call)
        return try kernel.localFree(block, call)
    },
    // No heap keeps pages that it could give back.
    KernelCall("CompactAllHeaps", .stub, source: "kfuncs.h", returns: .boolean) { _, _ throws(CallStop) in .value(1) },
]

extension Kernel {
    fileprivate func requireOwn(_ process: ProcessHandle, _ call: borrowing Invocation) throws(CallStop) {
        let target = try targetProcess(process, call)
        guard target === call.thread.current else {
            throw .error(
                refuse(
                    "own-process", "hProcess is \(target.name), and each process has its own heap since CE 6",
                    .notSupported))
        }
    }
}
