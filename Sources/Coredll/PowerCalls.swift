import CEKernel
import CEMemory
import GuestAddress

/// ERROR_SERVICE_NOT_ACTIVE.
private let serviceNotActive = CEError(rawValue: 1062)

private let noPowerManager = CallSupport.partial(
    "there is no power manager: ERROR_SERVICE_NOT_ACTIVE, as from an image without one")

/// Calls of the power manager (pm.h of the public SDK; results of shipped images that have none). Those of one word are
/// told by what they return: a code, or a handle with the code in GetLastError.
let powerCalls: [KernelCall] =
    powerStatusCalls + powerHandleCalls + [
        // A driver's way to be woken inside XXX_PowerUp.
        KernelCall("CeSetPowerOnEvent", .full, "hEvt", source: "observed", returns: .boolean) {
            (kernel, call, handle: Handle) throws(CallStop) in
            guard case .event(let event) = kernel.object(handle, call.thread) else { throw .error(.invalidHandle) }
            event.isSignalled = true
            kernel.signal(event)
            return .value(1)
        }
    ]

private let powerStatusCalls: [KernelCall] = [
    ("DevicePowerNotify", "pvDevice DeviceState Flags"), ("StopPowerNotifications", "h"),
    ("ReleasePowerRequirement", "hPowerReq"), ("SetSystemPowerState", "pwsSystemState StateFlags Options"),
    ("GetSystemPowerState", "pBuffer dwBufChars pdwFlags"), ("SetDevicePower", "pvDevice dwDeviceFlags DeviceState"),
    ("GetDevicePower", "pvDevice dwDeviceFlags pDeviceState"), ("PowerPolicyNotify", "dwMessage dwData"),
].map { name, names in
    KernelCall(
        absent: name, noPowerManager, names, source: "pm.h", returns: .error, failure: serviceNotActive.rawValue,
        error: nil)
}

private let powerHandleCalls: [KernelCall] = [
    ("RequestPowerNotifications", "hMsgQ Flags"),
    ("SetPowerRequirement", "pvDevice DeviceState DeviceFlags pvSystemState StateFlags"),
].map { name, names in
    KernelCall(
        absent: name, noPowerManager, names, source: "pm.h", returns: .handle, failure: 0, error: serviceNotActive)
}
