import CEKernel
import CEMemory
import GuestAddress
import Unicorn

/// The blocks of heaps, and why one is refused.
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
        take(.heapBlock, address, call)
        if zeroed { try call.access { memory throws(GuestFault) in try memory.fill(address, count: size, with: 0) } }
        return address
    }

    /// Gives a block of a heap of the calling process back.
    /// - Throws: ERROR_INVALID_PARAMETER when it is none.
    func free(_ address: UInt32, of heap: GuestHeap? = nil, _ call: borrowing Invocation) throws(CallStop) {
        guard (heap ?? call.thread.current.heap).free(address, site: site(call)) else {
            throw .error(refuseBlock(address, of: heap, call))
        }
        giveBack(.heapBlock, address, call)
    }

    /// Changes a block's size, moving it when it has to be.
    func reallocate(
        _ address: UInt32, _ size: UInt32, zeroed: Bool, mayMove: Bool = true, of heap: GuestHeap? = nil,
        _ call: borrowing Invocation
    ) throws(CallStop) -> UInt32 {
        let heap = heap ?? call.thread.current.heap
        guard let old = heap.size(of: address) else { throw .error(refuseBlock(address, of: heap, call)) }
        if heap.resize(address, to: size) {
            if zeroed, size > old {
                try call.access { memory throws(GuestFault) in
                    try memory.fill(address &+ old, count: size - old, with: 0)
                }
            }
            return address
        }
        guard mayMove else {
            throw .error(
                refuse(
                    "in-place",
                    "the block of \(old) bytes cannot have \(size) where it is, and HEAP_REALLOC_IN_PLACE_ONLY says "
                        + "that "
                        + "it must not move", .notEnoughMemory))
        }
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
    func heap(_ handle: Word, _ call: borrowing Invocation) throws(CallStop) -> GuestHeap {
        let own = call.thread.current.heap
        if handle.rawValue == Self.processHeapHandle { return own }
        guard let heap = own.children[handle.rawValue] else {
            throw .error(refuseHeap(handle.rawValue, call.thread.current))
        }
        return heap
    }

    /// What is no heap of a process, or none any more.
    func refuseHeap(_ handle: UInt32, _ process: Process) -> CEError {
        let wasGiven =
            handle > Self.processHeapHandle && handle & 3 == 1
            && (handle - Self.processHeapHandle) / 4 < process.heap.nextChild
        return refuse(
            "no-heap",
            wasGiven
                ? "heap 0x\(hexadecimal(handle)) of \(process.name) was destroyed before"
                : "hHeap 0x\(hexadecimal(handle)) is no heap of \(process.name): HeapCreate and GetProcessHeap give one"
        )
    }

    /// An address at which no block of the heap begins.
    func refuseBlock(_ address: UInt32, of heap: GuestHeap?, _ call: borrowing Invocation) -> CEError {
        let own = call.thread.current.heap
        let handle = own.children.first { $0.value === heap }?.key ?? Self.processHeapHandle
        return refuse(block: address, of: handle)
    }

    /// Handles of heaps are numbers that no kernel object has: those are 3 modulo 4.
    static let processHeapHandle: UInt32 = 0x0001_0001

    /// Runs what a C library function does, which returns NULL for every failure.
    func product(_ count: UInt32, _ size: UInt32) throws(CallStop) -> UInt32 {
        let (bytes, overflow) = count.multipliedReportingOverflow(by: size)
        guard !overflow else {
            throw .error(
                refuse("size", "\(count) times \(size) bytes are more than 0xffffffff", .notEnoughMemory))
        }
        return bytes
    }
}
