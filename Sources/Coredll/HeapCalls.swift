import CEKernel
import CEMemory
import GuestAddress
import Unicorn

/// Flags of the heap calls (winbase.h of the public SDK).
private enum HeapFlags {
    static let localZero: UInt32 = 0x40
    static let heapZero: UInt32 = 0x08
    static let inPlaceOnly: UInt32 = 0x10
    static let maximumHeaps = 256
}

extension Kernel {
    /// Allocates from a heap of the calling process.
    /// - Throws: ERROR_NOT_ENOUGH_MEMORY.
    func allocate(
        _ size: UInt32, zeroed: Bool, from heap: GuestHeap? = nil, _ call: borrowing Invocation
    ) throws(CallStop) -> UInt32 {
        let process = call.thread.current
        let address: UInt32
        do throws(CEError) {
            address = try (heap ?? process.heap).allocate(size, memory, process.space, site: site(call))
        } catch { throw .error(error) }
        if zeroed { try call.access { memory throws(GuestFault) in try memory.fill(address, count: size, with: 0) } }
        return address
    }

    /// Gives a block of a heap of the calling process back.
    /// - Throws: ERROR_INVALID_PARAMETER when it is none.
    func free(_ address: UInt32, of heap: GuestHeap? = nil, _ call: borrowing Invocation) throws(CallStop) {
        guard (heap ?? call.thread.current.heap).free(address, site: site(call)) else {
            throw .error(.invalidParameter)
        }
    }

    /// Changes a block's size, moving it when it has to be.
    func reallocate(
        _ address: UInt32, _ size: UInt32, zeroed: Bool, mayMove: Bool = true, of heap: GuestHeap? = nil,
        _ call: borrowing Invocation
    ) throws(CallStop) -> UInt32 {
        let heap = heap ?? call.thread.current.heap
        guard let old = heap.size(of: address) else { throw .error(.invalidParameter) }
        if heap.resize(address, to: size) {
            if zeroed, size > old {
                try call.access { memory throws(GuestFault) in
                    try memory.fill(address &+ old, count: size - old, with: 0)
                }
            }
            return address
        }
        guard mayMove else { throw .error(.notEnoughMemory) }
        let moved = try allocate(size, zeroed: false, from: heap, call)
        let kept = min(old, size)
        try call.access { memory throws(GuestFault) in
            try memory.move(to: moved, from: address, count: kept)
            if zeroed, size > kept { try memory.fill(moved &+ kept, count: size - kept, with: 0) }
        }
        try free(address, of: heap, call)
        return moved
    }

    /// The heap behind a handle of the calling process.
    fileprivate func heap(_ handle: UInt32, _ call: borrowing Invocation) throws(CallStop) -> GuestHeap {
        let own = call.thread.current.heap
        if handle == Self.processHeapHandle { return own }
        guard let heap = own.children[handle] else { throw .error(.invalidParameter) }
        return heap
    }

    /// Handles of heaps are numbers that no kernel object has: those are 3 modulo 4.
    fileprivate static let processHeapHandle: UInt32 = 0x0001_0001

    /// Runs what a C library function does, which returns NULL for every failure.
    fileprivate func product(_ count: UInt32, _ size: UInt32) throws(CallStop) -> UInt32 {
        let (bytes, overflow) = count.multipliedReportingOverflow(by: size)
        guard !overflow else { throw .error(.notEnoughMemory) }
        return bytes
    }
}

/// The heap calls, and the C library's.
let heapCalls: [KernelCall] = localCalls + privateHeapCalls + allocationFunctions

private let localAlloc: KernelCall.Handler = { kernel, call throws(CallStop) in
    .value(try kernel.allocate(call.r1, zeroed: call.r0 & HeapFlags.localZero != 0, call))
}

private let heapAlloc: KernelCall.Handler = { kernel, call throws(CallStop) in
    let heap = try kernel.heap(call.r0, call)
    return .value(try kernel.allocate(call.r2, zeroed: call.r1 & HeapFlags.heapZero != 0, from: heap, call))
}

/// What debug builds call for LocalAlloc and HeapAlloc: with a line number and a file name, which only a tracker
/// would read.
let heapTraceCalls: [KernelCall] = [
    KernelCall("LocalAllocTrace", handler: localAlloc), KernelCall("HeapAllocTrace", handler: heapAlloc),
]

private let localCalls: [KernelCall] = [
    KernelCall("LocalAlloc", handler: localAlloc),
    KernelCall("LocalFree") { kernel, call throws(CallStop) in
        guard call.r0 != 0 else { return .value(0) }
        do throws(CallStop) {
            try kernel.free(call.r0, call)
            return .value(0)
        } catch {
            // The failure value is the block itself.
            guard case .error(let code) = error else { throw error }
            return .failed(call.r0, code)
        }
    },
    KernelCall("LocalReAlloc") { kernel, call throws(CallStop) in
        .value(try kernel.reallocate(call.r0, call.r1, zeroed: call.r2 & HeapFlags.localZero != 0, call))
    },
    KernelCall("LocalSize") { kernel, call throws(CallStop) in
        guard let size = call.thread.current.heap.size(of: call.r0) else { throw .error(.invalidParameter) }
        return .value(size)
    },
]

private let privateHeapCalls: [KernelCall] = [
    KernelCall("GetProcessHeap") { _, _ throws(CallStop) in .value(Kernel.processHeapHandle) },
    KernelCall("HeapCreate") { kernel, call throws(CallStop) in
        let own = call.thread.current.heap
        guard own.children.count < HeapFlags.maximumHeaps else { throw .error(.notEnoughMemory) }
        let handle = Kernel.processHeapHandle &+ own.nextChild &* 4
        own.nextChild &+= 1
        own.children[handle] = GuestHeap()
        return .value(handle)
    },
    KernelCall("HeapDestroy") { kernel, call throws(CallStop) in
        let process = call.thread.current
        guard let heap = process.heap.children.removeValue(forKey: call.r0) else { throw .error(.invalidParameter) }
        heap.destroy(kernel.memory, process.space, site: kernel.site(call))
        return .value(1)
    },
    KernelCall("HeapAlloc", handler: heapAlloc),
    KernelCall("HeapReAlloc") { kernel, call throws(CallStop) in
        let heap = try kernel.heap(call.r0, call)
        return .value(
            try kernel.reallocate(
                call.r2, call.r3, zeroed: call.r1 & HeapFlags.heapZero != 0,
                mayMove: call.r1 & HeapFlags.inPlaceOnly == 0,
                of: heap, call))
    },
    KernelCall("HeapSize", failure: .max) { kernel, call throws(CallStop) in
        guard let size = try kernel.heap(call.r0, call).size(of: call.r2) else { throw .error(.invalidParameter) }
        return .value(size)
    },
    KernelCall("HeapFree") { kernel, call throws(CallStop) in
        let heap = try kernel.heap(call.r0, call)
        if call.r2 != 0 { try kernel.free(call.r2, of: heap, call) }
        return .value(1)
    },
    KernelCall("HeapValidate") { kernel, call throws(CallStop) in
        let heap = try kernel.heap(call.r0, call)
        return .value(call.r2 == 0 || heap.size(of: call.r2) != nil ? 1 : 0)
    },
]

private let allocationFunctions: [KernelCall] =
    [
        KernelCall("calloc") { kernel, call throws(CallStop) in
            .value(try kernel.allocate(try kernel.product(call.r0, call.r1), zeroed: true, call))
        },
        KernelCall("realloc") { kernel, call throws(CallStop) in
            if call.r0 == 0 { return .value(try kernel.allocate(call.r1, zeroed: false, call)) }
            guard call.r1 == 0 else { return .value(try kernel.reallocate(call.r0, call.r1, zeroed: false, call)) }
            try kernel.free(call.r0, call)
            return .value(0)
        },
        KernelCall("_msize", failure: .max) { kernel, call throws(CallStop) in
            guard let size = call.thread.current.heap.size(of: call.r0) else { throw .error(.invalidParameter) }
            return .value(size)
        },
    ]
    // malloc and the operators new, new[] and their forms that do not throw.
    + ["malloc", "??2@YAPAXI@Z", "??_U@YAPAXI@Z", "??2@YAPAXIABUnothrow_t@std@@@Z", "??_U@YAPAXIABUnothrow_t@std@@@Z"]
    .map {
        KernelCall($0) { kernel, call throws(CallStop) in .value(try kernel.allocate(call.r0, zeroed: false, call)) }
    }
    // free and the operators delete and delete[].
    + ["free", "??3@YAXPAX@Z", "??_V@YAXPAX@Z", "??3@YAXPAXABUnothrow_t@std@@@Z", "??_V@YAXPAXABUnothrow_t@std@@@Z"].map
{
    KernelCall($0) { kernel, call throws(CallStop) in
        if call.r0 != 0 { try kernel.free(call.r0, call) }
        return .value(0)
    }
}
