import ARMMMU
import CEKernel
import CEMemory
import GuestAddress

/// CE_DMA_BUFFER_BLOCK (document ee483125), and what a driver may ask for.
private enum DMALayout {
    static let blockSize: UInt32 = 16
    static let mostBuffers: UInt32 = 1024
    static let mostBlocks = 65536
}

extension Kernel {
    fileprivate func dmaBuffer(_ handle: Handle, _ call: borrowing Invocation) throws(CallStop) -> DMABuffer {
        guard case .dmaBuffer(let buffer) = object(handle, call.thread) else {
            throw .error(refuse(handle: handle.rawValue, takes: "what DMAOpenBuffer has returned"))
        }
        return buffer
    }

    /// Finds the physical memory behind a driver's buffers.
    fileprivate func openDMABuffer(
        _ adapter: VirtualAddress, _ count: UInt32, _ addresses: VirtualAddress, _ lengths: VirtualAddress,
        _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        try requireKernel(call)
        guard adapter.rawValue != 0, addresses.rawValue != 0, lengths.rawValue != 0 else {
            throw .error(refuse("null", "the adapter, the addresses or the lengths are NULL"))
        }
        guard count > 0, count <= DMALayout.mostBuffers else {
            throw .error(
                refuse("count", "dwNumBuffer is \(count), and it has to be from 1 to \(DMALayout.mostBuffers)"))
        }
        var blocks: [DMABuffer.Block] = []
        for index in 0..<count {
            let (address, length) = try call.access { memory throws(GuestFault) in
                (try memory.word(addresses.rawValue &+ index &* 4), try memory.word(lengths.rawValue &+ index &* 4))
            }
            try add(address, length, to: &blocks, call)
        }
        let buffer = DMABuffer(blocks: blocks)
        observers.tell(.pageLocks, .pagesLocked(PageLock(frames: buffer.frames, site: site(call))))
        return .value(try addHandle(.dmaBuffer(buffer), call))
    }

    /// - Throws: ERROR_INVALID_PARAMETER for memory that is not there, ERROR_NOT_ENOUGH_MEMORY for too many blocks.
    private func add(
        _ address: UInt32, _ length: UInt32, to blocks: inout [DMABuffer.Block], _ call: borrowing Invocation
    ) throws(CallStop) {
        guard length > 0, length < 0x8000_0000, !address.addingReportingOverflow(length - 1).overflow else {
            throw .error(
                refuse(
                    "size",
                    "the buffer at 0x\(hexadecimal(address)) has \(length) bytes: none, or more than there can be"))
        }
        var done: UInt32 = 0
        while done < length {
            let virtual = address &+ done
            let bytes = min(4096 - virtual & 0xFFF, length - done)
            memory.physical.hostWork.look(at: 1)
            let physical = try call.access { memory throws(GuestFault) in
                try memory.page(VirtualAddress(virtual), .read).physical.rawValue
            }
            if let last = blocks.last, last.virtual &+ last.length == virtual, last.physical &+ last.length == physical
            {
                blocks[blocks.count - 1].length += bytes
            } else {
                guard blocks.count < DMALayout.mostBlocks else {
                    throw .error(
                        refuse(
                            "blocks", "the buffers lie in more than \(DMALayout.mostBlocks) pieces", .notEnoughMemory))
                }
                blocks.append(DMABuffer.Block(length: bytes, virtual: virtual, physical: physical))
            }
            done += bytes
        }
    }

    /// As many blocks as there is room for.
    fileprivate func give(
        _ buffer: DMABuffer, _ room: UInt32, _ blocks: VirtualAddress, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        guard room == 0 || blocks.rawValue != 0 else {
            throw .error(refuse("null", "there is no place for the blocks: it is NULL"))
        }
        try call.access { memory throws(GuestFault) in
            for (index, block) in buffer.blocks.prefix(Int(room)).enumerated() {
                let place = blocks.rawValue &+ UInt32(index) &* DMALayout.blockSize
                for (offset, word) in [block.length, block.virtual, block.physical, 0].enumerated() {
                    try memory.setWord(word, place &+ UInt32(offset) &* 4)
                }
            }
        }
        return .value(UInt32(buffer.blocks.count))
    }
}

/// Buffers of the DMA library for devices that are bus masters themselves (documents ee482925, ee482935, ee483125;
/// header oaldma.h). Channels and transfers are those of a BSP's DMA driver, which no board has: they stay missing, by
/// name.
let dmaCalls: [KernelCall] = [
    KernelCall(
        "OALDMAAllocBuffer", .full, "Adapter Length LogicalAddress CacheEnabled", library: .ceddk, source: "oaldma.h",
        for: .kernel, returns: .address
    ) {
        (kernel, call, adapter: VirtualAddress, size: UInt32, logical: VirtualAddress, _: Unread<ByteBoolean>)
            throws(CallStop)
        in
        try kernel.allocateCommonBuffer(adapter, size, logical, call)
    },
    // Only the virtual address counts.
    KernelCall(
        "OALDMAFreeBuffer", .full, "Adapter Length LogicalAddress VirtualAddress CacheEnabled", library: .ceddk,
        source: "oaldma.h", for: .kernel, returns: .none
    ) {
        (
            kernel, call, _: Unread<VirtualAddress>, _: Unread<UInt32>, _: Unread<WidePhysicalAddress>,
            address: VirtualAddress, _: Unread<ByteBoolean>
        ) throws(CallStop) in
        try kernel.requireKernel(call)
        return try kernel.virtualFree(call, kernel.processes.nk, address.rawValue, 0, MemoryFlags.release)
    },
    KernelCall(
        "DMAOpenBuffer", .partial("the pages are not locked, and nothing is copied to where a device reaches more"),
        "pDmaAdapter dwNumBuffer pBufferArray aLength", library: .ceddk, source: "ee482925", for: .kernel,
        returns: .handle
    ) {
        (kernel, call, adapter: VirtualAddress, count: UInt32, addresses: VirtualAddress, lengths: VirtualAddress)
            throws(CallStop) in
        try kernel.openDMABuffer(adapter, count, addresses, lengths, call)
    },
    KernelCall(
        "DMAGetBufferPhysAddr", .full, "hBuffer NumOfBufferBlock ceDmaBufferBlockArray", library: .ceddk,
        source: "ee482935", for: .kernel, returns: .number
    ) { (kernel, call, handle: Handle, room: UInt32, blocks: VirtualAddress) throws(CallStop) in
        try kernel.give(try kernel.dmaBuffer(handle, call), room, blocks, call)
    },
    KernelCall(
        "DMAFlushBlockBuffer", .full, "hBuffer", library: .ceddk, source: "oaldma.h", for: .kernel, returns: .boolean
    ) { (kernel, call, handle: Handle) throws(CallStop) in
        for block in try kernel.dmaBuffer(handle, call).blocks {
            kernel.flushCaches(
                block.virtual, block.length, flags: CacheFlags.writeBack | CacheFlags.discard, call)
        }
        return .value(1)
    },
    KernelCall(
        "DMACloseBuffer", .full, "hBuffer", library: .ceddk, source: "oaldma.h", for: .kernel, returns: .boolean
    ) { (kernel, call, handle: Handle) throws(CallStop) in
        let buffer = try kernel.dmaBuffer(handle, call)
        kernel.observers.tell(
            .pageLocks, .pagesUnlocked(PageLock(frames: buffer.frames, site: kernel.site(call))))
        _ = kernel.objects.handles.remove(handle.rawValue, owner: call.thread.current)
        return .value(1)
    },
]
