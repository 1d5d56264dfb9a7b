import CEKernel
import CEMemory
import GuestAddress
import Unicorn

/// Calls of ceddk beside the mappings of `PhysicalMemoryCalls.swift` and the register accesses (documents ee484843,
/// ms899361, aa448325, ee481320; results as seen in shipped libraries).
let driverKitCalls: [KernelCall] = commonBufferCalls + busAddressCalls + busDataCalls

private func driverKitCall(_ name: String, _ handler: @escaping KernelCall.Handler) -> KernelCall {
    KernelCall(name, library: .ceddk, handler: handler)
}

private let commonBufferCalls: [KernelCall] = [
    driverKitCall("HalAllocateCommonBuffer") { kernel, call throws(CallStop) in
        // Without an adapter or a size: NULL and no code. The rest is AllocPhysMem, which CE 6 makes uncached whatever
        // was asked.
        guard call.r0 != 0, call.r1 != 0 else { return .failure(0) }
        let (size, logical) = (call.r1, call.r2)
        guard call.thread.current.isKernel, size < 0x8000_0000 else { throw .error(.invalidParameter) }
        try call.access { memory throws(GuestFault) in try memory.probe(logical, 8, .write) }
        let (base, frame) = try kernel.allocateAdjacent(size, .uncachedPages, mask: 0, call)
        try call.access { memory throws(GuestFault) in
            try memory.setWord(frame.rawValue, logical)
            try memory.setWord(0, logical &+ 4)
        }
        return .value(base.rawValue)
    },
    // (adapter, size, 64-bit logical address, virtual address, cached): only the virtual address counts.
    driverKitCall("HalFreeCommonBuffer") { kernel, call throws(CallStop) in
        try kernel.requireKernel(call)
        return try kernel.virtualFree(call, kernel.processes.nk, try call[4], 0, MemoryFlags.release)
    },
    driverKitCall("StallExecution") { kernel, call throws(CallStop) in
        kernel.engine.advanceClock(by: UInt64(call.r0) * (VirtualClock.instructionsPerMillisecond / 1000))
        return .value(0)
    },
    // Obsolete: StallExecution needs no measured loop.
    driverKitCall("CalibrateStallCounter") { _, _ throws(CallStop) in .value(0) },
]

extension Kernel {
    /// What a bus address is to the processor: on these boards the same, in the memory space.
    fileprivate func translate(
        _ call: borrowing Invocation, space: UInt32?, result: UInt32
    ) throws(CallStop) -> CallResult {
        let (low, high) = (call.r2, call.r3)
        try call.access { memory throws(GuestFault) in
            if let space { try memory.setWord(0, space) }
            try memory.setWord(low, result)
            try memory.setWord(high, result &+ 4)
        }
        return .value(1)
    }

    /// TransBusAddrToStatic and TransBusAddrToVirtual(interface, bus, 64-bit address, size, space*, result*).
    fileprivate func mapBusAddress(_ call: borrowing Invocation, isStatic: Bool) throws(CallStop) -> CallResult {
        try requireDriver(call)
        let more: [3 of UInt32] = try call.stackArguments()
        let (size, space, result) = (more[0], more[1], more[2])
        guard call.r3 == 0 else { throw .error(.invalidParameter) }
        try call.access { memory throws(GuestFault) in
            try memory.probe(space, 4, .write)
            try memory.probe(result, 4, .write)
        }
        let offset = call.r2 & MemoryManager.pageMask
        let mapped: UInt32
        if isStatic {
            let (bytes, overflow) = size.addingReportingOverflow(offset)
            guard !overflow else { throw .error(.invalidParameter) }
            mapped = try createStaticMapping((call.r2 & ~MemoryManager.pageMask) >> 8, bytes, call).rawValue &+ offset
        } else {
            mapped = try mapIOSpace(call, PhysicalAddress(call.r2), size: size, cached: false)
        }
        try call.access { memory throws(GuestFault) in
            try memory.setWord(0, space)
            try memory.setWord(mapped, result)
        }
        return .value(1)
    }
}

private let busAddressCalls: [KernelCall] = [
    // (interface, bus, 64-bit address, space*, result*)
    driverKitCall("HalTranslateBusAddress") { kernel, call throws(CallStop) in
        try kernel.translate(call, space: try call[4], result: try call[5])
    },
    // (interface, bus, 64-bit address, result*)
    driverKitCall("HalTranslateSystemAddress") { kernel, call throws(CallStop) in
        try kernel.translate(call, space: nil, result: try call[4])
    },
    driverKitCall("TransBusAddrToStatic") { kernel, call throws(CallStop) in
        try kernel.mapBusAddress(call, isStatic: true)
    },
    driverKitCall("TransBusAddrToVirtual") { kernel, call throws(CallStop) in
        try kernel.mapBusAddress(call, isStatic: false)
    },
]

/// No board has a PCI bus: there is nothing to read, and 0 bytes are.
private let busDataCalls: [KernelCall] = ["HalGetBusDataByOffset", "HalSetBusDataByOffset"].map { name in
    driverKitCall(name) { _, _ throws(CallStop) in .value(0) }
}
