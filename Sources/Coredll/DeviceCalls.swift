import CEKernel
import CEMemory
import GuestAddress

/// The device manager's calls.
let deviceCalls: [KernelCall] = [
    KernelCall(
        "DeviceIoControl", .full,
        "hDevice dwIoControlCode lpInBuf nInBufSize lpOutBuf nOutBufSize lpBytesReturned lpOverlapped",
        source: "ee484890", returns: .boolean
    ) {
        (
            kernel, call, device: Handle, code: Word, input: VirtualAddress, inputSize: UInt32,
            output: Uncharged<VirtualAddress>, outputSize: Uncharged<UInt32>, returned: Uncharged<VirtualAddress>,
            _: Unread<VirtualAddress>
        ) throws(CallStop) in
        try kernel.ioControl(
            device.rawValue, code: code.rawValue, input: GuestBuffer(address: input.rawValue, size: inputSize),
            output: GuestBuffer(address: output.value.rawValue, size: outputSize.value),
            returned: returned.value.rawValue, call)
    },
    KernelCall(
        "ActivateDeviceEx", .partial("the values in lpRegEnts are not added to the key"),
        "lpszDevKey lpRegEnts cRegEnts lpvParam", source: "ee484469", returns: .handle
    ) {
        (kernel, call, key: WideString, _: Unread<VirtualAddress>, _: Unread<UInt32>, parameter: Word) throws(CallStop)
        in
        try kernel.activate(key.rawValue, parameter: parameter.rawValue, call)
    },
    KernelCall("ActivateDevice", .full, "lpszDevKey dwClientInfo", source: "ee484469", returns: .handle) {
        (kernel, call, key: WideString, parameter: Word) throws(CallStop) in
        try kernel.activate(key.rawValue, parameter: parameter.rawValue, call)
    },
    KernelCall("DeactivateDevice", .full, "hDevice", source: "ms923696", returns: .boolean) {
        (kernel, call, handle: Handle) throws(CallStop) in
        let handle = handle.rawValue
        guard
            case .device(let device)? = kernel.objects.handles[handle, kernel.processes.nk]
                ?? kernel.objects.handles[handle, call.thread.current]
        else { throw .error(.invalidHandle) }
        _ =
            kernel.objects.handles.remove(handle, owner: kernel.processes.nk)
            ?? kernel.objects.handles.remove(handle, owner: call.thread.current)
        guard !device.isRemoved else { throw .error(.invalidHandle) }
        return try kernel.deactivate(device, call.thread)
    },
]

extension Kernel {
    private static let maximumKeyLength = 255

    /// - Parameter key: a wide string, relative to HKLM.
    func activate(_ key: UInt32, parameter: UInt32, _ call: borrowing Invocation) throws(CallStop) -> CallResult {
        guard key != 0 else { throw .error(.invalidParameter) }
        let name = try call.access { memory throws(GuestFault) in
            try memory.wideString(key, limit: Self.maximumKeyLength)
        }
        return try activateDevice(key: name, parameter: parameter, call.thread, then: .call)
    }
}
