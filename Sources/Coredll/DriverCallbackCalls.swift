import CEKernel
import CEMemory
import GuestAddress

private let oneProcess = CallSupport.partial("a callback is performed in the process that has mapped it only")

/// Functions that one driver calls in another (document ee484627).
let driverCallbackCalls: [KernelCall] = [
    KernelCall(
        "CeDriverMapCallbackFunction", oneProcess, "lpCallback", library: .ceddk, source: "ee484627", for: .drivers,
        returns: .handle
    ) { (kernel, call, entry: VirtualAddress) throws(CallStop) in
        try kernel.requireDriver(call)
        guard entry.rawValue != 0 else { throw .error(kernel.refuse(null: "lpCallback")) }
        return .value(try kernel.addHandle(.driverCallback(entry.rawValue), call))
    },
    // What the function says is the result.
    KernelCall(
        "CeDriverPerformCallback", oneProcess,
        "hCallback dwIoControlCode lpInBuf nInBufSize lpOutBuf nOutBufSize lpBytesReturned lpOverlapped",
        library: .ceddk, source: "ee484627", for: .drivers, returns: .boolean
    ) {
        (
            kernel, call, handle: Handle, code: Word, input: VirtualAddress, inputSize: UInt32,
            output: VirtualAddress, outputSize: UInt32, returned: VirtualAddress, overlapped: VirtualAddress
        ) throws(CallStop) in
        try kernel.requireDriver(call)
        guard case .driverCallback(let entry) = kernel.object(handle, call.thread) else {
            throw .error(kernel.refuse(handle: handle.rawValue, takes: "what CeDriverMapCallbackFunction has returned"))
        }
        return try kernel.callControlFunction(
            entry, code: code.rawValue, input: GuestBuffer(address: input.rawValue, size: inputSize),
            output: GuestBuffer(address: output.rawValue, size: outputSize), returned: returned.rawValue,
            overlapped: overlapped.rawValue, call)
    },
]
