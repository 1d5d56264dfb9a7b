import CEKernel
import CEMemory
import GuestAddress
import Unicorn

/// Flags of the heap calls (winbase.h of the public SDK).
private enum HeapConstants {
    static let localZero: UInt32 = 0x40
    static let heapZero: UInt32 = 0x08
    static let inPlaceOnly: UInt32 = 0x10
    static let maximumHeaps = 256
}

/// The heap calls, and the C library's.
let heapCalls: [KernelCall] = localCalls + privateHeapCalls + allocationFunctions

extension Kernel {
    /// LocalFree: NULL, or of what is no block the block itself.
    func localFree(_ block: VirtualAddress, _ call: borrowing Invocation) throws(CallStop) -> CallResult {
        guard block.rawValue != 0 else { return .value(0) }
        do throws(CallStop) {
            try free(block.rawValue, call)
            return .value(0)
        } catch {
            guard case .error(let code) = error else { throw error }
            return .failed(block.rawValue, code)
        }
    }

    func localAllocate(
        _ flags: LocalFlags, _ size: UInt32, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        .value(try allocate(size, zeroed: flags.rawValue & HeapConstants.localZero != 0, call))
    }

    fileprivate func heapAllocate(
        _ heap: Word, _ flags: HeapFlags, _ size: UInt32, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        let heap = try self.heap(heap, call)
        let isZeroed = flags.rawValue & HeapConstants.heapZero != 0
        return .value(try allocate(size, zeroed: isZeroed, from: heap, call))
    }
}

/// What debug builds call for LocalAlloc and HeapAlloc: with a line number and a file name, which only a tracker
/// would read.
let heapTraceCalls: [KernelCall] = [
    KernelCall(
        "LocalAllocTrace", .full, "uFlags uBytes cLineNum szFilename", source: "winbase.h", returns: .address
    ) { (kernel, call, flags: LocalFlags, size: UInt32, _: Unread<UInt32>, _: Unread<NarrowString>) throws(CallStop) in
        try kernel.localAllocate(flags, size, call)
    },
    KernelCall(
        "HeapAllocTrace", .full, "hHeap dwFlags dwBytes cLineNum szFilename", source: "winbase.h", returns: .address
    ) {
        (kernel, call, heap: Word, flags: HeapFlags, size: UInt32, _: Unread<UInt32>, _: Unread<NarrowString>)
            throws(CallStop) in
        try kernel.heapAllocate(heap, flags, size, call)
    },
]

private let localCalls: [KernelCall] = [
    KernelCall("LocalAlloc", .full, "uFlags uBytes", source: "winbase.h", returns: .address) {
        (kernel, call, flags: LocalFlags, size: UInt32) throws(CallStop) in
        try kernel.localAllocate(flags, size, call)
    },
    KernelCall("LocalFree", .full, "hMem", source: "ms885599", returns: .address) {
        (kernel, call, block: VirtualAddress) throws(CallStop) in
        try kernel.localFree(block, call)
    },
    KernelCall(
        "LocalReAlloc", .partial("moves the block when it has to, without LMEM_MOVEABLE, too"), "hMem uBytes uFlags",
        source: "winbase.h", returns: .address
    ) { (kernel, call, block: VirtualAddress, size: UInt32, flags: LocalFlags) throws(CallStop) in
        let isZeroed = flags.rawValue & HeapConstants.localZero != 0
        return .value(try kernel.reallocate(block.rawValue, size, zeroed: isZeroed, call))
    },
    KernelCall("LocalSize", .full, "hMem", source: "winbase.h", returns: .number) {
        (kernel, call, block: VirtualAddress) throws(CallStop) in
        guard let size = call.thread.current.heap.size(of: block.rawValue) else {
            throw .error(kernel.refuseBlock(block.rawValue, of: nil, call))
        }
        return .value(size)
    },
]

private let privateHeapCalls: [KernelCall] = [
    KernelCall("GetProcessHeap", .full, source: "winbase.h", returns: .address) { _, _ throws(CallStop) in
        .value(Kernel.processHeapHandle)
    },
    KernelCall(
        "HeapCreate", .partial("the sizes are not looked at: every heap grows"),
        "flOptions dwInitialSize dwMaximumSize", source: "winbase.h", returns: .address
    ) { (kernel, call, _: Unread<HeapFlags>, _: Unread<UInt32>, _: Unread<UInt32>) throws(CallStop) in
        let own = call.thread.current.heap
        guard own.children.count < HeapConstants.maximumHeaps else {
            throw .error(
                kernel.refuse(
                    "heaps",
                    "\(call.thread.current.name) has \(own.children.count) heaps, and there can be no more",
                    .notEnoughMemory))
        }
        let handle = Kernel.processHeapHandle &+ own.nextChild &* 4
        own.nextChild &+= 1
        own.children[handle] = GuestHeap()
        kernel.take(.privateHeap, handle, call)
        return .value(handle)
    },
    KernelCall("HeapDestroy", .full, "hHeap", source: "winbase.h", returns: .boolean) {
        (kernel, call, heap: Word) throws(CallStop) in
        let process = call.thread.current
        let handle = heap.rawValue
        guard handle != Kernel.processHeapHandle else {
            throw .error(
                kernel.refuse("process-heap", "hHeap is the heap of \(process.name) itself, which it keeps to its end"))
        }
        guard let heap = process.heap.children.removeValue(forKey: handle) else {
            throw .error(kernel.refuseHeap(handle, process))
        }
        kernel.giveBack(heap: heap, handle: handle, call)
        heap.destroy(kernel.memory, process.space, site: kernel.site(call))
        return .value(1)
    },
    KernelCall("HeapAlloc", .full, "hHeap dwFlags dwBytes", source: "winbase.h", returns: .address) {
        (kernel, call, heap: Word, flags: HeapFlags, size: UInt32) throws(CallStop) in
        try kernel.heapAllocate(heap, flags, size, call)
    },
    KernelCall("HeapReAlloc", .full, "hHeap dwFlags lpMem dwBytes", source: "winbase.h", returns: .address) {
        (kernel, call, heap: Word, flags: HeapFlags, block: VirtualAddress, size: UInt32) throws(CallStop) in
        let heap = try kernel.heap(heap, call)
        return .value(
            try kernel.reallocate(
                block.rawValue, size, zeroed: flags.rawValue & HeapConstants.heapZero != 0,
                mayMove: flags.rawValue & HeapConstants.inPlaceOnly == 0, of: heap, call))
    },
    KernelCall("HeapSize", .full, "hHeap dwFlags lpMem", source: "winbase.h", returns: .number, failure: .max) {
        (kernel, call, heap: Word, _: Unread<HeapFlags>, block: VirtualAddress) throws(CallStop) in
        let heap = try kernel.heap(heap, call)
        guard let size = heap.size(of: block.rawValue) else {
            throw .error(kernel.refuseBlock(block.rawValue, of: heap, call))
        }
        return .value(size)
    },
    KernelCall("HeapFree", .full, "hHeap dwFlags lpMem", source: "winbase.h", returns: .boolean) {
        (kernel, call, heap: Word, _: Unread<HeapFlags>, block: VirtualAddress) throws(CallStop) in
        let heap = try kernel.heap(heap, call)
        if block.rawValue != 0 { try kernel.free(block.rawValue, of: heap, call) }
        return .value(1)
    },
    KernelCall(
        "HeapValidate", .partial("tells a block from no block; what lies around it is not looked at"),
        "hHeap dwFlags lpMem", source: "winbase.h", returns: .boolean
    ) { (kernel, call, heap: Word, _: Unread<HeapFlags>, block: VirtualAddress) throws(CallStop) in
        let heap = try kernel.heap(heap, call)
        return .value(block.rawValue == 0 || heap.size(of: block.rawValue) != nil ? 1 : 0)
    },
]

private let allocationFunctions: [KernelCall] =
    [
        KernelCall("calloc", .full, "num size", source: "stdlib.h", returns: .address) {
            (kernel, call, count: UInt32, size: UInt32) throws(CallStop) in
            .value(try kernel.allocate(try kernel.product(count, size), zeroed: true, call))
        },
        KernelCall("realloc", .full, "memblock size", source: "stdlib.h", returns: .address) {
            (kernel, call, block: VirtualAddress, size: UInt32) throws(CallStop) in
            if block.rawValue == 0 { return .value(try kernel.allocate(size, zeroed: false, call)) }
            guard size == 0 else { return .value(try kernel.reallocate(block.rawValue, size, zeroed: false, call)) }
            try kernel.free(block.rawValue, call)
            return .value(0)
        },
        KernelCall("_msize", .full, "memblock", source: "stdlib.h", returns: .number, failure: .max) {
            (kernel, call, block: VirtualAddress) throws(CallStop) in
            guard let size = call.thread.current.heap.size(of: block.rawValue) else {
                throw .error(kernel.refuseBlock(block.rawValue, of: nil, call))
            }
            return .value(size)
        },
    ]
    // malloc and the operators new, new[] and their forms that do not throw, to which a reference is passed besides.
    + ["malloc", "??2@YAPAXI@Z", "??_U@YAPAXI@Z", "??2@YAPAXIABUnothrow_t@std@@@Z", "??_U@YAPAXIABUnothrow_t@std@@@Z"]
    .map {
        KernelCall($0, .full, "size", source: "stdlib.h", returns: .address) {
            (kernel, call, size: UInt32) throws(CallStop) in
            .value(try kernel.allocate(size, zeroed: false, call))
        }
    }
    // free and the operators delete and delete[].
    + ["free", "??3@YAXPAX@Z", "??_V@YAXPAX@Z", "??3@YAXPAXABUnothrow_t@std@@@Z", "??_V@YAXPAXABUnothrow_t@std@@@Z"].map
{
    KernelCall($0, .full, "memblock", source: "stdlib.h", returns: .none) {
        (kernel, call, block: VirtualAddress) throws(CallStop) in
        if block.rawValue != 0 { try kernel.free(block.rawValue, call) }
        return .value(0)
    }
}
