import CEKernel
import CEMemory
import GuestAddress

/// Helpers with which a driver reaches a caller's embedded pointers. They return an HRESULT, E_ACCESSDENIED to code
/// that is no driver's.
let callerBufferCalls: [KernelCall] = callerAccessCalls + asynchronousBufferCalls

private let callerAccessCalls: [KernelCall] = [
    KernelCall(
        "CeOpenCallerBuffer", .full, "ppDestMarshalled pSrcUnmarshalled cbSrc ArgumentDescriptor ForceDuplicate",
        source: "ee488607", for: .drivers, returns: .hresult, failure: BufferResult.accessDenied
    ) {
        (
            kernel, call, destination: VirtualAddress, source: VirtualAddress, size: UInt32,
            descriptor: MarshallingDescriptor, forceDuplicate: Bool
        ) throws(CallStop) in
        try kernel.openCallerBuffer(
            CallerBuffer(destination, source, size, descriptor), forceDuplicate: forceDuplicate, call)
    },
    KernelCall(
        "CeCloseCallerBuffer", .full, "pDestMarshalled pSrcUnmarshalled cbSrc ArgumentDescriptor",
        source: "ee488607", for: .drivers, returns: .hresult, failure: BufferResult.accessDenied
    ) {
        (
            kernel, call, destination: VirtualAddress, source: VirtualAddress, size: UInt32,
            descriptor: MarshallingDescriptor
        ) throws(CallStop) in
        try kernel.closeCallerBuffer(
            CallerBuffer(destination, source, size, descriptor), to: try kernel.callerMemory(call), call)
    },
    KernelCall(
        "CeAllocDuplicateBuffer", .full, "ppDestDuplicate pSrcMarshalled cbSrc ArgumentDescriptor",
        source: "ee488382", for: .drivers, returns: .hresult, failure: BufferResult.accessDenied
    ) {
        (
            kernel, call, destination: VirtualAddress, source: VirtualAddress, size: UInt32,
            descriptor: MarshallingDescriptor
        ) throws(CallStop) in
        try kernel.allocateDuplicateBuffer(CallerBuffer(destination, source, size, descriptor), call)
    },
    KernelCall(
        "CeFreeDuplicateBuffer", .full, "pDestDuplicate pSrcMarshalled cbSrc ArgumentDescriptor", source: "ee488382",
        for: .drivers, returns: .hresult, failure: BufferResult.accessDenied
    ) {
        (
            kernel, call, destination: VirtualAddress, source: VirtualAddress, size: UInt32,
            descriptor: MarshallingDescriptor
        ) throws(CallStop) in
        try kernel.closeCallerBuffer(CallerBuffer(destination, source, size, descriptor), to: call.memory, call)
    },
]

private let asynchronousBufferCalls: [KernelCall] = [
    KernelCall(
        "CeAllocAsynchronousBuffer", .full, "ppDestAsyncAccessible pSrcSyncAccessible cbSrc ArgumentDescriptor",
        source: "ee488604", for: .drivers, returns: .hresult, failure: BufferResult.accessDenied
    ) {
        (
            kernel, call, destination: VirtualAddress, source: VirtualAddress, size: UInt32,
            descriptor: MarshallingDescriptor
        ) throws(CallStop) in
        try kernel.allocateAsynchronousBuffer(CallerBuffer(destination, source, size, descriptor), call)
    },
    KernelCall(
        "CeFreeAsynchronousBuffer", .full, "pDestAsyncAccessible pSrcSyncAccessible cbSrc ArgumentDescriptor",
        source: "ee488604", for: .drivers, returns: .hresult, failure: BufferResult.accessDenied
    ) {
        (
            kernel, call, destination: VirtualAddress, source: VirtualAddress, size: UInt32,
            descriptor: MarshallingDescriptor
        ) throws(CallStop) in
        try kernel.freeAsynchronousBuffer(CallerBuffer(destination, source, size, descriptor), call)
    },
    KernelCall(
        "CeFlushAsynchronousBuffer", .full,
        "pDestAsyncAccessible pSrcSyncAccessible pSrcSubPtrSyncAccessible cbSrc ArgumentDescriptor",
        source: "aa932632", for: .drivers, returns: .hresult, failure: BufferResult.accessDenied
    ) {
        (
            kernel, call, destination: VirtualAddress, source: VirtualAddress, _: Unread<VirtualAddress>, size: UInt32,
            descriptor: MarshallingDescriptor
        ) throws(CallStop) in
        try kernel.flushAsynchronousBuffer(CallerBuffer(destination, source, size, descriptor), call)
    },
]
