import CEKernel
import CEMemory

/// The device manager's calls (documents ee484469, ee485065, ee484890).
let deviceCalls: [KernelCall] = [
    KernelCall("DeviceIoControl") { kernel, call throws(CallStop) in try kernel.ioControl(call) },
    KernelCall("ActivateDeviceEx") { kernel, call throws(CallStop) in try kernel.activate(call, parameter: call.r3) },
    KernelCall("ActivateDevice") { kernel, call throws(CallStop) in try kernel.activate(call, parameter: call.r1) },
    KernelCall("DeactivateDevice") { kernel, call throws(CallStop) in
        guard
            case .device(let device)? = kernel.objects.handles[call.r0, kernel.processes.nk]
                ?? kernel.objects.handles[call.r0, call.thread.current]
        else { throw .error(.invalidHandle) }
        _ =
            kernel.objects.handles.remove(call.r0, owner: kernel.processes.nk)
            ?? kernel.objects.handles.remove(call.r0, owner: call.thread.current)
        guard !device.isRemoved else { throw .error(.invalidHandle) }
        return try kernel.deactivate(device, call.thread)
    },
]

extension Kernel {
    private static let maximumKeyLength = 255

    func activate(_ call: borrowing Invocation, parameter: UInt32) throws(CallStop) -> CallResult {
        guard call.r0 != 0 else { throw .error(.invalidParameter) }
        let key = try call.access { memory throws(GuestFault) in
            try memory.wideString(call.r0, limit: Self.maximumKeyLength)
        }
        return try activateDevice(key: key, parameter: parameter, call.thread, then: .call)
    }
}
