import CEKernel
import CEMemory
import GuestAddress

/// Interrupts of drivers: the binding of events, and installable ISRs (documents ee482998, ee478824).
let interruptCalls: [KernelCall] = bindingCalls + interruptHandlerCalls

private let bindingCalls: [KernelCall] = [
    KernelCall(
        "InterruptInitialize", .full, "idInt hEvent pvData cbData", source: "ee482998", for: .drivers,
        returns: .boolean
    ) {
        (kernel, call, sysintr: UInt32, handle: Handle, _: Unread<VirtualAddress>, _: Unread<UInt32>)
            throws(CallStop) in
        try kernel.requireDriver(call)
        guard case .event(let event) = kernel.object(handle, call.thread) else {
            throw .error(kernel.refuse(handle: handle.rawValue, takes: "an event", .invalidParameter))
        }
        guard kernel.initializeInterrupt(sysintr, event, by: call.thread) else { throw .error(.invalidParameter) }
        return .value(1)
    },
    KernelCall("InterruptDone", .full, "idInt", source: "ee482998", for: .drivers, returns: .none) {
        (kernel, call, sysintr: UInt32) throws(CallStop) in
        kernel.finishInterrupt(sysintr)
        return .value(0)
    },
    KernelCall("InterruptDisable", .full, "idInt", source: "ee482998", for: .drivers, returns: .none) {
        (kernel, call, sysintr: UInt32) throws(CallStop) in
        guard call.thread.current.isKernel || call.thread.current.driverHost != nil else { return .value(0) }
        kernel.disableInterrupt(sysintr)
        return .value(0)
    },
    KernelCall("InterruptMask", .full, "idInt fDisable", source: "ee482998", for: .drivers, returns: .none) {
        (kernel, call, sysintr: UInt32, isMasked: Bool) throws(CallStop) in
        kernel.maskInterrupt(sysintr, isMasked)
        return .value(0)
    },
    // The kernel sets the event as soon as it looks at the pending bits.
    KernelCall("SetInterruptEvent", .full, "idInt", source: "ee482788", returns: .boolean) {
        (kernel, call, sysintr: UInt32) throws(CallStop) in
        guard InterruptTable.range.contains(sysintr) else {
            kernel.noteRule("sysintr", "\(sysintr) is no SYSINTR: these are \(InterruptTable.range)")
            return .failure(0)
        }
        kernel.setInterruptEvent(of: sysintr)
        return .value(1)
    },
]

private let interruptHandlerCalls: [KernelCall] = [
    KernelCall(
        "LoadIntChainHandler", .full, "lpFilename lpszFunctionName bIRQ", source: "ee478824", for: .drivers,
        returns: .handle
    ) { (kernel, call, file: WideString, function: WideString, irq: Word) throws(CallStop) in
        try kernel.requireDriver(call)
        guard file.rawValue != 0 else { throw .error(kernel.refuse(null: "lpFilename")) }
        guard function.rawValue != 0 else { throw .error(kernel.refuse(null: "lpszFunctionName")) }
        let (file, function) = try call.access { memory throws(GuestFault) in
            (try memory.wideString(file.rawValue, limit: 260), try memory.wideString(function.rawValue, limit: 260))
        }
        return try kernel.loadInterruptHandler(file, function: function, irq: irq.rawValue & 0xFF, call.thread)
    },
    KernelCall("FreeIntChainHandler", .full, "hInstance", source: "ee478824", for: .drivers, returns: .boolean) {
        (kernel, call, handle: Handle) throws(CallStop) in
        guard case .interruptHandler(let handler) = kernel.object(handle, call.thread) else {
            throw .error(kernel.refuse(handle: handle.rawValue, takes: "what LoadIntChainHandler has returned"))
        }
        _ = kernel.objects.handles.remove(handle.rawValue, owner: call.thread.current, by: kernel.site(call))
        return try kernel.free(handler, call.thread)
    },
    KernelCall(
        "IntChainHandlerIoControl", .full,
        "hInstance dwIoControlCode lpInBuf nInBufSize lpOutBuf nOutBufSize lpBytesReturned", source: "ee478824",
        for: .drivers, returns: .boolean
    ) {
        (
            kernel, call, handle: Handle, code: Word, input: VirtualAddress, inputSize: UInt32, output: VirtualAddress,
            outputSize: UInt32, returned: VirtualAddress
        ) throws(CallStop) in
        try kernel.libraryControl(
            handle,
            [
                code.rawValue, input.rawValue, inputSize, output.rawValue, outputSize, returned.rawValue,
            ], call)
    },
]

extension Kernel {
    /// IOControl of an installable ISR.
    func libraryControl(
        _ handle: Handle, _ arguments: [6 of UInt32], _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        guard case .interruptHandler(let handler) = object(handle, call.thread) else {
            throw .error(refuse(handle: handle.rawValue, takes: "what LoadIntChainHandler has returned"))
        }
        return try ask(handler, arguments, call.thread)
    }
}
