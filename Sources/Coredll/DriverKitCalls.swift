import CEKernel
import CEMemory
import GuestAddress
import Unicorn

/// Calls of ceddk beside the mappings of `PhysicalMemoryCalls.swift` and the register accesses (documents ee484843,
/// ms899361, aa448325, ee481320; results as seen in shipped libraries).
let driverKitCalls: [KernelCall] = commonBufferCalls + busAddressCalls + busDataCalls

private let commonBufferCalls: [KernelCall] = [
    KernelCall(
        "HalAllocateCommonBuffer", .full, "DmaAdapter Length LogicalAddress CacheEnabled", library: .ceddk,
        source: "ee484843", for: .kernel, returns: .address
    ) {
        (kernel, call, adapter: VirtualAddress, size: UInt32, logical: VirtualAddress, _: Unread<ByteBoolean>)
            throws(CallStop)
        in
        try kernel.allocateCommonBuffer(adapter, size, logical, call)
    },
    // Only the virtual address counts.
    KernelCall(
        "HalFreeCommonBuffer", .full, "DmaAdapter Length LogicalAddress VirtualAddress CacheEnabled", library: .ceddk,
        source: "ee484843", for: .kernel, returns: .none
    ) {
        (
            kernel, call, _: Unread<VirtualAddress>, _: Unread<UInt32>, _: Unread<WidePhysicalAddress>,
            address: VirtualAddress,
            _: Unread<ByteBoolean>
        ) throws(CallStop) in
        try kernel.requireKernel(call)
        return try kernel.virtualFree(call, kernel.processes.nk, address.rawValue, 0, MemoryFlags.release)
    },
    KernelCall("StallExecution", .full, "MicroSec", library: .ceddk, source: "aa448325", returns: .none) {
        (kernel, call, time: UInt32) throws(CallStop) in
        kernel.engine.advanceClock(by: kernel.board.clock.instructions(microseconds: time))
        return .value(0)
    },
    // Obsolete: StallExecution needs no measured loop.
    KernelCall("CalibrateStallCounter", .stub, library: .ceddk, source: "ee481529", returns: .none) {
        _, _ throws(CallStop) in
        .value(0)
    },
]

extension Kernel {
    /// Without an adapter or a size: NULL and no code. The rest is AllocPhysMem, which CE 6 makes uncached whatever was
    /// asked.
    func allocateCommonBuffer(
        _ adapter: VirtualAddress, _ size: UInt32, _ logical: VirtualAddress, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        guard adapter.rawValue != 0, size != 0 else {
            noteRule("null", adapter.rawValue == 0 ? "the adapter is NULL: it is a DMA_ADAPTER_OBJECT" : "Length is 0")
            return .failure(0)
        }
        guard call.thread.current.isKernel else { throw .error(.invalidParameter) }
        guard size < 0x8000_0000 else { throw .error(memory.refuse(.size(size))) }
        try call.access { memory throws(GuestFault) in try memory.probe(logical.rawValue, 8, .write) }
        let (base, frame) = try allocateAdjacent(size, .uncachedPages, mask: 0, releasedBy: .freeCommonBuffer, call)
        try call.access { memory throws(GuestFault) in
            try memory.setWord(frame.rawValue, logical.rawValue)
            try memory.setWord(0, logical.rawValue &+ 4)
        }
        return .value(base.rawValue)
    }

    /// What a bus address is to the processor: on these boards the same, in the memory space.
    func translate(
        _ address: WidePhysicalAddress, space: VirtualAddress?, result: VirtualAddress, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        try call.access { memory throws(GuestFault) in
            if let space { try memory.setWord(0, space.rawValue) }
            try memory.setWord(address.low, result.rawValue)
            try memory.setWord(address.high, result.rawValue &+ 4)
        }
        return .value(1)
    }

    /// TransBusAddrToStatic and TransBusAddrToVirtual.
    func mapBusAddress(
        _ address: WidePhysicalAddress, _ size: UInt32, space: VirtualAddress, result: VirtualAddress, isStatic: Bool,
        _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        try requireDriver(call)
        guard address.high == 0 else {
            throw .error(
                refuse(
                    "high-part",
                    "HighPart of BusAddress is 0x\(hexadecimal(address.high)), and no physical address is beyond 4 GB"))
        }
        try call.access { memory throws(GuestFault) in
            try memory.probe(space.rawValue, 4, .write)
            try memory.probe(result.rawValue, 4, .write)
        }
        let physical = PhysicalAddress(address.low)
        let mapped: UInt32
        if isStatic {
            let (bytes, overflow) = size.addingReportingOverflow(physical.pageOffset)
            guard !overflow else { throw .error(memory.refuse(.size(size))) }
            mapped = try createStaticMapping(physical.page.rawValue >> 8, bytes, call).rawValue &+ physical.pageOffset
        } else {
            mapped = try mapIOSpace(call, physical, size: size, cached: false)
        }
        try call.access { memory throws(GuestFault) in
            try memory.setWord(0, space.rawValue)
            try memory.setWord(mapped, result.rawValue)
        }
        return .value(1)
    }
}

private let oneBus = CallSupport.partial("a bus address is the processor's, whatever the bus")

private let busAddressCalls: [KernelCall] = [
    KernelCall(
        "HalTranslateBusAddress", oneBus, "InterfaceType BusNumber BusAddress AddressSpace TranslatedAddress",
        library: .ceddk, source: "ms899361", returns: .boolean
    ) {
        (
            kernel, call, _: Unread<UInt32>, _: Unread<UInt32>, address: WidePhysicalAddress, space: VirtualAddress,
            result: VirtualAddress
        ) throws(CallStop) in
        try kernel.translate(address, space: space, result: result, call)
    },
    KernelCall(
        "HalTranslateSystemAddress", oneBus, "InterfaceType BusNumber SystemAddress TranslatedAddress",
        library: .ceddk, source: "ceddk.h", returns: .boolean
    ) {
        (kernel, call, _: Unread<UInt32>, _: Unread<UInt32>, address: WidePhysicalAddress, result: VirtualAddress)
            throws(CallStop) in
        try kernel.translate(address, space: nil, result: result, call)
    },
    KernelCall(
        "TransBusAddrToStatic", oneBus, "InterfaceType BusNumber BusAddress Length AddressSpace MappedAddress",
        library: .ceddk, source: "ee481320", for: .drivers, returns: .boolean
    ) {
        (
            kernel, call, _: Unread<UInt32>, _: Unread<UInt32>, address: WidePhysicalAddress, size: UInt32,
            space: VirtualAddress,
            result: VirtualAddress
        ) throws(CallStop) in
        try kernel.mapBusAddress(address, size, space: space, result: result, isStatic: true, call)
    },
    KernelCall(
        "TransBusAddrToVirtual", oneBus, "InterfaceType BusNumber BusAddress Length AddressSpace MappedAddress",
        library: .ceddk, source: "aa448212", for: .drivers, returns: .boolean
    ) {
        (
            kernel, call, _: Unread<UInt32>, _: Unread<UInt32>, address: WidePhysicalAddress, size: UInt32,
            space: VirtualAddress,
            result: VirtualAddress
        ) throws(CallStop) in
        try kernel.mapBusAddress(address, size, space: space, result: result, isStatic: false, call)
    },
]

/// No board has a PCI bus: there is nothing to read, and 0 bytes are.
private let busDataCalls: [KernelCall] = ["HalGetBusDataByOffset", "HalSetBusDataByOffset"].map { name in
    KernelCall(
        name, .partial("no board has a PCI bus: 0 bytes are there"),
        "BusDataType BusNumber SlotNumber Buffer Offset Length", library: .ceddk, source: "ms899357", returns: .number
    ) {
        (
            _, _, _: Unread<UInt32>, _: Unread<UInt32>, _: Unread<UInt32>, _: Unread<VirtualAddress>, _: Unread<UInt32>,
            _: Unread<UInt32>
        ) throws(CallStop) in
        .value(0)
    }
}
