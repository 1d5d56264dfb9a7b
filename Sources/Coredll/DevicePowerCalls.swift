import CEKernel
import CEMemory
import GuestAddress

/// CEDEVICE_POWER_STATE: D0 to D4.
private let powerStates: ClosedRange<UInt32> = 0...4

extension Kernel {
    fileprivate func devicePower(_ handle: Handle, _ call: borrowing Invocation) throws(CallStop) -> DevicePower {
        guard case .devicePower(let power) = object(handle, call.thread) else {
            throw .error(refuse(handle: handle.rawValue, takes: "what DDKPwr_Initialize has returned"))
        }
        return power
    }

    /// A level of power that no device has.
    func refusePowerLevel(_ level: UInt32) -> CEError {
        refuse("power-level", "\(level) is no level of power of a device: these are D0 (0) to D4 (4)")
    }

    /// Has the driver switch to the level that follows, when it is another one; the call's result is given.
    fileprivate func switchPower(
        _ power: DevicePower, isChanged: Bool, setter: UInt32, result: UInt32, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        guard isChanged, setter != 0 else { return .value(result) }
        return try callBack(setter, power.context, power.level, result: result, call)
    }
}

/// The helper for devices' power levels in ceddk (header ddkpwr.h of the public SDK). The power manager is not
/// told, so that only the driver and its users decide.
let devicePowerCalls: [KernelCall] = [
    KernelCall(
        "DDKPwr_Initialize", .partial("the power manager is not told"),
        "pfnSetDevicePower dwContext fAbort dwTimeout", library: .ceddk, source: "ddkpwr.h", returns: .handle
    ) {
        (kernel, call, setter: VirtualAddress, context: Word, _: Unread<Bool>, _: Unread<Milliseconds>)
            throws(CallStop) in
        guard setter.rawValue != 0 else { throw .error(kernel.refuse(null: "pfnSetDevicePower")) }
        let power = DevicePower(setter: setter.rawValue, context: context.rawValue)
        return .value(try kernel.addHandle(.devicePower(power), call))
    },
    KernelCall("DDKPwr_Deinitialize", .full, "hPwr", library: .ceddk, source: "ddkpwr.h", returns: .none) {
        (kernel, call, handle: Handle) throws(CallStop) in
        _ = try kernel.devicePower(handle, call)
        _ = kernel.objects.handles.remove(handle.rawValue, owner: call.thread.current)
        return .value(0)
    },
    KernelCall("DDKPwr_RequestLevel", .full, "hPwr dx", library: .ceddk, source: "ddkpwr.h", returns: .handle) {
        (kernel, call, handle: Handle, level: UInt32) throws(CallStop) in
        let power = try kernel.devicePower(handle, call)
        guard powerStates.contains(level) else { throw .error(kernel.refusePowerLevel(level)) }
        guard let (request, isChanged) = power.request(level) else {
            throw .error(
                kernel.refuse("requests", "the device has as many requests of power as it can have", .notEnoughMemory))
        }
        return try kernel.switchPower(power, isChanged: isChanged, setter: power.setter, result: request, call)
    },
    KernelCall(
        "DDKPwr_ReleaseLevel", .full, "hPwr hLevel", library: .ceddk, source: "ddkpwr.h", returns: .none
    ) { (kernel, call, handle: Handle, request: Word) throws(CallStop) in
        let power = try kernel.devicePower(handle, call)
        guard let isChanged = power.release(request.rawValue) else {
            throw .error(
                kernel.refuse(
                    "no-request",
                    "hLevel 0x\(hexadecimal(request.rawValue)) is nothing that DDKPwr_RequestLevel has returned "
                        + "for this device, or was released before", .invalidHandle))
        }
        return try kernel.switchPower(power, isChanged: isChanged, setter: power.setter, result: 0, call)
    },
    KernelCall(
        "DDKPwr_GetDeviceLevel", .full, "hPwr", library: .ceddk, source: "ddkpwr.h", returns: .signed, failure: .max
    ) { (kernel, call, handle: Handle) throws(CallStop) in
        .value(try kernel.devicePower(handle, call).level)
    },
    KernelCall(
        "DDKPwr_SetDeviceLevel", .full, "hPwr dx pfnCallback", library: .ceddk, source: "ddkpwr.h", returns: .boolean
    ) { (kernel, call, handle: Handle, level: UInt32, callback: VirtualAddress) throws(CallStop) in
        let power = try kernel.devicePower(handle, call)
        guard powerStates.contains(level) else { throw .error(kernel.refusePowerLevel(level)) }
        let isChanged = power.setBase(level)
        let setter = callback.rawValue != 0 ? callback.rawValue : power.setter
        return try kernel.switchPower(power, isChanged: isChanged, setter: setter, result: 1, call)
    },
]
