import CEKernel
import CEMemory
import GuestAddress

/// VirtualAlloc and its family (documents ee488642, ee488784, ee483154, ee488448; error codes of `Documentation/CE-Memory.md`,
/// section 5).
let memoryCalls: [KernelCall] = [
    KernelCall("VirtualAlloc") { kernel, call throws(CallStop) in
        try kernel.virtualAlloc(call, call.thread.current, call.r0, call.r1, call.r2, call.r3)
    },
    KernelCall("VirtualAllocEx") { kernel, call throws(CallStop) in
        let process = try kernel.targetProcess(call.r0, call)
        return try kernel.virtualAlloc(call, process, call.r1, call.r2, call.r3, try call[4])
    },
    KernelCall("VirtualFree") { kernel, call throws(CallStop) in
        try kernel.virtualFree(call, call.thread.current, call.r0, call.r1, call.r2)
    },
    KernelCall("VirtualFreeEx") { kernel, call throws(CallStop) in
        let process = try kernel.targetProcess(call.r0, call)
        return try kernel.virtualFree(call, process, call.r1, call.r2, call.r3)
    },
    KernelCall("VirtualCopy") { kernel, call throws(CallStop) in
        let current = call.thread.current
        return try kernel.virtualCopy(call, current, call.r0, current, call.r1, call.r2, call.r3)
    },
    KernelCall("VirtualCopyEx") { kernel, call throws(CallStop) in
        try kernel.requireDriver(call)
        let target = try kernel.targetProcess(call.r0, call)
        let source = try kernel.targetProcess(call.r2, call)
        return try kernel.virtualCopy(call, target, call.r1, source, call.r3, try call[4], try call[5])
    },
    KernelCall("VirtualAllocCopyEx") { kernel, call throws(CallStop) in
        try kernel.requireKernel(call)
        let source = try kernel.targetProcess(call.r0, call)
        let target = try kernel.targetProcess(call.r1, call)
        return try kernel.allocateCopy(call, source, target, call.r2, call.r3, try call[4])
    },
    KernelCall("VirtualProtect") { kernel, call throws(CallStop) in
        try kernel.virtualProtect(call, call.thread.current, call.r0, call.r1, call.r2, call.r3)
    },
    KernelCall("VirtualProtectEx") { kernel, call throws(CallStop) in
        let process = try kernel.targetProcess(call.r0, call)
        return try kernel.virtualProtect(call, process, call.r1, call.r2, call.r3, try call[4])
    },
    KernelCall("VirtualQuery") { kernel, call throws(CallStop) in
        try kernel.virtualQuery(call, call.thread.current, call.r0, call.r1, call.r2)
    },
    KernelCall("VirtualQueryEx") { kernel, call throws(CallStop) in
        let process = try kernel.targetProcess(call.r0, call)
        return try kernel.virtualQuery(call, process, call.r1, call.r2, call.r3)
    },
    KernelCall("VirtualSetAttributes") { kernel, call throws(CallStop) in
        try kernel.requireKernel(call)
        let space = kernel.space(of: call.thread.current, for: call.r0)
        let pointer = try call[4]
        let old = try kernel.checked { () throws(CEError) in
            try kernel.memory.setAttributes(call.r0, size: call.r1, call.r2, mask: call.r3, in: space)
        }
        // The C bit of a descriptor.
        let isCached = call.r3 & 0x8 == 0 ? nil : call.r2 & 0x8 != 0
        if isCached != nil {
            kernel.tellOfChange(call.r0, call.r1, in: space, isCached: isCached, by: kernel.site(call))
        }
        if pointer != 0 { try call.access { memory throws(GuestFault) in try memory.setWord(old, pointer) } }
        return .value(1)
    },
    KernelCall("LockPages") { kernel, call throws(CallStop) in
        try kernel.lockPages(call)
    },
    KernelCall("UnlockPages") { kernel, call throws(CallStop) in
        let space = kernel.space(of: call.thread.current, for: call.r0)
        let reservation = try kernel.checked { () throws(CEError) in
            try kernel.memory.run(call.r0, call.r1, in: space).reservation
        }
        guard reservation.lockedPages > 0 else { throw .error(.invalidParameter) }
        reservation.lockedPages -= 1
        return .value(1)
    },
    KernelCall("CacheRangeFlush") { kernel, call throws(CallStop) in
        kernel.flushCaches(call.r0, call.r1, flags: call.r2, call)
        return .value(0)
    },
    // CacheSync names no range and means the whole cache.
    KernelCall("CacheSync") { kernel, call throws(CallStop) in
        kernel.tellOfFlush(0, 0, flags: call.r0, call)
        return .value(0)
    },
    KernelCall("FlushInstructionCache") { kernel, call throws(CallStop) in
        kernel.flushCaches(call.r1, call.r2, flags: CacheFlags.instructions, call)
        return .value(1)
    },
    KernelCall("IsBadReadPtr") { kernel, call throws(CallStop) in
        .value(kernel.isBad(call.r0, call.r1, write: false, call) ? 1 : 0)
    },
    KernelCall("IsBadCodePtr") { kernel, call throws(CallStop) in
        .value(kernel.isBad(call.r0, 1, write: false, call) ? 1 : 0)
    },
    KernelCall("IsBadWritePtr") { kernel, call throws(CallStop) in
        .value(kernel.isBad(call.r0, call.r1, write: true, call) ? 1 : 0)
    },
]
