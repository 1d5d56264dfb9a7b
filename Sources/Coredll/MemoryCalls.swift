import CEKernel
import CEMemory
import GuestAddress

/// VirtualAlloc and its family (error codes of `Documentation/CE-Memory.md`, section 5).
let memoryCalls: [KernelCall] = allocationCalls + copyMapCalls + attributeCalls + cacheCalls + pointerCheckCalls

private let allocationCalls: [KernelCall] = [
    KernelCall(
        "VirtualAlloc", .full, "lpAddress dwSize flAllocationType flProtect", source: "ee488642", returns: .address
    ) {
        (kernel, call, address: VirtualAddress, size: UInt32, type: AllocationFlags, protection: ProtectionFlags)
            throws(CallStop) in
        try kernel.virtualAlloc(
            call, call.thread.current, address.rawValue, size, type, protection, releasedBy: .virtualFree)
    },
    KernelCall(
        "VirtualAllocEx", .full, "hProcess lpAddress dwSize flAllocationType flProtect", source: "ee488642",
        returns: .address
    ) {
        (
            kernel, call, process: ProcessHandle, address: VirtualAddress, size: UInt32, type: AllocationFlags,
            protection: ProtectionFlags
        ) throws(CallStop) in
        let process = try kernel.targetProcess(process, call)
        return try kernel.virtualAlloc(
            call, process, address.rawValue, size, type, protection, releasedBy: .virtualFreeEx)
    },
    KernelCall("VirtualFree", .full, "lpAddress dwSize dwFreeType", source: "ee488784", returns: .boolean) {
        (kernel, call, address: VirtualAddress, size: UInt32, type: AllocationFlags) throws(CallStop) in
        try kernel.virtualFree(call, call.thread.current, address.rawValue, size, type.rawValue)
    },
    KernelCall("VirtualFreeEx", .full, "hProcess lpAddress dwSize dwFreeType", source: "ee488784", returns: .boolean) {
        (kernel, call, process: ProcessHandle, address: VirtualAddress, size: UInt32, type: AllocationFlags)
            throws(CallStop) in
        let process = try kernel.targetProcess(process, call)
        return try kernel.virtualFree(call, process, address.rawValue, size, type.rawValue)
    },
]

private let copyMapCalls: [KernelCall] = [
    KernelCall(
        "VirtualCopy", .full, "lpvDest lpvSrc cbSize fdwProtect", source: "ee483154", for: .drivers, returns: .boolean
    ) {
        (kernel, call, destination: VirtualAddress, source: Word, size: UInt32, protection: ProtectionFlags)
            throws(CallStop) in
        let current = call.thread.current
        return try kernel.virtualCopy(call, current, destination, current, source.rawValue, size, protection)
    },
    KernelCall(
        "VirtualCopyEx", .full, "hDestProc lpvDest hSrcProc lpvSrc cbSize fdwProtect", source: "ee488448",
        for: .drivers, returns: .boolean
    ) {
        (
            kernel, call, target: ProcessHandle, destination: VirtualAddress, source: ProcessHandle, address: Word,
            size: UInt32, protection: ProtectionFlags
        ) throws(CallStop) in
        try kernel.requireDriver(call)
        let target = try kernel.targetProcess(target, call)
        let source = try kernel.targetProcess(source, call)
        return try kernel.virtualCopy(call, target, destination, source, address.rawValue, size, protection)
    },
    KernelCall(
        "VirtualAllocCopyEx", .full, "hSrcProc hDestProc lpvSrc cbSize fdwProtect", source: "pkfuncs.h", for: .kernel,
        returns: .address
    ) {
        (
            kernel, call, source: ProcessHandle, target: ProcessHandle, address: VirtualAddress, size: UInt32,
            protection: ProtectionFlags
        ) throws(CallStop) in
        try kernel.requireKernel(call)
        let source = try kernel.targetProcess(source, call)
        let target = try kernel.targetProcess(target, call)
        return try kernel.allocateCopy(call, source, target, address.rawValue, size, protection)
    },
]

private let attributeCalls: [KernelCall] = [
    KernelCall(
        "VirtualProtect", .full, "lpAddress dwSize flNewProtect lpflOldProtect", source: "winbase.h", returns: .boolean
    ) {
        (kernel, call, address: VirtualAddress, size: UInt32, protection: ProtectionFlags, old: VirtualAddress)
            throws(CallStop) in
        try kernel.virtualProtect(call, call.thread.current, address.rawValue, size, protection, old.rawValue)
    },
    KernelCall(
        "VirtualProtectEx", .full, "hProcess lpAddress dwSize flNewProtect lpflOldProtect", source: "winbase.h",
        returns: .boolean
    ) {
        (
            kernel, call, process: ProcessHandle, address: VirtualAddress, size: UInt32, protection: ProtectionFlags,
            old: VirtualAddress
        ) throws(CallStop) in
        let process = try kernel.targetProcess(process, call)
        return try kernel.virtualProtect(call, process, address.rawValue, size, protection, old.rawValue)
    },
    KernelCall("VirtualQuery", .full, "lpAddress lpBuffer dwLength", source: "winbase.h", returns: .number) {
        (kernel, call, address: VirtualAddress, buffer: VirtualAddress, length: UInt32) throws(CallStop) in
        try kernel.virtualQuery(call, call.thread.current, address.rawValue, buffer.rawValue, length)
    },
    KernelCall("VirtualQueryEx", .full, "hProcess lpAddress lpBuffer dwLength", source: "winbase.h", returns: .number) {
        (kernel, call, process: ProcessHandle, address: VirtualAddress, buffer: VirtualAddress, length: UInt32)
            throws(CallStop) in
        let process = try kernel.targetProcess(process, call)
        return try kernel.virtualQuery(call, process, address.rawValue, buffer.rawValue, length)
    },
    KernelCall(
        "VirtualSetAttributes", .full, "lpvAddress cbSize dwNewFlags dwMask lpdwOldFlags", source: "pkfuncs.h",
        for: .kernel, returns: .boolean
    ) {
        (kernel, call, address: VirtualAddress, size: UInt32, flags: Word, mask: Word, old: VirtualAddress)
            throws(CallStop) in
        try kernel.requireKernel(call)
        let space = kernel.space(of: call.thread.current, for: address.rawValue)
        let before = try kernel.checked { () throws(CEError) in
            try kernel.memory.setAttributes(
                address.rawValue, size: size, flags.rawValue, mask: mask.rawValue, in: space)
        }
        // The C bit of a descriptor.
        let isCached = mask.rawValue & 0x8 == 0 ? nil : flags.rawValue & 0x8 != 0
        if isCached != nil {
            kernel.tellOfChange(address.rawValue, size, in: space, isCached: isCached, by: kernel.site(call))
        }
        if old.rawValue != 0 {
            try call.access { memory throws(GuestFault) in try memory.setWord(before, old.rawValue) }
        }
        return .value(1)
    },
    KernelCall(
        "LockPages", .full, "lpvAddress cbSize pPFNs fOptions", source: "ee482989", for: .kernel, returns: .boolean
    ) {
        (kernel, call, address: VirtualAddress, size: UInt32, frames: VirtualAddress, options: LockFlags)
            throws(CallStop) in
        try kernel.lockPages(call, address.rawValue, size, frames: frames.rawValue, options: options.rawValue)
    },
    KernelCall(
        "UnlockPages", .partial("locks are counted for each reservation, not for each page"), "lpvAddress cbSize",
        source: "ee482989", for: .kernel, returns: .boolean
    ) { (kernel, call, address: VirtualAddress, size: UInt32) throws(CallStop) in
        try kernel.unlockPages(call, address.rawValue, size)
    },
]

/// There is no cache: what these do to data is for checkers only.
private let cacheCalls: [KernelCall] = [
    KernelCall(
        "CacheRangeFlush", .partial("there is no data cache: instructions and translations are renewed"),
        "pAddr dwLength dwFlags", source: "pkfuncs.h", returns: .none
    ) { (kernel, call, address: VirtualAddress, size: UInt32, flags: CacheSyncFlags) throws(CallStop) in
        kernel.flushCaches(address.rawValue, size, flags: flags.rawValue, call)
        return .value(0)
    },
    // CacheSync names no range and means the whole cache.
    KernelCall(
        "CacheSync", .partial("there is no data cache, and instructions are not renewed"), "flags",
        source: "pkfuncs.h", returns: .none
    ) { (kernel, call, flags: CacheSyncFlags) throws(CallStop) in
        kernel.tellOfFlush(0, 0, flags: flags.rawValue, call)
        return .value(0)
    },
    KernelCall(
        "FlushInstructionCache", .partial("the range is taken in the calling process"),
        "hProcess lpBaseAddress dwSize", source: "winbase.h", returns: .boolean
    ) { (kernel, call, _: Unread<ProcessHandle>, address: VirtualAddress, size: UInt32) throws(CallStop) in
        kernel.flushCaches(address.rawValue, size, flags: CacheFlags.instructions, call)
        return .value(1)
    },
]

private let pointerCheckCalls: [KernelCall] = [
    KernelCall("IsBadReadPtr", .full, "lp ucb", source: "winbase.h", returns: .boolean) {
        (kernel, call, address: VirtualAddress, size: UInt32) throws(CallStop) in
        .value(kernel.isBad(address.rawValue, size, write: false, call) ? 1 : 0)
    },
    KernelCall("IsBadCodePtr", .full, "lpfn", source: "winbase.h", returns: .boolean) {
        (kernel, call, address: VirtualAddress) throws(CallStop) in
        .value(kernel.isBad(address.rawValue, 1, write: false, call) ? 1 : 0)
    },
    KernelCall("IsBadWritePtr", .full, "lp ucb", source: "winbase.h", returns: .boolean) {
        (kernel, call, address: VirtualAddress, size: UInt32) throws(CallStop) in
        .value(kernel.isBad(address.rawValue, size, write: true, call) ? 1 : 0)
    },
]
